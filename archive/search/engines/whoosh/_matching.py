"""Which documents a Whoosh query matches, and how well."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query
from whoosh.searching import SearchContext

from archive.search.engines.whoosh._columns import Integers, Mask
from archive.search.engines.whoosh._snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matches:
    """The matching documents and their scores, over all documents of a snapshot."""

    mask: Mask
    scores: NDArray[np.float64]


def match(snapshot: Snapshot, query: Query | None) -> Matches:
    """Return what matches a query; without one, every live document scores 0."""
    scores = np.zeros(snapshot.columns.size)
    if query is None:
        return Matches(snapshot.columns.live.copy(), scores)
    mask = np.zeros(snapshot.columns.size, dtype=np.bool_)
    documents, found = _collect(snapshot, query)
    mask[documents] = True
    scores[documents] = found
    return Matches(mask & snapshot.columns.live, scores)


def _collect(snapshot: Snapshot, query: Query) -> tuple[Integers, NDArray[np.float64]]:
    documents: list[int] = []
    scores: list[float] = []
    context = SearchContext(weighting=snapshot.searcher.weighting)
    if snapshot.leaves:
        for leaf, offset in snapshot.searcher.leaf_searchers():
            matcher = query.matcher(leaf, context)
            while matcher.is_active():
                documents.append(matcher.id() + offset)
                scores.append(matcher.score())
                matcher.next()
    return np.asarray(documents, dtype=np.int64), np.asarray(scores, dtype=np.float64)
