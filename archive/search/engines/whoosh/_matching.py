"""Which documents a Whoosh query matches, and how well: Whoosh's semantics, on arrays.

`whoosh.searching.Searcher.search` finds the same documents with the same scores, one at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.query import (
    And,
    ConstantScoreQuery,
    Every,
    Not,
    NumericRange,
    Or,
    Phrase,
    Query,
    Term,
)
from whoosh.query.qcore import _NullQuery
from whoosh.scoring import bm25

from archive.search.engines.whoosh._columns import Integers, Mask
from archive.search.engines.whoosh._postings import PLACE_BITS, Postings
from archive.search.engines.whoosh._snapshot import Snapshot

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matches:
    """The matching documents and their scores, over all documents of a snapshot."""

    mask: Mask
    scores: Scores


def match(snapshot: Snapshot, query: Query | None) -> Matches:
    """Return what matches a query; without one, every live document scores 0."""
    if query is None:
        return Matches(snapshot.columns.live.copy(), np.zeros(snapshot.columns.size))
    found = _evaluate(snapshot, query)
    mask = found.mask & snapshot.columns.live
    return Matches(mask, np.where(mask, found.scores, 0.0))


def _evaluate(snapshot: Snapshot, query: Query) -> Matches:
    return _EVALUATORS[type(query)](snapshot, query)


def _none(snapshot: Snapshot, query: Query) -> Matches:
    size = snapshot.columns.size
    return Matches(np.zeros(size, np.bool_), np.zeros(size))


def _every(snapshot: Snapshot, query: Query) -> Matches:
    size = snapshot.columns.size
    return Matches(np.ones(size, np.bool_), np.full(size, query.boost))


def _term(snapshot: Snapshot, query: Query) -> Matches:
    found = _none(snapshot, query)
    for leaf, offset in snapshot.leaves:
        postings = snapshot.postings(leaf, query.fieldname, _as_bytes(query.text))
        documents = postings.documents + offset
        found.mask[documents] = True
        found.scores[documents] = query.boost * _score(snapshot, query, leaf, postings)
    return found


def _score(snapshot: Snapshot, query: Query, leaf: Any, postings: Postings) -> Scores:
    """Score one segment's postings as Whoosh's BM25F does."""
    field = query.fieldname
    if not snapshot.reader.schema[field].scorable:
        return postings.frequencies
    weighting = snapshot.searcher.weighting
    lengths = snapshot.lengths(leaf, field)[postings.documents]
    scores: Scores = bm25(
        snapshot.searcher.idf(field, _as_bytes(query.text)),
        postings.frequencies,
        lengths,
        snapshot.searcher.avg_field_length(field) or 1,
        weighting._field_B.get(field, weighting.B),
        weighting.K1,
    )
    return scores


def _and(snapshot: Snapshot, query: Query) -> Matches:
    parts = [_evaluate(snapshot, child) for child in query if not isinstance(child, Not)]
    mask = reduce(np.logical_and, [part.mask for part in parts])
    for child in query:
        if isinstance(child, Not):
            mask = mask & ~_evaluate(snapshot, child.query).mask
    return Matches(mask, query.boost * np.where(mask, sum(part.scores for part in parts), 0.0))


def _or(snapshot: Snapshot, query: Query) -> Matches:
    found = _none(snapshot, query)
    for child in query:
        part = _evaluate(snapshot, child)
        np.logical_or(found.mask, part.mask, out=found.mask)
        np.add(found.scores, query.boost * part.scores, out=found.scores)
    return found


def _constant(snapshot: Snapshot, query: Query) -> Matches:
    mask = _evaluate(snapshot, query.child).mask
    return Matches(mask, np.where(mask, query.score, 0.0))


def _range(snapshot: Snapshot, query: Query) -> Matches:
    columns = snapshot.columns
    days = {"earliest": columns.first_day, "latest": columns.last_day}[query.fieldname]
    mask: Mask = columns.dated()
    if query.start is not None:
        mask = mask & (days >= query.start)
    if query.end is not None:
        mask = mask & (days <= query.end)
    return Matches(mask, np.where(mask, query.boost, 0.0))


def _phrase(snapshot: Snapshot, query: Query) -> Matches:
    parts = {word: _term(snapshot, Term(query.fieldname, word)) for word in query.words}
    mask = np.zeros(snapshot.columns.size, np.bool_)
    if all(part.mask.any() for part in parts.values()):
        for leaf, offset in snapshot.leaves:
            mask[_in_sequence(snapshot, leaf, query) + offset] = True
    total = sum(parts[word].scores for word in query.words)
    return Matches(mask, query.boost * np.where(mask, total, 0.0))


def _in_sequence(snapshot: Snapshot, leaf: Any, query: Query) -> Integers:
    """Return the documents that have the words in order, each near enough to the one before."""
    ends: Integers | None = None
    for word in query.words:
        places = snapshot.places(leaf, query.fieldname, word.encode())
        ends = places if ends is None else _following(ends, places, query.slop)
        if not len(ends):
            break
    assert ends is not None
    return np.unique(ends >> PLACE_BITS)


def _following(ends: Integers, places: Integers, slop: int) -> Integers:
    """Return the places at most `slop` after an end; other documents are too far away."""
    before = np.searchsorted(ends, places) - 1
    is_near = (before >= 0) & (places - ends[before] <= slop)
    found: Integers = places[is_near]
    return found


def _as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


_EVALUATORS: dict[type[Query], Callable[[Snapshot, Query], Matches]] = {
    _NullQuery: _none,
    And: _and,
    ConstantScoreQuery: _constant,
    Every: _every,
    NumericRange: _range,
    Or: _or,
    Phrase: _phrase,
    Term: _term,
}
