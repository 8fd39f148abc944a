"""Questions with judged answers, and how good an order of answers is.

Nobody's ranking has a say in the judgements. A synthetic clipping says itself what it is about:
its labels come from the templates it was written with. The four seeds were labelled by hand. A
question is judged by one rule:

3: the title or the first paragraph names everything asked for, and the event is the one asked for
2: the title or the first paragraph names everything asked for
1: the text names everything asked for, somewhere
0: it does not

A question that somebody asks to find one of the seeds again has that seed for its one answer.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path

from archive.search.engines import IndexDocument
from archive.synthetic import clippings

ABOUT, ABOUT_ANOTHER_EVENT, MENTIONS, NOTHING = 3, 2, 1, 0
SEED = 11
_SEEDS = Path(__file__).parent.parent.parent / "seeds"


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with what a careful reader says it is about, and what it names besides."""

    title: str
    body: str
    about: frozenset[str]
    names: frozenset[str]
    topic: str
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Words as somebody types them, and the subjects and the event, or the seed, they ask for."""

    text: str
    subjects: str = ""
    topic: str = ""
    seed: int | None = None

    def grade(self, text: Judged) -> int:
        """Return how well a text answers, from 0 to 3."""
        if self.seed is not None:
            return ABOUT if text.seed == self.seed else NOTHING
        wanted = set(self.subjects.split(", "))
        if not wanted <= text.names:
            return NOTHING
        if not wanted <= text.about:
            return MENTIONS
        return ABOUT if self.topic in ("", text.topic) else ABOUT_ANOTHER_EVENT


QUESTIONS = (
    # One subject.
    Question("antimony", "antimony"),
    Question("germanium", "germanium"),
    Question("niobium", "niobium"),
    Question("titanium", "titanium"),
    Question("platinum", "platinum"),
    Question("Zimbabwe", "ZW"),
    Question("Serbia", "RS"),
    Question("Madagascar", "MG"),
    Question("New Caledonia", "NC"),
    Question("Papua New Guinea", "PG"),
    # A mineral and a country.
    Question("lithium Chile", "lithium, CL"),
    Question("Argentina's lithium", "lithium, AR"),
    Question("Australian lithium", "lithium, AU"),
    Question("lithium in Canada", "lithium, CA"),
    Question("lithium Zimbabwe", "lithium, ZW"),
    Question("Congolese cobalt", "cobalt, CD"),
    Question("Peruvian copper", "copper, PE"),
    Question("copper mines in Chile", "copper, CL"),
    Question("copper Zambia", "copper, ZM"),
    Question("nickel Indonesia", "nickel, ID"),
    Question("nickel Philippines", "nickel, PH"),
    Question("rare earths China", "rare earths, CN"),
    Question("rare earths Australia", "rare earths, AU"),
    Question("rare earths Myanmar", "rare earths, MM"),
    Question("graphite Mozambique", "graphite, MZ"),
    Question("graphite from China", "graphite, CN"),
    Question("gallium China", "gallium, CN"),
    Question("tungsten China", "tungsten, CN"),
    Question("uranium Kazakhstan", "uranium, KZ"),
    Question("manganese South Africa", "manganese, ZA"),
    Question("platinum South Africa", "platinum, ZA"),
    Question("tin Indonesia", "tin, ID"),
    Question("zinc Peru", "zinc, PE"),
    # Two countries.
    Question("China Japan rare earths", "rare earths, CN, JP"),
    Question("graphite China South Korea", "graphite, CN, KR"),
    Question("Indonesia nickel China", "nickel, ID, CN"),
    # A kind of event.
    Question("lithium prices", "lithium", "prices"),
    Question("cobalt price", "cobalt", "prices"),
    Question("copper prices", "copper", "prices"),
    Question("uranium price rise", "uranium", "prices"),
    Question("copper strike", "copper", "strikes"),
    Question("strike at nickel smelter", "nickel", "strikes"),
    Question("workers strike Chile", "CL", "strikes"),
    Question("graphite export controls", "graphite", "export_controls"),
    Question("export licences China", "CN", "export_controls"),
    Question("rare earth export quota", "rare earths", "export_controls"),
    Question("gallium export ban", "gallium", "export_controls"),
    Question("lithium recycling", "lithium", "recycling"),
    Question("cobalt recycling", "cobalt", "recycling"),
    Question("lithium offtake agreement", "lithium", "offtake"),
    Question("copper drilling results", "copper", "exploration"),
    Question("lithium exploration Canada", "lithium, CA", "exploration"),
    Question("nickel mine permit", "nickel", "permits"),
    Question("lithium project financing", "lithium", "finance"),
    Question("copper mine court", "copper", "permits"),
    # One article in particular, as far as somebody remembers it.
    Question("Qinghai lithium metal exported to Japan", seed=0),
    Question("Golmud customs", seed=0),
    Question("graphite exports South Korea battery industry", seed=1),
    Question("POSCO anode graphite", seed=1),
    Question("Zhicun Kazakhstan lithium", seed=2),
    Question("Kazakh Invest lithium", seed=2),
    Question("China mining Latin America", seed=3),
    Question("lithium Argentina embassy", seed=3),
)

# What the seeds are about, what they name besides, and the event, as a reader sees them.
_SEED_LABELS = (
    ("lithium, CN, JP", "", "trade"),
    ("graphite, CN, KR", "lithium, silicon, US", "export_controls"),
    ("lithium, CN, KZ", "", "projects"),
    ("lithium, CN", "AR, copper, iron, niobium", "policy"),
)


@cache
def corpus(size: int) -> Mapping[int, Judged]:
    """Return the seeds and `size` synthetic clippings, by article id."""
    return dict(enumerate([*_seeds(), *_synthetic(size)], start=1))


def document(article_id: int, text: Judged) -> IndexDocument:
    """Return a text as an engine indexes it, without what its labels tell."""
    return IndexDocument(id=article_id, stamp="", title=text.title, body=text.body)


def mean_ndcg(judged: Mapping[int, Judged], ask: Callable[[str], Sequence[int]]) -> float:
    """Return how good the answers to all questions are on average."""
    return sum(ndcg(each, judged, ask(each.text)) for each in QUESTIONS) / len(QUESTIONS)


def ndcg(question: Question, judged: Mapping[int, Judged], answers: Sequence[int]) -> float:
    """Return how good the first ten answers are: 1 for the best that there could be."""
    grades = [question.grade(judged[article_id]) for article_id in answers[:10]]
    best = sorted((question.grade(text) for text in judged.values()), reverse=True)
    return _gain(grades) / _gain(best[:10])


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / log2(rank) for rank, grade in enumerate(grades, start=2))


def _synthetic(size: int) -> Iterator[Judged]:
    for clipping in clippings(size, seed=SEED):
        labels = clipping.countries, clipping.minerals
        yield Judged(
            clipping.title,
            clipping.body,
            frozenset(name for label in labels for name in label.core),
            frozenset(name for label in labels for name in label.mentioned),
            clipping.topic,
        )


def _seeds() -> Iterator[Judged]:
    expected = tomllib.loads((_SEEDS / "expected.toml").read_text(encoding="utf-8"))["seed"]
    for number, seed in enumerate(expected):
        text = (_SEEDS / seed["file"]).read_text(encoding="utf-8")
        begin, end = text.index(seed["body_starts"]), text.index(seed["body_ends"])
        about, besides, topic = _SEED_LABELS[number]
        main = frozenset(about.split(", "))
        names = main | set(besides.split(", "))
        yield Judged(seed["title"], text[begin:end], main, names, topic, number)
