"""What a question matches, and which part of it each count is about."""

from collections.abc import Collection

import numpy as np
from django.utils.functional import cached_property  # takes no lock, unlike Python's before 3.12
from whoosh.query import Query

from archive.search._query import SearchQuery
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._contending import contenders
from archive.search.engines.whoosh._facet_values import Counts
from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._scoring import Scores, Scoring
from archive.search.engines.whoosh._segment import Documents, Mask
from archive.search.engines.whoosh._snapshot import Snapshot

_MANY = 4  # documents of which one matches the words: masks are combined sooner than lists


class Found:
    """The matches of the words, and each constraint beside them."""

    def __init__(self, snapshot: Snapshot, query: Query | None, asked: SearchQuery) -> None:
        self.snapshot = snapshot
        self.query = query
        self._run = Execution(snapshot)
        self._constraints = _constraints.constraints(asked, snapshot)
        self._listed: dict[str, Documents] = {}
        self._counted: dict[tuple[str, str], Counts] = {}
        self.documents = self.all_but("")

    def all_but(self, left_out: str) -> Documents:
        """Return the documents that satisfy everything but one constraint."""
        key = self._key(left_out)
        if key not in self._listed:
            self._listed[key] = self._list(key)
        return self._listed[key]

    @cached_property
    def mask(self) -> Mask:
        """Which documents match."""
        return self._mask("")

    @property
    def narrowed(self) -> Collection[str]:
        """The facets with choices of their own."""
        return self._constraints.keys()

    def counts(self, group: str, facet: str) -> Counts:
        """Return how many matches have each value of a group, one facet's choices left out."""
        key = group, self._key(facet)
        if key not in self._counted:
            self._counted[key] = self.snapshot.facets(group).counts(self.all_but(facet))
        return self._counted[key]

    def score(self, documents: Documents) -> Scores:
        """Return how well documents match the words."""
        if self.query is None:
            return np.zeros(len(documents))
        return Scoring(self._run, documents).score(self.query)

    def contenders(self, count: int) -> tuple[Documents, Scores]:
        """Return matches with their scores, among them all that may be of the first `count`."""
        if self.query is None:
            return self.documents, np.zeros(len(self.documents))
        return contenders(self._run, self.query, self.documents, count)

    def knows(self, query: Query) -> bool:
        """Tell whether the index has a term at all."""
        return self._run.knows(query)

    def has(self, document: int, query: Query) -> bool:
        """Tell whether a document matches another query."""
        return bool(self._run.match(query)[document])

    def _key(self, left_out: str) -> str:
        return left_out if left_out in self._constraints else ""

    def _mask(self, left_out: str) -> Mask:
        return _constraints.all_but(self._constraints, left_out, self._words)

    def _list(self, left_out: str) -> Documents:
        others = [mask for name, mask in self._constraints.items() if name != left_out]
        documents = self._documents_of_words
        if others and len(documents) * _MANY > self.snapshot.size:
            return np.flatnonzero(self._mask(left_out))
        for mask in others:
            documents = documents[mask[documents]]
        return documents

    @cached_property
    def _documents_of_words(self) -> Documents:
        if self.query is None:
            return self.snapshot.all_documents
        documents = self._run.few(self.query)
        if documents is None:
            return np.flatnonzero(self._words)
        return documents if self.snapshot.is_whole else documents[self.snapshot.live[documents]]

    @cached_property
    def _words(self) -> Mask:
        """Which documents match the words."""
        if self.query is None:
            return self.snapshot.live
        mask = self._run.match(self.query)
        return mask if self.snapshot.is_whole else mask & self.snapshot.live
