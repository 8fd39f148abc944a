"""Words in sequence: phrases, and words near the beginning, by positions.

A place is a document and a position in one number: `(document + 1) << bits | position`, with
room between the last position of a document and the first of the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from archive.search.engines.whoosh._arrays import Array, joined, ranges
from archive.search.engines.whoosh._segment import Documents, TermPostings

_STEPS = 3  # that a place costs when words may stand between, and not when they may not
_FEW = 8  # times fewer on one side: worth picking them out one by one


@dataclass(frozen=True, slots=True)
class Candidates:
    """Documents of a segment that have all of some terms, in the order of the phrase.

    The segment's documents are numbered from `first` on.
    """

    first: int
    documents: Documents
    terms: Sequence[TermPostings]


def in_sequence(
    candidates: Sequence[Candidates], slop: int, bits: int, spend: Callable[[int], None]
) -> Documents:
    """Return the candidates that have the terms in order, each near enough to the one before.

    A document may be listed several times. Positions, and `slop` beyond them, fit in so many
    `bits`. `spend` is told how many steps are taken.
    """
    count = len(candidates[0].terms)
    ends = _places(candidates, 0, bits)
    for number in range(1, count):
        places = _places(candidates, number, bits)
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


def _places(candidates: Sequence[Candidates], number: int, bits: int) -> Array:
    """Return where the candidates have one of the terms, ascending."""
    last = candidates[-1].first + int(candidates[-1].documents[-1]) + 1
    is_narrow = last.bit_length() + bits < 32  # one bit is needed to tell ends from places
    kind: Any = np.uint32 if is_narrow else np.uint64
    return joined([_own_places(each, number, bits, kind) for each in candidates], kind)


def _own_places(own: Candidates, number: int, bits: int, kind: Any) -> Array:
    term, owners = own.terms[number], own.documents
    frequencies = term.frequencies
    assert frequencies is not None
    if len(owners) == term.count:
        counts, positions = frequencies, term.positions
    else:
        at = term.places(owners)
        counts = frequencies[at]
        positions = term.positions[ranges(term.first_positions[at], counts)]
    documents = (owners + (own.first + 1)).astype(kind) << kind(bits)
    places: Array = np.repeat(documents, counts)
    places |= positions
    return places
