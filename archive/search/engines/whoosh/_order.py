"""The order of a result: relevance or date, the newest article first among equals."""

import numpy as np

from archive.search._query import Sort
from archive.search.engines.whoosh._columns import Columns, Integers
from archive.search.engines.whoosh._matching import Matches

_LAST = 2**40


def ordered(matches: Matches, columns: Columns, order: Sort) -> Integers:
    """Return the matching document numbers, best first; undated articles end both date orders."""
    documents = np.flatnonzero(matches.mask)
    ids = columns.ids[documents]
    if order is Sort.RELEVANCE:
        keys = -matches.scores[documents]
    elif order is Sort.NEWEST:
        days = columns.last_day[documents]
        keys = np.where(days > 0, -days, _LAST)
    else:
        days = columns.first_day[documents]
        keys = np.where(days > 0, days, _LAST)
    found: Integers = documents[np.lexsort((-ids, keys))]
    return found
