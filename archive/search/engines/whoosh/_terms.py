"""The terms of one field of one segment: sorted bytes, found without reading them all."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, starts

_HEAD = 8  # bytes of a term that are compared as one number
_SEPARATOR = b"\n"

Numbers = NDArray[np.int64]


def term_arrays(terms: Sequence[bytes]) -> dict[str, Array]:
    """Return sorted terms as arrays; a term's number is its place among them."""
    blob = _SEPARATOR.join((*terms, b""))
    heads = np.array(terms, dtype=f"S{_HEAD}")  # cut off or padded with zeros
    return {
        "terms": np.frombuffer(blob, dtype=np.uint8),
        "term_starts": starts([len(term) + 1 for term in terms]).astype(np.uint32),
        "heads": heads.view(">u8").astype(np.uint64),
    }


class Terms:
    """The sorted terms of a field."""

    def __init__(self, blob: memoryview, term_starts: Array, heads: Array) -> None:
        self._blob = blob
        self._starts = term_starts
        self._heads = heads

    def __len__(self) -> int:
        return len(self._heads)

    def __iter__(self) -> Iterator[bytes]:
        blob = bytes(self._blob)
        return (blob[begin : end - 1] for begin, end in pairwise(self._starts.tolist()))

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[self._starts[number] : int(self._starts[number + 1]) - 1])

    def find(self, term: bytes) -> int:
        """Return the number of a term; -1 when the segment does not have it."""
        number = self.first_from(term)
        return number if number < len(self) and self[number] == term else -1

    def find_all(self, terms: Sequence[bytes]) -> Numbers:
        """Return the numbers of the terms that the segment has."""
        if not (len(self) and terms):
            return np.empty(0, np.int64)
        heads = np.array([_head(term) for term in terms], dtype=np.uint64)
        known = np.searchsorted(self._heads, heads)
        known[known == len(self)] = 0
        near = np.flatnonzero(self._heads[known] == heads).tolist()
        at = known.tolist()
        found = (at[i] if self[at[i]] == terms[i] else self.find(terms[i]) for i in near)
        return np.array([number for number in found if number >= 0], dtype=np.int64)

    def first_from(self, term: bytes) -> int:
        """Return the number of the first term that is not before the given one."""
        head = np.uint64(_head(term))
        low, high = int(self._heads.searchsorted(head)), len(self)
        if low < high and self._heads[low] == head:
            high = int(self._heads.searchsorted(head, "right"))
            return bisect_left(self, term, low, high)
        return low

    def starting_with(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with a prefix."""
        stem = prefix.rstrip(b"\xff")
        if not stem:
            return range(self.first_from(prefix), len(self))
        following = stem[:-1] + bytes([stem[-1] + 1])
        return range(self.first_from(prefix), self.first_from(following))

    def words(self, numbers: range) -> list[str]:
        """Return neighbouring terms as text; none of them has a line break."""
        if not numbers:
            return []
        begin, end = int(self._starts[numbers[0]]), int(self._starts[numbers[-1] + 1])
        return str(self._blob[begin : end - 1], "utf-8").split(_SEPARATOR.decode())

    def words_sized(self, numbers: range, least: int, most: int) -> Iterator[str]:
        """Yield those of neighbouring terms that have so many bytes."""
        if numbers:
            bounds = self._starts[numbers[0] : numbers[-1] + 2]
            sizes = bounds[1:] - bounds[:-1] - len(_SEPARATOR)
            is_sized = (sizes >= least) & (sizes <= most)
            yield from compress(self.words(numbers), is_sized.tolist())

    def holding(self, literal: bytes) -> list[int]:
        """Return the numbers of the terms that contain a literal, in order."""
        text = bytes(self._blob)
        places, place = [], text.find(literal)
        while place >= 0:
            places.append(place)
            place = text.find(literal, place + 1)
        found = np.searchsorted(self._starts, np.array(places, np.int64), "right") - 1
        return list(dict.fromkeys(found.tolist()))


def _head(term: bytes) -> int:
    return int.from_bytes(term[:_HEAD].ljust(_HEAD, b"\0"), "big")
