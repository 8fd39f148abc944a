"""From "document has terms" to "term is in documents": sorting whole columns at once."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, smallest, starts
from archive.search.engines.whoosh._postings import posting_arrays
from archive.search.engines.whoosh._terms import term_arrays

MAX_DOCUMENTS = 1 << 16  # of a segment: document numbers are 16-bit
POSITION_BITS = 22  # of a key, below 16 bits for the document and 26 for the rank of the term

_POSITION_SHIFT = np.uint64(POSITION_BITS)
_RANK_SHIFT = np.uint64(POSITION_BITS + 16)
_POSITION = np.uint64((1 << POSITION_BITS) - 1)
_DOCUMENT = np.uint64(MAX_DOCUMENTS - 1)

Keys = NDArray[np.uint64]


def ranked(vocabulary: Sequence[bytes], numbers: Array) -> tuple[list[bytes], NDArray[np.int64]]:
    """Return the terms that occur, sorted, and the rank of each number among them."""
    used = np.flatnonzero(np.bincount(numbers, minlength=len(vocabulary))).tolist()
    ordered = sorted(used, key=vocabulary.__getitem__)
    ranks = np.zeros(len(vocabulary), dtype=np.int64)
    ranks[ordered] = np.arange(len(ordered))
    return [vocabulary[number] for number in ordered], ranks


def ranked_keys(
    vocabulary: Sequence[bytes], numbers: Array, used: Array
) -> tuple[list[bytes], Keys]:
    """Return the terms that some of the numbers name, sorted, and for each number a key.

    To a key, the document shifted by `POSITION_BITS` and the position are to be added: sorted
    keys are the postings.
    """
    terms, ranks = ranked(vocabulary, numbers[used])
    return terms, ranks.astype(np.uint64)[numbers] << _RANK_SHIFT


def inverted(
    vocabulary: Sequence[bytes], numbers: Array, owners: Array, size: int
) -> dict[str, Array]:
    """Return the postings of a field in which only presence counts.

    `numbers` are those of terms, `owners` the documents that have them.
    """
    terms, ranks = ranked(vocabulary, numbers)
    return _present(terms, (ranks[numbers] * MAX_DOCUMENTS + owners).astype(np.uint64), size)


def presence(terms: Sequence[bytes], keys: Keys, size: int) -> dict[str, Array]:
    """Return the postings that keys stand for, without frequencies and positions."""
    return _present(terms, keys >> _POSITION_SHIFT, size)


def full_text(terms: Sequence[bytes], keys: Keys, size: int) -> dict[str, Array]:
    """Return the postings, with frequencies and positions, that keys stand for.

    The keys are overwritten.
    """
    keys.sort()
    pairs = keys >> _POSITION_SHIFT
    first = np.flatnonzero(_changes(pairs))
    counts, documents = _postings(terms, pairs[first])
    keys &= _POSITION
    return (
        term_arrays(terms)
        | posting_arrays(counts, documents, size)
        | {
            "frequencies": smallest(np.diff(first, append=len(keys))),
            "places": smallest(np.append(first, len(keys))[starts(counts)]),
            "positions": at_least_16_bits(keys),
        }
    )


def at_least_16_bits(positions: Array) -> Array:
    """Return positions in 16 bits each where they fit, otherwise in 32."""
    is_small = not positions.size or positions.max() < 1 << 16
    return positions.astype(np.uint16 if is_small else np.uint32)


def _present(terms: Sequence[bytes], pairs: Keys, size: int) -> dict[str, Array]:
    pairs.sort()
    counts, documents = _postings(terms, pairs[_changes(pairs)])
    return term_arrays(terms) | posting_arrays(counts, documents, size)


def _postings(terms: Sequence[bytes], pairs: Keys) -> tuple[Array, Array]:
    """Return how many documents each term has, and the documents."""
    ranks = (pairs >> np.uint64(16)).view(np.int64)
    return np.bincount(ranks, minlength=len(terms)), (pairs & _DOCUMENT).astype(np.uint16)


def _changes(values: Array) -> NDArray[np.bool_]:
    """Return where a sorted array has another value than just before."""
    changes = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes
