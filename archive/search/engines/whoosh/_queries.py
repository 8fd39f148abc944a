"""Queries that Whoosh lacks, in terms of those that it has."""

from collections.abc import Callable, Sequence
from typing import Any

from whoosh.query import Or, Phrase, Query, SpanFirst, Term


class AnyWord(Or):
    """Any of many words of a field: what a wildcard or a near-miss stands for."""

    def __init__(self, fieldname: str, words: Sequence[str]) -> None:
        super().__init__([Term(fieldname, word) for word in words])
        self.fieldname = fieldname
        self.words = words

    def apply(self, fn: Callable[[Query], Query]) -> Query:
        """Return the query itself: there is nothing to rewrite in its words."""
        return self


class AtBeginning(SpanFirst):
    """A term at one of the first positions of a field, `limit` included."""

    def estimate_size(self, ixreader: Any) -> int:
        """Return at most how many documents match, which Whoosh forgets to tell."""
        size: int = self.q.estimate_size(ixreader)
        return size


class NearWords(Phrase):
    """Words that are better close together: adds to the score of what matches anyway."""
