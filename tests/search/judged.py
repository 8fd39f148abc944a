"""Questions with judged answers, and how good an order of answers is.

Nobody's ranking has a say in the judgements. A synthetic clipping says itself what it is about:
its labels come from the templates it was written with. The labelled clippings of the tests of
extraction and the four seeds were labelled by a reader. A question is judged by one rule:

3: the title or the first paragraph names everything asked for, and the event is the one asked for
2: the title or the first paragraph names everything asked for
1: the text names everything asked for, somewhere
0: it does not

A question that somebody asks to find an article again has that article for its one answer, or
those that tell the same.
"""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from pathlib import Path
from statistics import mean
from typing import Any

from archive.search.engines import IndexDocument
from archive.synthetic import clippings

ABOUT, ABOUT_ANOTHER_EVENT, MENTIONS, NOTHING = 3, 2, 1, 0
SEED = 11
_TESTS = Path(__file__).parent.parent
_SEEDS = _TESTS.parent / "seeds"
_CLIPPINGS = _TESTS / "extraction" / "clippings" / "gold.jsonl"


@dataclass(frozen=True, slots=True)
class Judged:
    """A text with what a careful reader says it is about, and what it names besides."""

    title: str
    body: str
    about: frozenset[str]
    names: frozenset[str]
    topic: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Words as somebody types them, and the subjects and the event, or the article, they ask for.

    `kind` is a class of questions; `articles` are the names of the right answers.
    """

    kind: str
    text: str
    subjects: frozenset[str] = frozenset()
    topic: str = ""
    articles: frozenset[str] = frozenset()

    def grade(self, text: Judged) -> int:
        """Return how well a text answers, from 0 to 3."""
        if self.articles:
            return ABOUT if text.name in self.articles else NOTHING
        if not self.subjects <= text.names:
            return NOTHING
        if not self.subjects <= text.about:
            return MENTIONS
        return ABOUT if self.topic in ("", text.topic) else ABOUT_ANOTHER_EVENT


# What the seeds are about, what they name besides, and the event, as a reader sees them.
_SEED_LABELS = (
    ("lithium, CN, JP", "", "trade"),
    ("graphite, CN, KR", "lithium, silicon, US", "export_controls"),
    ("lithium, CN, KZ", "", "projects"),
    ("lithium, CN", "AR, copper, iron, niobium", "policy"),
)


def _questions(written: Mapping[str, Any]) -> Iterator[Question]:
    for kind, rows in {**written["subjects"], **written["events"]}.items():
        for text, subjects, *topic in rows:
            yield Question(kind, text, _set(subjects), *topic)
    for kind, rows in written["articles"].items():
        for text, articles in rows:
            yield Question(kind, text, articles=_set(articles))


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split(", "))


_WRITTEN = tomllib.loads((Path(__file__).parent / "judged.toml").read_text(encoding="utf-8"))
QUESTIONS = tuple(_questions(_WRITTEN))


@cache
def corpus(size: int) -> Mapping[int, Judged]:
    """Return the seeds, the labelled clippings and `size` synthetic ones, by article id."""
    return dict(enumerate([*_seeds(), *_labelled(), *_synthetic(size)], start=1))


def document(article_id: int, text: Judged) -> IndexDocument:
    """Return a text as an engine indexes it, without what its labels tell."""
    return IndexDocument(id=article_id, stamp="", title=text.title, body=text.body)


def answerable(judged: Mapping[int, Judged]) -> tuple[Question, ...]:
    """Return the questions that some text answers, if only in part."""
    return tuple(each for each in QUESTIONS if any(map(each.grade, judged.values())))


def mean_ndcg(
    questions: Sequence[Question],
    judged: Mapping[int, Judged],
    ask: Callable[[str], Sequence[int]],
) -> float:
    """Return how good the answers to some questions are on average."""
    return mean(ndcg(each, judged, ask(each.text)) for each in questions)


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


def _labelled() -> Iterator[Judged]:
    topics = {name: topic for topic, names in _WRITTEN["topics"].items() for name in names.split()}
    for line in _CLIPPINGS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        name = label["file"].removesuffix(".txt")
        yield Judged(
            label["title"] or "",
            label["body"],
            frozenset((*label["countries_core"], *label["minerals_core"])),
            frozenset((*label["countries_mentioned"], *label["minerals_mentioned"])),
            topics.get(name, ""),
            name,
        )


def _seeds() -> Iterator[Judged]:
    expected = tomllib.loads((_SEEDS / "expected.toml").read_text(encoding="utf-8"))["seed"]
    for number, seed in enumerate(expected):
        text = (_SEEDS / seed["file"]).read_text(encoding="utf-8")
        begin, end = text.index(seed["body_starts"]), text.index(seed["body_ends"])
        about, besides, topic = _SEED_LABELS[number]
        main = _set(about)
        yield Judged(
            seed["title"], text[begin:end], main, main | _set(besides), topic, f"seed {number}"
        )
