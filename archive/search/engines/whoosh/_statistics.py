"""What scoring needs to know of the whole index, as Whoosh's own searcher would tell it."""

from functools import cache
from math import log

from whoosh.fields import Schema
from whoosh.scoring import BM25F

from archive.search._errors import InvalidQuery
from archive.search.engines.whoosh import _schema
from archive.search.engines.whoosh._snapshot import Snapshot

MAX_STEPS = 25_000_000  # through the positions of words, in one answer: about a quarter second

_Term = tuple[str, bytes]


class Statistics:
    """Where the terms of one query are in each segment, and how telling they are."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._numbers: dict[_Term, list[int]] = {}
        self._idf: dict[_Term, float] = {}
        self._average_lengths: dict[str, float] = {}
        self._steps = 0

    def numbers(self, field: str, term: bytes) -> list[int]:
        """Return the number of a term in each segment; -1 where it does not occur."""
        key = field, term
        if key not in self._numbers:
            segments = self._snapshot.segments
            self._numbers[key] = [segment.field(field).terms.find(term) for segment in segments]
        return self._numbers[key]

    def spend(self, steps: int) -> None:
        """Count steps through positions; raise InvalidQuery when an answer would take too many."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise InvalidQuery(
                "The phrases have words that stand in nearly every article: use fewer or rarer "
                "words between the quotation marks."
            )

    def document_frequency(self, field: str, term: bytes) -> int:
        """Return how many documents have a term, deleted ones included."""
        numbers = zip(self._snapshot.segments, self.numbers(field, term), strict=True)
        return sum(
            segment.field(field).postings.count(number)
            for segment, number in numbers
            if number >= 0
        )

    def idf(self, field: str, term: bytes) -> float:
        """Return the inverse document frequency of a term by Whoosh's formula."""
        key = field, term
        if key not in self._idf:
            frequency = self.document_frequency(field, term)
            self._idf[key] = log(self._snapshot.size / (frequency + 1)) + 1
        return self._idf[key]

    def average_length(self, field: str) -> float:
        """Return how many terms a field has on average."""
        if field not in self._average_lengths:
            total = sum(segment.field(field).total_length for segment in self._snapshot.segments)
            self._average_lengths[field] = total / (self._snapshot.size or 1) or 1
        return self._average_lengths[field]


@cache
def schema() -> Schema:
    """Return the schema, which nobody changes."""
    return _schema.make_schema()


@cache
def weighting() -> BM25F:
    """Return the weighting, which nobody changes."""
    return _schema.make_weighting()


@cache
def length_matters(field: str) -> float:
    """Return how much the length of a field counts: BM25's B."""
    found: float = weighting()._field_B.get(field, weighting().B)
    return found
