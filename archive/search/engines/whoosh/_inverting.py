"""From "document has terms" to "term is in documents": sorting whole columns at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, smallest, starts
from archive.search.engines.whoosh._postings import posting_arrays
from archive.search.engines.whoosh._terms import term_arrays

MAX_DOCUMENTS = 1 << 16  # of a segment: document numbers are 16-bit

_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Which of `size` documents has which term, and where: numbers and positions ascend."""

    size: int
    documents: NDArray[np.int64]
    terms: NDArray[np.int64]
    positions: NDArray[np.int64] | None = None


def ranked(vocabulary: Sequence[bytes], numbers: Array) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return the terms that occur, sorted, and the rank of each number among them."""
    used = np.flatnonzero(np.bincount(numbers, minlength=len(vocabulary))).tolist()
    ordered = sorted(used, key=vocabulary.__getitem__)
    ranks = np.zeros(len(vocabulary), dtype=np.int64)
    ranks[ordered] = np.arange(len(ordered))
    return [vocabulary[number] for number in ordered], ranks


def presence(vocabulary: Sequence[bytes], found: Occurrences) -> dict[str, Array]:
    """Return the postings of a field in which only presence counts."""
    terms, ranks = ranked(vocabulary, found.terms)
    keys = np.sort(ranks[found.terms] * MAX_DOCUMENTS + found.documents)
    keys = keys[_changes(keys)]
    counts = np.bincount(keys // MAX_DOCUMENTS, minlength=len(terms))
    documents = (keys % MAX_DOCUMENTS).astype(np.uint16)
    return term_arrays(terms) | posting_arrays(counts, documents, found.size)


def full_text(vocabulary: Sequence[bytes], found: Occurrences) -> dict[str, Array]:
    """Return the postings of a field with frequencies and positions."""
    assert found.positions is not None
    terms, ranks = ranked(vocabulary, found.terms)
    rank = ranks[found.terms]
    order = _stable_order(rank)
    pairs = rank[order] * MAX_DOCUMENTS + found.documents[order]
    first = np.flatnonzero(_changes(pairs))
    counts = np.bincount(pairs[first] // MAX_DOCUMENTS, minlength=len(terms))
    documents = (pairs[first] % MAX_DOCUMENTS).astype(np.uint16)
    arrays = term_arrays(terms) | posting_arrays(counts, documents, found.size)
    return arrays | {
        "frequencies": smallest(np.diff(first, append=len(pairs))),
        "places": smallest(starts(np.bincount(rank, minlength=len(terms)))),
        "positions": at_least_16_bits(found.positions[order]),
    }


def at_least_16_bits(positions: Array) -> Array:
    """Return positions in 16 bits each where they fit, otherwise in 32."""
    is_small = not positions.size or positions.max() < 1 << 16
    return positions.astype(np.uint16 if is_small else np.uint32)


def _stable_order(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order that sorts keys below 2^32 and keeps equal ones as they were."""
    paired = keys.astype(np.uint64) << np.uint64(32)
    paired |= np.arange(len(keys), dtype=np.uint64)
    paired.sort()
    paired &= _LOW
    return paired.astype(np.int64)


def _changes(values: Array) -> NDArray[np.bool_]:
    """Return where a sorted array has another value than just before."""
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes
