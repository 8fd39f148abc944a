"""The order of a result: relevance or date, the newest article first among equals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from archive.search._query import Sort
from archive.search.engines.whoosh._arrays import starts
from archive.search.engines.whoosh._found import SegmentMatch
from archive.search.engines.whoosh._scoring import Scores
from archive.search.engines.whoosh._segment import Array, Documents
from archive.search.engines.whoosh._snapshot import LiveSegment

_ID_BITS = 40
_LAST_DAY = 1 << 22  # later than any

Keys = NDArray[np.int64]


class Place(NamedTuple):
    """A match: its number in its segment, and how well it matches the words."""

    match: SegmentMatch
    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All matches with what orders them: higher scores first, higher keys among equals.

    Without scores the keys alone order the matches.
    """

    matches: Sequence[SegmentMatch]
    scores: Scores | None
    keys: Keys

    def best(self, begin: int, end: int) -> list[Place]:
        """Return the matches from one rank to another."""
        chosen = self._top(end)[begin:]
        sizes = starts([len(match.documents) for match in self.matches])
        which = np.searchsorted(sizes, chosen, "right") - 1
        found: dict[int, Place] = {}
        for number in np.unique(which).tolist():
            own = np.flatnonzero(which == number)
            match = self.matches[number]
            documents = match.documents[chosen[own] - sizes[number]]
            scores = match.score(documents) if self.scores is None else self.scores[chosen[own]]
            for rank, document, score in zip(
                own.tolist(), documents.tolist(), scores.tolist(), strict=True
            ):
                found[rank] = Place(match, document, score)
        return [found[rank] for rank in sorted(found)]

    def ids(self) -> Array:
        """Return the articles of all matches in order."""
        found = [match.segment.ids[match.documents] for match in self.matches]
        ids: Array = np.concatenate([np.empty(0, np.int64), *found])
        return ids[self._sorted(np.arange(len(ids)))]

    def _top(self, count: int) -> Documents:
        """Return where the first `count` matches are, in order."""
        if not 0 < count < len(self.keys):
            return self._sorted(np.arange(len(self.keys)))[:count]
        if self.scores is None:
            return self._sorted(_largest(self.keys, count))
        scores = self.scores.astype(np.float32)
        threshold = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores > threshold)
        tied = np.flatnonzero(scores == threshold)
        tied = tied[_largest(self.keys[tied], count - len(above))]
        return self._sorted(np.concatenate([above, tied]))

    def _sorted(self, places: Documents) -> Documents:
        keys = -self.keys[places]
        if self.scores is None:
            return places[np.argsort(keys)]
        return places[np.lexsort((keys, -self.scores[places].astype(np.float32)))]


def ranking(matches: Sequence[SegmentMatch], order: Sort) -> Ranking:
    """Return how matches are ordered; undated articles end both orders of date."""
    keys = [_date_keys(match.segment, match.documents, order) for match in matches]
    scores = None
    if order is Sort.RELEVANCE:
        found = [match.score(match.documents) for match in matches]
        scores = np.concatenate([np.empty(0), *found])
    return Ranking(matches, scores, np.concatenate([np.empty(0, np.int64), *keys]))


def _date_keys(segment: LiveSegment, documents: Array, order: Sort) -> Keys:
    """Return keys that grow with the date wanted, then with the id."""
    if order is Sort.OLDEST:
        days = segment.first_day[documents].astype(np.int64)
        days = np.where(days > 0, _LAST_DAY - days, 0)
    else:
        days = np.maximum(segment.last_day[documents], 0).astype(np.int64)
    keys: Keys = (days << _ID_BITS) + segment.ids[documents]
    return keys


def _largest(keys: Keys, count: int) -> Documents:
    """Return where the largest keys are, in no order."""
    if count >= len(keys):
        return np.arange(len(keys))
    return np.argpartition(keys, len(keys) - count)[len(keys) - count :]
