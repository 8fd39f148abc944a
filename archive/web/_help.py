"""The query language, with examples that are links."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Example:
    """A question one can type, and what it finds."""

    typed: str
    finds: str

    @property
    def href(self) -> str:
        """Return the address that asks it."""
        return f"{reverse('search')}?{urlencode({'q': self.typed})}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Examples that belong together."""

    title: str
    examples: tuple[Example, ...]


LESSONS = (
    Lesson(
        "Words",
        (
            Example("lithium brine", "both words, anywhere, in any form: brine, brines"),
            Example('"export control"', "exactly these words, in this order"),
            Example("graphite OR anode", "one of the two, or both"),
            Example("cobalt -nickel", "cobalt, but not nickel; NOT nickel says the same"),
            Example("(gallium OR germanium) export", "brackets group"),
        ),
    ),
    Lesson(
        "Parts of words and near misses",
        (
            Example("lith*", "words that begin with lith"),
            Example("lithum~", "words spelt nearly like that"),
            Example('"export graphite"~5', "the words at most five words apart"),
        ),
    ),
    Lesson(
        "In one field",
        (
            Example("title:lithium", "only in titles"),
            Example("source:reuters", "by who published it"),
            Example("country:chile", "by country; the code cl works too"),
            Example("mineral:graphite", "by mineral, its forms included"),
            Example("company:glencore", "by company, or mine: company:greenbushes"),
            Example("date:2024-03", "of March 2024"),
            Example("date:2023..2024-02", "between the two, both included"),
            Example("after:2024 before:2025-06", "from 2024 to June 2025"),
            Example("has:date", "with a date; also has:source, has:country, has:company"),
            Example("is:unreviewed", "not yet checked by a person"),
        ),
    ),
    Lesson(
        "Codes and names",
        (
            Example("NMC-811", "codes stay whole; Li-ion, U3O8 and Nd2Fe14B too"),
            Example("Cote d'Ivoire", "accents do not matter: finds Côte d'Ivoire"),
            Example("锂", "Chinese, Japanese and Korean work as well"),
        ),
    ),
)
