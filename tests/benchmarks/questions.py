"""A question of the benchmark, the same for every engine."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How the words of a question hang together."""

    TERM = "term"
    AND = "and"
    OR = "or"
    PHRASE = "phrase"
    PREFIX = "prefix"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Question:
    """One question for all engines. `kind` is its class in the tables.

    A prefix comes without its star, a wildcard with it; a fuzzy word is one letter off.
    """

    kind: str
    shape: Shape
    words: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        chosen = "".join(f" {facet}={value}" for facet, value in self.filters)
        return f"{self.kind}: {self.text or '(everything)'}{chosen}"

    @property
    def text(self) -> str:
        """Return the question in Lode's query language."""
        spaced = " ".join(self.words)
        return {
            Shape.OR: " OR ".join(self.words),
            Shape.PHRASE: f'"{spaced}"',
            Shape.PREFIX: f"{spaced}*",
            Shape.FUZZY: f"{spaced}~1",
        }.get(self.shape, spaced)
