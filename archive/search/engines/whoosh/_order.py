"""The order of a result: relevance or date, the newest article first among equals."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from archive.search._query import Sort
from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._found import Found
from archive.search.engines.whoosh._scoring import Scores
from archive.search.engines.whoosh._segment import Documents
from archive.search.engines.whoosh._snapshot import Keys

_ID_BITS = 40
_LAST_DAY = 1 << 22  # later than any
_FEW = 64  # documents that are sorted sooner than sorted out


class Place(NamedTuple):
    """A match, and how well it matches the words."""

    document: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The matches in order."""

    found: Found
    order: Sort

    def best(self, begin: int, end: int) -> list[Place]:
        """Return the matches from one rank to another."""
        if self.order is Sort.RELEVANCE:
            documents, scores = self._most_relevant(end)
            documents, scores = documents[begin:], scores[begin:]
        else:
            documents = self._latest(end)[begin:]
            ascending = np.sort(documents)
            scores = self.found.score(ascending)[ascending.searchsorted(documents)]
        return list(map(Place, documents.tolist(), scores.tolist()))

    def ids(self) -> Array:
        """Return the articles of all matches in order."""
        documents = self.found.documents
        if self.order is Sort.RELEVANCE:
            documents = documents[self._by_score(documents, self.found.score(documents))]
        else:
            documents = documents[np.argsort(-self._date_keys(documents))]
        ids: Array = self.found.snapshot.ids[documents]
        return ids

    def _most_relevant(self, count: int) -> tuple[Documents, Scores]:
        documents, scores = self.found.contenders(count)
        if count + _FEW < len(documents):
            chosen = self._highest(documents, scores, count)
            documents, scores = documents[chosen], scores[chosen]
        order = self._by_score(documents, scores)
        order = order[:count]
        return documents[order], scores[order]

    def _highest(self, documents: Documents, scores: Scores, count: int) -> Documents:
        """Return where the highest scores are, the newest of equal ones, in no order."""
        rounded = scores.astype(np.float32)
        threshold = np.partition(rounded, len(rounded) - count)[len(rounded) - count]
        above = np.flatnonzero(rounded > threshold)
        tied = np.flatnonzero(rounded == threshold)
        wanted = count - len(above)
        if wanted < len(tied):
            newness = self.found.snapshot.newness[documents[tied]]
            tied = tied[np.argpartition(newness, len(tied) - wanted)[len(tied) - wanted :]]
        return np.concatenate([above, tied])

    def _by_score(self, documents: Documents, scores: Scores) -> Array:
        newness = self.found.snapshot.newness[documents]
        return np.lexsort((-newness, -scores.astype(np.float32)))

    def _latest(self, count: int) -> Documents:
        """Return the first matches in an order of date."""
        found, snapshot = self.found, self.found.snapshot
        if self.order is Sort.NEWEST:
            newest = snapshot.newest[found.mask[snapshot.newest]]
            if len(newest) >= count:
                return newest[:count]
        documents = found.documents
        keys = self._date_keys(documents)
        if count < len(documents):
            chosen = np.argpartition(keys, len(keys) - count)[len(keys) - count :]
            documents, keys = documents[chosen], keys[chosen]
        return documents[np.argsort(-keys)]

    def _date_keys(self, documents: Documents) -> Keys:
        """Return keys that grow with the date wanted, then with the id; undated ones are last."""
        snapshot = self.found.snapshot
        if self.order is Sort.NEWEST:
            return snapshot.newness[documents]
        days = snapshot.first_day[documents].astype(np.int64)
        days = np.where(days > 0, _LAST_DAY - days, 0)
        keys: Keys = (days << _ID_BITS) + snapshot.ids[documents]
        return keys
