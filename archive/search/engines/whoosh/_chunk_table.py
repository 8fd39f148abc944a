"""The numbers of short chunks by their bytes: thousands are found at once, none as an object."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array

SHORT = 16  # bytes of a chunk that the table can hold

_BITS = 19  # of a place in the table
_EIGHT: Any = np.dtype("<u8")
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)
_HEAD_FACTOR, _TAIL_FACTOR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)

Halves = tuple[NDArray[np.uint64], NDArray[np.uint64]]


def halves(text: bytes, begins: Array, sizes: Array) -> Halves:
    """Return the first eight bytes and the next of each chunk of a text, padded with zeros.

    No chunk contains a zero, so that these are all of a chunk of at most `SHORT` bytes. The text
    ends with `SHORT` bytes that belong to no chunk.
    """
    eights: Array = np.ndarray((len(text) - 7,), _EIGHT, text, strides=(1,))
    heads = eights[begins] & _MASKS.take(np.minimum(sizes, 8))
    tails = eights[begins + 8] & _MASKS.take(np.clip(sizes, 8, SHORT) - 8)
    return heads, tails


class ChunkTable:
    """Numbers of chunks, by a hash of their halves; a chunk whose place is taken is not kept."""

    def __init__(self) -> None:
        self._heads, self._tails = np.zeros((2, 1 << _BITS), dtype=np.uint64)
        self._numbers = np.zeros(1 << _BITS, dtype=np.uint32)

    def find(self, chunks: Halves) -> tuple[Array, NDArray[np.bool_]]:
        """Return the numbers of chunks, and which of the numbers are known."""
        heads, tails = chunks
        places = _places(chunks)
        is_known: NDArray[np.bool_] = self._heads.take(places) == heads
        is_known &= self._tails.take(places) == tails
        return self._numbers.take(places), is_known

    def keep(self, chunks: Halves, numbers: Array) -> None:
        """Remember the numbers of chunks, as far as their places are free."""
        heads, tails = chunks
        places, first = np.unique(_places(chunks), return_index=True)
        is_free = self._heads[places] == 0
        places, first = places[is_free], first[is_free]
        self._heads[places], self._tails[places] = heads[first], tails[first]
        self._numbers[places] = numbers[first]


def _places(chunks: Halves) -> NDArray[np.int64]:
    heads, tails = chunks
    mixed: NDArray[np.uint64] = heads * _HEAD_FACTOR ^ tails * _TAIL_FACTOR
    return (mixed >> np.uint64(64 - _BITS)).view(np.int64)
