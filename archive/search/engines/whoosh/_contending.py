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

_FEW = 1_000  # documents that are scored sooner than sorted out
_PROBED = 4  # times as many documents as are wanted, to learn what the first ones score
_ROUNDING = 1e-6  # of a score, by which sums in different order may differ


def contenders(
    run: Execution, query: Query, documents: Documents, count: int
) -> tuple[Documents, Scores]:
    """Return matches with their scores, among them all that may be of the first `count`."""
    additions = _additions(query)
    scoring = Scoring(run, documents)
    if not additions:
        return documents, scoring.score(query)
    scores = scoring.score(query.a)
    probed = _PROBED * count
    if max(_FEW, 2 * probed) >= len(documents):
        return documents, scores + _sum(scoring, additions)
    dear = [addition for addition in additions if isinstance(addition, NearWords)]
    if dear:
        cheap = [addition for addition in additions if not isinstance(addition, NearWords)]
        scores += _sum(scoring, cheap)
    else:
        dear = additions
    probe = np.sort(_highest(scores, probed))
    sure = scores[probe] + _sum(Scoring(run, documents[probe]), dear)
    least = sure[_highest(sure, count)].min() * (1 - _ROUNDING)
    kept = np.flatnonzero(sum(map(scoring.most, dear), start=scores) >= least)
    documents = documents[kept]
    return documents, scores[kept] + _sum(Scoring(run, documents), dear)


def _sum(scoring: Scoring, queries: Sequence[Query]) -> Scores:
    return sum(map(scoring.score, queries), start=np.zeros(len(scoring.documents)))


def _additions(query: Query) -> list[Query]:
    """Return what adds to the scores of matches, if that is of kinds that can be bounded."""
    if not (isinstance(query, AndMaybe) and isinstance(query.b, Or) and query.b.boost == 1):
        return []
    kinds = {type(child) for child in query.b}
    return list(query.b) if kinds <= {AtBeginning, NearWords, Term} else []


def _highest(scores: Scores, count: int) -> Documents:
    """Return where the highest scores are, in no order."""
    return np.argpartition(scores, len(scores) - count)[len(scores) - count :]
