"""Words in sequence: phrases, and words near the beginning, by positions.

A place is a document and a position in one number: `(document + 1) << bits | position`, with
room between the last position of a document and the first of the next.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from archive.search.engines.whoosh._arrays import Array, ranges
from archive.search.engines.whoosh._index_field import IndexTerm
from archive.search.engines.whoosh._segment import Documents

_STEPS = 3  # that a place costs when words may stand between, and not when they may not
_FEW = 8  # times fewer on one side: worth picking them out one by one


def in_sequence(
    documents: Documents,
    terms: Sequence[IndexTerm],
    slop: int,
    bits: int,
    spend: Callable[[int], None],
) -> Documents:
    """Return which documents that have all terms have them in order, each near the one before.

    A document may be listed several times. Positions, and `slop` beyond them, fit in so many
    `bits`. `spend` is told how many steps are taken.
    """
    ends = _places(documents, terms[0], bits)
    for term in terms[1:]:
        places = _places(documents, term, bits)
        spend((len(ends) + len(places)) * (1 if slop == 1 else _STEPS))
        ends = _following(ends, places, slop)
        if not len(ends):
            break
    return (ends >> bits).astype(np.int64) - 1


def _following(ends: Array, places: Array, slop: int) -> Array:
    """Return the places at most `slop` after an end, ascending."""
    if len(ends) * _FEW < len(places) or len(places) * _FEW < len(ends):
        return _picked(ends, places, slop)
    if slop == 1:
        merged = np.concatenate([ends + ends.dtype.type(1), places])
        merged.sort()
        found: Array = merged[1:][merged[1:] == merged[:-1]]
        return found
    one = ends.dtype.type(1)
    merged = np.concatenate([places << one, (ends << one) | one])  # at one place, the end is later
    merged.sort()
    is_end = (merged & one).astype(np.bool_)
    merged >>= one
    latest = np.maximum.accumulate(np.where(is_end, merged, merged.dtype.type(0)))
    near: Array = merged[~is_end & (merged - latest <= slop)]
    return near


def _picked(ends: Array, places: Array, slop: int) -> Array:
    """Return the places at most `slop` after an end, looking up each of the fewer."""
    if len(ends) < len(places):
        first = places.searchsorted(ends, "right")
        beyond = places.searchsorted(ends + ends.dtype.type(slop), "right")
        is_near = np.zeros(len(places), dtype=np.bool_)
        is_near[ranges(first, beyond - first)] = True
        return places[is_near]
    before = ends.searchsorted(places)  # ends that are earlier than each place
    found: Array = places[(before > 0) & (places - ends[before - 1] <= slop)]
    return found


def _places(documents: Documents, term: IndexTerm, bits: int) -> Array:
    """Return where documents that have a term have it, ascending."""
    is_narrow = (int(documents[-1]) + 1).bit_length() + bits < 32  # one bit tells ends from places
    kind: Any = np.uint32 if is_narrow else np.uint64
    counts, positions = term.frequencies, term.positions
    assert counts is not None
    if len(documents) < term.count:
        at = term.places(documents)
        counts = counts[at]
        positions = positions[ranges(term.begins[at], counts)]
    places: Array = np.repeat((documents + 1).astype(kind) << kind(bits), counts)
    places |= positions
    return places
