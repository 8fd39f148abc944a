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
from whoosh.scoring import bm25

from archive.search.engines.whoosh import _sequences, _statistics
from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._queries import AnyWord, AtBeginning, NearWords
from archive.search.engines.whoosh._segment import Documents, Mask

_FEW = 16  # times fewer documents to score than postings: worth looking each up

Scores = NDArray[np.float64]


def score(run: Execution, query: Query, documents: Documents) -> Scores:
    """Return how well documents match a query; 0 for those that do not."""
    return _SCORERS[type(query)](run, query, documents)


def _score_nothing(run: Execution, query: Query, documents: Documents) -> Scores:
    return np.zeros(len(documents))


def _score_evenly(run: Execution, query: Query, documents: Documents) -> Scores:
    boost: float = query.score if isinstance(query, ConstantScoreQuery) else query.boost
    return np.where(run.match(query)[documents], boost, 0.0)


def _score_term(run: Execution, query: Query, documents: Documents) -> Scores:
    weights = _weights(run, query, documents)
    return weights if query.boost == 1 else weights * query.boost


def _weights(run: Execution, query: Query, documents: Documents) -> Scores:
    """Score a term without its boost; not to be changed, as it is kept."""
    weights: Scores = run.remembered(query, documents, lambda: _weigh(run, query, documents))
    return weights


def _weigh(run: Execution, query: Query, documents: Documents) -> Scores:
    number = run.number(query.fieldname, query.text)
    if number < 0:
        return np.zeros(len(documents))
    frequencies = _frequencies(run, query.fieldname, number, documents)
    if frequencies.all():
        return _bm25(run, query, frequencies, documents)
    weights = np.zeros(len(documents))
    found = np.flatnonzero(frequencies)
    weights[found] = _bm25(run, query, frequencies[found], documents[found])
    return weights


def _frequencies(run: Execution, name: str, number: int, documents: Documents) -> Array:
    """Return how often each document has a term."""
    postings = run.postings(name, number)
    owners, frequencies = postings.documents, postings.frequencies
    if len(documents) * _FEW < len(owners):
        at = np.minimum(owners.searchsorted(documents.astype(owners.dtype)), len(owners) - 1)
        counts = np.ones(1, np.uint8) if frequencies is None else frequencies[at]
        return np.where(owners[at] == documents, counts, 0)
    everywhere = np.zeros(run.segment.size, np.uint8 if frequencies is None else frequencies.dtype)
    everywhere[owners] = 1 if frequencies is None else frequencies
    return everywhere[documents]


def _bm25(run: Execution, query: Query, frequencies: Array, documents: Documents) -> Scores:
    """Score the documents that have a term as Whoosh's BM25F does."""
    name = query.fieldname
    if not _statistics.schema()[name].scorable:
        return frequencies.astype(np.float64)
    lengths = run.segment.field(name).lengths
    found: Scores = bm25(
        run.statistics.idf(name, _as_bytes(query.text)),
        frequencies.astype(np.float64),
        1.0 if lengths is None else lengths[documents],
        run.statistics.average_length(name),
        _statistics.length_matters(name),
        _statistics.weighting().K1,
    )
    return found


def _score_and(run: Execution, query: Query, documents: Documents) -> Scores:
    return _only_where(run.match(query)[documents], _score_or(run, query, documents))


def _score_or(run: Execution, query: Query, documents: Documents) -> Scores:
    scores = np.zeros(len(documents))
    for child in query:
        scores += score(run, child, documents)
    scores *= query.boost
    return scores


def _score_and_not(run: Execution, query: Query, documents: Documents) -> Scores:
    return run.match(query)[documents] * score(run, query.a, documents)


def _score_and_maybe(run: Execution, query: Query, documents: Documents) -> Scores:
    return score(run, query.a, documents) + _only_where(
        run.match(query.a)[documents], score(run, query.b, documents)
    )


def _only_where(mask: Mask, scores: Scores) -> Scores:
    return scores if mask.all() else scores * mask


def _score_phrase(run: Execution, query: Query, documents: Documents) -> Scores:
    scores = np.zeros(len(documents))
    found = np.flatnonzero(run.match_among(query, documents)[documents])
    for word in query.words if len(found) else ():
        scores[found] += _weights(run, Term(query.fieldname, word), documents)[found]
    scores *= query.boost
    return scores


def _score_beginning(run: Execution, query: Query, documents: Documents) -> Scores:
    number = run.number(query.q.fieldname, query.q.text)
    if number < 0:
        return np.zeros(len(documents))
    term = run.postings(query.q.fieldname, number)
    if len(documents) * _FEW < len(term.documents):
        is_early = _sequences.begin_with(term, query.limit, documents)
    else:
        is_early = run.match(query)[documents]
    return is_early * _score_term(run, query.q, documents)


def _as_bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


_SCORERS: dict[type[Query], Callable[[Execution, Query, Documents], Scores]] = {
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
