"""How well documents match a Whoosh query: Whoosh's BM25F, on arrays.

Only what matched is scored. `whoosh.searching.Searcher.search` gives the same scores.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from whoosh.query import (
    And,
    AndMaybe,
    AndNot,
    ConstantScoreQuery,
    Every,
    NumericRange,
    Or,
    Phrase,
    Query,
    Term,
)
from whoosh.query.qcore import _NullQuery

from archive.search.engines.whoosh import _statistics
from archive.search.engines.whoosh._index_field import IndexTerm
from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._queries import AnyWord, AtBeginning, NearWords
from archive.search.engines.whoosh._segment import Documents, Mask

_FEW = 16  # times fewer on one side: worth looking each up
_SHORT = 512  # documents that are sought in a list sooner than in a mask
_LISTED = 4_096  # documents of a term that make a short list

_NOWHERE = np.empty(0, np.int64)

Scores = NDArray[np.float64]
_Places = Documents | slice
_Weights = tuple[_Places, _Places, Scores]  # of a term: where among the documents and its own


class Scoring:
    """Scores the same documents by several queries, weighing each term once."""

    def __init__(self, run: Execution, documents: Documents) -> None:
        self.run = run
        self.documents = documents
        self._weights: dict[tuple[str, str | bytes], _Weights] = {}

    def of(self, places: Documents) -> "Scoring":
        """Return the scoring of some of the documents, which knows the weights known here."""
        scoring = Scoring(self.run, self.documents[places])
        for key, (here, there, weights) in self._weights.items():
            if isinstance(here, slice):
                chosen = places if isinstance(there, slice) else there[places]
                scoring._weights[key] = here, chosen, weights[places]
        return scoring

    def score(self, query: Query) -> Scores:
        """Return how well the documents match a query; 0 for those that do not."""
        return _SCORERS[type(query)](self, query)

    def most(self, query: Query) -> Scores:
        """Return the most that an early term or near words may score in each document."""
        if isinstance(query, AtBeginning):
            return self._everywhere(query.q) * float(query.q.boost)
        weights = [self._everywhere(Term(query.fieldname, word)) for word in query.words]
        least = np.minimum.reduce(weights)
        return np.where(least > 0, np.add.reduce(weights) * query.boost, 0.0)

    def matching(self, query: Query) -> Mask:
        """Return which of the documents match a query."""
        return self.run.match_among(query, self.documents)

    def weights(self, query: Query) -> _Weights:
        """Return which documents have a term, and its weight in each; not to be changed."""
        key = query.fieldname, query.text
        if key not in self._weights:
            self._weights[key] = self._weigh(query.fieldname, self.run.term(query))
        return self._weights[key]

    def _everywhere(self, query: Query) -> Scores:
        """Return what a term weighs in each document, without its boost."""
        here, _, weights = self.weights(query)
        if isinstance(here, slice):
            return weights
        scores = np.zeros(len(self.documents))
        scores[here] = weights
        return scores

    def _places(self, term: IndexTerm) -> tuple[_Places, _Places]:
        """Return where the documents of a term stand among these, and these among them."""
        if listed := self._listed(term):
            return listed
        here = self._here(term)
        having = self.documents[here]
        return here, slice(None) if len(having) == term.count else term.places(having)

    def _here(self, term: IndexTerm) -> _Places:
        """Return which of these documents have a term; often all of them have."""
        is_here = term.mask[self.documents]
        return slice(None) if is_here.all() else is_here.nonzero()[0]

    def _listed(self, term: IndexTerm) -> tuple[_Places, _Places] | None:
        """Return the places as far as looking up each is quicker than a mask; None if it is not."""
        documents = self.documents
        if len(documents) == term.count and (documents == term.documents).all():
            return slice(None), slice(None)
        if term.count * _FEW < len(documents):
            there, here = _in_list(term.documents, documents)
            return here, there
        if len(documents) <= _SHORT and term.count <= _LISTED:
            return _in_list(documents, term.documents)
        return None

    def _weigh(self, name: str, term: IndexTerm) -> _Weights:
        if term.is_absent or not len(self.documents):
            return _NOWHERE, _NOWHERE, np.empty(0)
        if self.run.snapshot.field(name).lengths is None:
            listed = self._listed(term)
            here = listed[0] if listed else self._here(term)
            weight = self.run.statistics.idf(term) if _statistics.is_scorable(name) else 1.0
            return here, slice(None), np.full(len(self.documents[here]), weight)
        here, there = self._places(term)
        assert term.frequencies is not None
        frequencies = term.frequencies[there].astype(np.float64)
        return here, there, self._bm25(name, term, frequencies, self.documents[here])

    def _bm25(self, name: str, term: IndexTerm, frequencies: Scores, having: Documents) -> Scores:
        """Score the documents that have a term as Whoosh's BM25F does."""
        field = self.run.snapshot.field(name)
        steepness = _statistics.weighting().K1
        importance = _statistics.length_matters(name)
        scores: Scores = frequencies * (self.run.statistics.idf(term) * (steepness + 1))
        if importance:
            assert field.lengths is not None
            frequencies += field.saturation(importance, steepness)[field.lengths[having]]
        else:
            frequencies += steepness
        scores /= frequencies
        return scores


def _in_list(documents: Documents, owners: Documents) -> tuple[Documents, Documents]:
    """Return where each of two lists has what both have."""
    at = owners.searchsorted(documents)
    at[at == len(owners)] = 0
    here = (owners[at] == documents).nonzero()[0]
    return here, at[here]


def _score_nothing(scoring: Scoring, query: Query) -> Scores:
    return np.zeros(len(scoring.documents))


def _score_evenly(scoring: Scoring, query: Query) -> Scores:
    boost: float = query.score if isinstance(query, ConstantScoreQuery) else query.boost
    return np.where(scoring.matching(query), boost, 0.0)


def _score_term(scoring: Scoring, query: Query) -> Scores:
    scores = np.zeros(len(scoring.documents))
    _add_term(scoring, query, scores)
    return scores


def _add_term(scoring: Scoring, query: Query, scores: Scores) -> None:
    having, _, weights = scoring.weights(query)
    if len(weights):
        scores[having] += weights if query.boost == 1 else weights * query.boost


def _score_and(scoring: Scoring, query: Query) -> Scores:
    return _only_where(scoring.matching(query), _score_or(scoring, query))


def _score_or(scoring: Scoring, query: Query) -> Scores:
    scores = np.zeros(len(scoring.documents))
    for child in query:
        if type(child) is Term:
            _add_term(scoring, child, scores)
        else:
            scores += scoring.score(child)
    if query.boost != 1:
        scores *= query.boost
    return scores


def _score_and_not(scoring: Scoring, query: Query) -> Scores:
    return _only_where(scoring.matching(query), scoring.score(query.a))


def _score_and_maybe(scoring: Scoring, query: Query) -> Scores:
    extra = scoring.score(query.b)
    return scoring.score(query.a) + _only_where(scoring.matching(query.a), extra)


def _only_where(mask: Mask, scores: Scores) -> Scores:
    return scores if mask.all() else scores * mask


def _score_phrase(scoring: Scoring, query: Query) -> Scores:
    scores = np.zeros(len(scoring.documents))
    is_found = scoring.matching(query)
    if not is_found.any():
        return scores
    for word in query.words:
        _add_term(scoring, Term(query.fieldname, word), scores)
    scores *= is_found
    if query.boost != 1:
        scores *= query.boost
    return scores


def _score_beginning(scoring: Scoring, query: Query) -> Scores:
    scores = np.zeros(len(scoring.documents))
    having, there, weights = scoring.weights(query.q)
    if len(weights):
        is_early = scoring.run.term(query.q).first_positions[there] <= query.limit
        scores[having] = weights * (is_early * query.q.boost)
    return scores


_SCORERS: dict[type[Query], Callable[[Scoring, Query], Scores]] = {
    _NullQuery: _score_nothing,
    And: _score_and,
    AndMaybe: _score_and_maybe,
    AndNot: _score_and_not,
    AnyWord: _score_or,
    ConstantScoreQuery: _score_evenly,
    Every: _score_evenly,
    NearWords: _score_phrase,
    NumericRange: _score_evenly,
    Or: _score_or,
    Phrase: _score_phrase,
    AtBeginning: _score_beginning,
    Term: _score_term,
}
