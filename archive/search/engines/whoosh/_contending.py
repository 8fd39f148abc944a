"""The documents that may come first, found without scoring all that matched in full.

What a query adds to the score of its matches is bounded before it is worked out: a document that
even the most that may be added does not take to the first places is left out.
"""

from collections.abc import Sequence

import numpy as np
from whoosh.query import AndMaybe, Or, Query, Term

from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._queries import AtBeginning, NearWords
from archive.search.engines.whoosh._scoring import Scores, Scoring
from archive.search.engines.whoosh._segment import Documents

_FEW = 2_500  # documents that are scored sooner than sorted out
_PROBED = 4  # times as many documents as are wanted, to learn what the first ones score
_ROUNDING = 1e-6  # of a score, by which sums in different order may differ


def contenders(
    run: Execution, query: Query, documents: Documents, count: int
) -> tuple[Documents, Scores]:
    """Return matches with their scores, among them all that may be of the first `count`."""
    scoring = Scoring(run, documents)
    if not _has_additions(query):
        return documents, scoring.score(query)
    scores = scoring.score(query.a)
    additions = [addition for addition in query.b if _is_known(run, addition)]
    probed = _PROBED * count
    if max(_FEW, 2 * probed) >= len(documents):
        return documents, scores + _sum(scoring, additions)
    dearest = NearWords if any(isinstance(each, NearWords) for each in additions) else AtBeginning
    dear = [addition for addition in additions if isinstance(addition, dearest)]
    scores += _sum(scoring, [each for each in additions if not isinstance(each, dearest)])
    most = sum(map(scoring.most, dear), start=scores)
    probe = np.sort(_highest(scores, probed))
    least = _least(scores[probe], count)
    if np.count_nonzero(most >= least) > _FEW:
        least = _least(scores[probe] + _sum(scoring.of(probe), dear), count)
    kept = np.flatnonzero(most >= least)
    return documents[kept], scores[kept] + _sum(scoring.of(kept), dear)


def _is_known(run: Execution, addition: Query) -> bool:
    return run.knows(addition.q if isinstance(addition, AtBeginning) else addition)


def _least(scores: Scores, count: int) -> float:
    """Return what a document must reach to be of the first `count`."""
    least: float = np.partition(scores, len(scores) - count)[len(scores) - count]
    return least * (1 - _ROUNDING)


def _sum(scoring: Scoring, queries: Sequence[Query]) -> Scores:
    return sum(map(scoring.score, queries), start=np.zeros(len(scoring.documents)))


def _has_additions(query: Query) -> bool:
    """Tell whether what adds to the scores of matches is of kinds that can be bounded."""
    if not (isinstance(query, AndMaybe) and isinstance(query.b, Or) and query.b.boost == 1):
        return False
    return {type(child) for child in query.b} <= {AtBeginning, NearWords, Term}


def _highest(scores: Scores, count: int) -> Documents:
    """Return where the highest scores are, in no order."""
    return np.argpartition(scores, len(scores) - count)[len(scores) - count :]
