"""What every engine must do to be measured."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from tests.benchmarks.articles import Article
from tests.benchmarks.questions import Question

TOP = 20
BOOSTS = {"title": 3.0, "body": 1.0, "names": 1.0}  # as Lode weighs the fields


class Part(StrEnum):
    """How much of an answer is asked for; each is a column of the tables."""

    TOP20 = "top20"  # ids of the best 20 and the total
    FACETS = "facets"  # the same, and the counts of all facets
    HIGHLIGHTS = "highlights"  # the same as top20, and marked title and text of each hit


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine found. `snippets` counts the texts in which something is marked."""

    total: int
    top: tuple[int, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    snippets: int = 0


class Peer(Protocol):
    """An engine with an index in a folder of its own."""

    def build(self, articles: Iterable[Article]) -> None:
        """Make the index, durable and ready to be searched."""

    def open(self) -> None:
        """Get ready to answer."""

    def supports(self, question: Question) -> bool:
        """Tell whether the engine can answer such a question."""

    def answer(self, question: Question, part: Part) -> Answer:
        """Answer a question; a facet's counts leave out that facet's own filter."""

    def replace(self, article: Article) -> None:
        """Put an article in the place of its former version; the next answer knows it."""

    def close(self) -> None:
        """Let go of the index."""
