"""The order of a result: relevance or date, the newest article first among equals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive.search._query import Sort
from archive.search.engines.whoosh._found import SegmentMatch
from archive.search.engines.whoosh._segment import Array
from archive.search.engines.whoosh._snapshot import LiveSegment

_ID_BITS = 40
_LAST_DAY = 1 << 22  # later than any

Keys = NDArray[np.int64]


class Place(NamedTuple):
    """A match: its segment and its number there."""

    match: int
    document: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """All matches with what orders them: higher keys first, the second key among equals."""

    matches: Sequence[SegmentMatch]
    first: NDArray[np.float32]
    second: Keys

    def best(self, begin: int, end: int) -> list[Place]:
        """Return the matches from one rank to another."""
        chosen = _top(self.first, self.second, end)[begin:]
        sizes = np.cumsum([0, *(len(match.documents) for match in self.matches)])
        which = np.searchsorted(sizes, chosen, "right") - 1
        return [
            Place(number, int(self.matches[number].documents[place]))
            for number, place in zip(which.tolist(), (chosen - sizes[which]).tolist(), strict=True)
        ]

    def ids(self) -> Array:
        """Return the articles of all matches in order."""
        found = [match.segment.ids[match.documents] for match in self.matches]
        order = np.lexsort((-self.second, -self.first))
        ids: Array = np.concatenate([np.empty(0, np.int64), *found])[order]
        return ids


def ranking(matches: Sequence[SegmentMatch], order: Sort) -> Ranking:
    """Return how matches are ordered; undated articles end both orders of date."""
    documents = [match.documents for match in matches]
    keys = [_date_keys(match.segment, match.documents, order) for match in matches]
    if order is Sort.RELEVANCE:
        scores = [match.score(match.documents) for match in matches]
    else:
        scores = [np.zeros(len(found)) for found in documents]
    return Ranking(
        matches,
        np.concatenate([np.empty(0), *scores]).astype(np.float32),
        np.concatenate([np.empty(0, np.int64), *keys]),
    )


def _date_keys(segment: LiveSegment, documents: Array, order: Sort) -> Keys:
    """Return keys that grow with the date wanted, then with the id."""
    if order is Sort.OLDEST:
        days = segment.first_day[documents].astype(np.int64)
        days = np.where(days > 0, _LAST_DAY - days, 0)
    else:
        days = np.maximum(segment.last_day[documents], 0).astype(np.int64)
    keys: Keys = (days << _ID_BITS) + segment.ids[documents]
    return keys


def _top(first: NDArray[np.float32], second: Keys, count: int) -> Keys:
    """Return where the highest keys are, highest first."""
    candidates = np.arange(len(first))
    if 0 < count < len(first):
        candidates = _candidates(first, second, count)
    order = np.lexsort((-second[candidates], -first[candidates]))
    return candidates[order][:count]


def _candidates(first: NDArray[np.float32], second: Keys, count: int) -> Keys:
    threshold = np.partition(first, len(first) - count)[len(first) - count]
    above = np.flatnonzero(first > threshold)
    tied = np.flatnonzero(first == threshold)
    missing = count - len(above)
    if missing < len(tied):
        tied = tied[np.argpartition(second[tied], len(tied) - missing)[len(tied) - missing :]]
    return np.concatenate([above, tied])
