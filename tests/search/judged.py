"""Questions with judged answers, and how good an order of answers is.

An article is judged by its labels, which know nothing of any engine: 3 when it is about all that
a question asks for, 1 when it merely mentions it.
"""

from dataclasses import dataclass
from math import log2

from archive.search.engines import IndexDocument
from archive.synthetic import clippings

ABOUT, MENTIONS = 3, 1


@dataclass(frozen=True, slots=True)
class Question:
    """Words as somebody types them, and what they ask for."""

    text: str
    minerals: tuple[str, ...]
    countries: tuple[str, ...] = ()

    def grade(self, clipping):
        """Return how well a clipping answers."""
        wanted = ((self.minerals, clipping.minerals), (self.countries, clipping.countries))
        if all(set(slugs) <= set(named.core) for slugs, named in wanted):
            return ABOUT
        return MENTIONS if all(set(slugs) <= set(named.mentioned) for slugs, named in wanted) else 0


QUESTIONS = (
    Question("lithium", ("lithium",)),
    Question("graphite", ("graphite",)),
    Question("uranium", ("uranium",)),
    Question("tungsten", ("tungsten",)),
    Question("gallium", ("gallium",)),
    Question("antimony", ("antimony",)),
    Question("niobium", ("niobium",)),
    Question("titanium", ("titanium",)),
    Question("rare earths", ("rare earths",)),
    Question("platinum", ("platinum",)),
    Question("germanium", ("germanium",)),
    Question("cobalt mining", ("cobalt",)),
    Question("tin smelter", ("tin",)),
    Question("lithium Chile", ("lithium",), ("CL",)),
    Question("Chile lithium", ("lithium",), ("CL",)),
    Question("lithium in Argentina", ("lithium",), ("AR",)),
    Question("Argentina's lithium", ("lithium",), ("AR",)),
    Question("lithium Australia", ("lithium",), ("AU",)),
    Question("Australian lithium", ("lithium",), ("AU",)),
    Question("lithium China", ("lithium",), ("CN",)),
    Question("lithium Canada", ("lithium",), ("CA",)),
    Question("lithium Zimbabwe", ("lithium",), ("ZW",)),
    Question("cobalt Congo", ("cobalt",), ("CD",)),
    Question("Congolese cobalt", ("cobalt",), ("CD",)),
    Question("copper Peru", ("copper",), ("PE",)),
    Question("Peruvian copper", ("copper",), ("PE",)),
    Question("copper mines in Chile", ("copper",), ("CL",)),
    Question("copper Zambia", ("copper",), ("ZM",)),
    Question("nickel Indonesia", ("nickel",), ("ID",)),
    Question("Indonesian nickel", ("nickel",), ("ID",)),
    Question("nickel Philippines", ("nickel",), ("PH",)),
    Question("rare earths China", ("rare earths",), ("CN",)),
    Question("Chinese rare earths", ("rare earths",), ("CN",)),
    Question("rare earths Australia", ("rare earths",), ("AU",)),
    Question("rare earths Myanmar", ("rare earths",), ("MM",)),
    Question("rare earths Brazil", ("rare earths",), ("BR",)),
    Question("graphite Mozambique", ("graphite",), ("MZ",)),
    Question("graphite from China", ("graphite",), ("CN",)),
    Question("gallium China", ("gallium",), ("CN",)),
    Question("tungsten China", ("tungsten",), ("CN",)),
    Question("uranium Kazakhstan", ("uranium",), ("KZ",)),
    Question("uranium from Kazakhstan", ("uranium",), ("KZ",)),
    Question("aluminium Guinea", ("aluminium",), ("GN",)),
    Question("manganese South Africa", ("manganese",), ("ZA",)),
    Question("chromium South Africa", ("chromium",), ("ZA",)),
    Question("platinum South Africa", ("platinum",), ("ZA",)),
    Question("tin Indonesia", ("tin",), ("ID",)),
    Question("zinc Peru", ("zinc",), ("PE",)),
)


def corpus(size):
    """Return labelled clippings by article id."""
    return dict(enumerate(clippings(size, seed=11), 1))


def document(article_id, clipping):
    """Return a clipping as an engine indexes it, without what its labels tell."""
    return IndexDocument(
        id=article_id, stamp="", title=clipping.title, body=clipping.body, language="en"
    )


def ndcg(question, judged, answers, depth=10):
    """Return how good the first answers are: 1 for the best that could be, 0 for none of use."""
    grades = [question.grade(judged[article_id]) for article_id in answers[:depth]]
    best = sorted((question.grade(clipping) for clipping in judged.values()), reverse=True)
    ideal = _gain(best[:depth])
    return _gain(grades) / ideal if ideal else 1.0


def _gain(grades):
    return sum((2**grade - 1) / log2(rank) for rank, grade in enumerate(grades, 2))
