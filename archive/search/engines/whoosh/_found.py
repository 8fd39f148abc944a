"""What a question matches in one segment, and which part of it each count is about."""

import numpy as np
from whoosh.query import Query

from archive.search._query import SearchQuery
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._facet_values import Counts
from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._scoring import Scores, score
from archive.search.engines.whoosh._segment import Documents, Mask
from archive.search.engines.whoosh._snapshot import LiveSegment, Snapshot
from archive.search.engines.whoosh._statistics import Statistics


class SegmentMatch:
    """The matches of the words, and each constraint beside them."""

    def __init__(self, run: Execution, query: Query | None, asked: SearchQuery) -> None:
        self.segment: LiveSegment = run.segment
        self.query = query
        self._run = run
        self._constraints = _constraints.constraints(asked, run.segment)
        self._words = self._match_words()
        self._listed: dict[str, Documents] = {}
        self._counted: dict[tuple[str, str], Counts] = {}
        self.documents = self.all_but("")

    def all_but(self, left_out: str) -> Documents:
        """Return the documents that satisfy everything but one constraint."""
        key = left_out if left_out in self._constraints else ""
        if key not in self._listed:
            mask = _constraints.all_but(self._constraints, key, self._words)
            self._listed[key] = np.flatnonzero(mask)
        return self._listed[key]

    def counts(self, facet: str, field: str) -> tuple[int, dict[str, int]]:
        """Return how many matches have no value in a facet's field, and how many each.

        The facet's own choices are left out.
        """
        group = _constraints.group_of(field)
        facets = self.segment.facets(group)
        key = group, facet if facet in self._constraints else ""
        if key not in self._counted:
            self._counted[key] = facets.counts(self.all_but(facet))
        return facets.of_facet(field, self._counted[key])

    def score(self, documents: Documents) -> Scores:
        """Return how well documents match the words."""
        if self.query is None:
            return np.zeros(len(documents))
        return score(self._run, self.query, documents)

    def knows(self, field: str, term: str) -> bool:
        """Tell whether the segment has a term at all."""
        return self._run.number(field, term) >= 0

    def has(self, document: int, query: Query) -> bool:
        """Tell whether a document matches another query."""
        return bool(self._run.match(query)[document])

    def _match_words(self) -> Mask:
        if self.query is None:
            return self.segment.live
        mask = self._run.match(self.query)
        return mask if self.segment.is_whole else mask & self.segment.live


def find(snapshot: Snapshot, query: Query | None, asked: SearchQuery) -> list[SegmentMatch]:
    """Return what a question matches in each segment."""
    statistics = Statistics(snapshot)
    return [
        SegmentMatch(Execution(statistics, number, segment), query, asked)
        for number, segment in enumerate(snapshot.segments)
    ]
