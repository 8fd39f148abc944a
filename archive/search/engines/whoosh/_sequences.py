"""Words in sequence: phrases, and words near the beginning, by positions."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, ranges, starts
from archive.search.engines.whoosh._segment import Documents, Field, Mask

_POSITION_BITS = 22  # more than any text has positions, plus the widest gap within a phrase
_FEW = 8  # times fewer candidates than documents: worth picking them out one by one

Places = NDArray[np.int64]  # document << _POSITION_BITS | position, ascending


def in_sequence(field: Field, numbers: Sequence[int], slop: int, candidates: Mask) -> Documents:
    """Return the candidates that have the terms in order, each near enough to the one before."""
    ends = _places(field, numbers[0], candidates)
    for number in numbers[1:]:
        ends = _following(ends, _places(field, number, candidates), slop)
        if not len(ends):
            break
    return np.unique(ends >> _POSITION_BITS)


def at_the_beginning(field: Field, number: int, limit: int) -> Array:
    """Return the documents that have a term at one of the first positions, `limit` included."""
    documents, frequencies = field.postings.of(number), field.frequencies_of(number)
    assert frequencies is not None
    first = starts(frequencies)[:-1]
    found: Array = documents[field.positions_of(number)[first] <= limit]
    return found


def _following(ends: Places, places: Places, slop: int) -> Places:
    """Return the places at most `slop` after an end; other documents are too far away."""
    before = np.searchsorted(ends, places) - 1
    is_near = (before >= 0) & (places - ends[before] <= slop)
    return places[is_near]


def _places(field: Field, number: int, candidates: Mask) -> Places:
    documents, frequencies = field.postings.of(number), field.frequencies_of(number)
    assert frequencies is not None
    positions = field.positions_of(number)
    kept = candidates[documents]
    count = int(np.count_nonzero(kept))
    if count * _FEW < len(documents):
        positions = positions[ranges(starts(frequencies)[:-1][kept], frequencies[kept])]
    elif count < len(documents):
        positions = positions[np.repeat(kept, frequencies)]
    owners = np.repeat(documents[kept].astype(np.int64), frequencies[kept])
    owners <<= _POSITION_BITS
    owners |= positions
    return owners
