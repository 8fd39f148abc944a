"""The documents of each term: listed for most terms, one bit a document for the frequent ones."""

from bisect import bisect_left

import numpy as np

from archive.search.engines.whoosh._arrays import Array, ranges, starts

_RARE = 16  # a term that at most one in so many documents has is listed


def posting_arrays(counts: Array, documents: Array, size: int) -> dict[str, Array]:
    """Return the postings as arrays, of terms with `counts[i]` of `size` documents each."""
    begins = starts(counts)
    frequent = np.flatnonzero(counts * _RARE > size)
    rows = np.empty((len(frequent), -(-size // 8)), dtype=np.uint8)
    listed = np.ones(len(documents), dtype=np.bool_)
    for row, number in enumerate(frequent.tolist()):
        own = slice(begins[number], begins[number + 1])
        bits = np.zeros(size, dtype=np.bool_)
        bits[documents[own]] = True
        rows[row] = np.packbits(bits)
        listed[own] = False
    return {
        "postings": begins.astype(np.uint32),
        "documents": documents[listed],
        "frequent": frequent.astype(np.uint32),
        "bits": rows.ravel(),
    }


class Postings:
    """The documents of each term of a field, by the number of the term."""

    def __init__(self, postings: Array, documents: Array, frequent: Array, bits: Array) -> None:
        self.starts = postings
        self._documents = documents
        self._frequent: list[int] = frequent.tolist()
        self._bits = bits.reshape(len(frequent), -1) if len(frequent) else bits.reshape(0, 0)
        counts = postings[frequent + 1].astype(np.int64) - postings[frequent]
        before = starts(counts)  # postings of frequent terms before each of them
        self._unlisted: list[int] = before.tolist()
        self._as_arrays = np.append(frequent, len(postings)), before

    def count(self, number: int) -> int:
        """Return how many documents have a term."""
        return int(self.starts[number + 1]) - int(self.starts[number])

    def of(self, number: int) -> Array:
        """Return the documents that have a term, ascending."""
        row = bisect_left(self._frequent, number)
        if row < len(self._frequent) and self._frequent[row] == number:
            return np.flatnonzero(np.unpackbits(self._bits[row]).view(np.bool_)).astype(np.uint16)
        begin, end = self.starts[number : number + 2].tolist()
        return self._documents[begin - self._unlisted[row] : end - self._unlisted[row]]

    def bits_of(self, number: int) -> Array | None:
        """Return the documents of a frequent term, one bit each; None when they are listed."""
        row = bisect_left(self._frequent, number)
        is_frequent = row < len(self._frequent) and self._frequent[row] == number
        return self._bits[row] if is_frequent else None

    def mark(self, mask: Array, number: int) -> None:
        """Set a mask for the documents that have a term."""
        row = bisect_left(self._frequent, number)
        if row < len(self._frequent) and self._frequent[row] == number:
            mask |= np.unpackbits(self._bits[row], count=len(mask)).view(np.bool_)
        else:
            mask[self.of(number)] = True

    def mark_all(self, mask: Array, numbers: Array) -> None:
        """Set a mask for the documents that have any of several terms."""
        frequent, unlisted = self._as_arrays
        rows = frequent.searchsorted(numbers)
        is_frequent = frequent[rows] == numbers
        for number in numbers[is_frequent].tolist():
            self.mark(mask, number)
        rare, rows = numbers[~is_frequent], rows[~is_frequent]
        begins = self.starts[rare].astype(np.int64)
        counts = self.starts[rare + 1] - begins
        mask[self._documents[ranges(begins - unlisted[rows], counts)]] = True

    def counts(self) -> Array:
        """Return how many documents have each term."""
        return np.diff(self.starts.astype(np.int64))

    def counts_within(self, mask: Array) -> Array:
        """Return how many documents of a mask have each term."""
        found = np.zeros(len(self.starts) - 1, dtype=np.int64)
        if self._frequent:
            wanted = np.packbits(mask)
            found[self._frequent] = np.bitwise_count(self._bits & wanted).sum(axis=1)
        is_listed = np.ones(len(found), dtype=np.bool_)
        is_listed[self._frequent] = False
        if len(self._documents):
            begins = starts(self.counts()[is_listed])[:-1]
            hits = mask[self._documents].view(np.uint8)
            found[is_listed] = np.add.reduceat(hits, begins, dtype=np.uint32)
        return found

    def all(self) -> Array:
        """Return the documents of every term, one term after the other."""
        whole = np.empty(int(self.starts[-1]), dtype=np.uint16)
        listed = np.ones(len(whole), dtype=np.bool_)
        for number in self._frequent:
            own = slice(self.starts[number], self.starts[number + 1])
            whole[own] = self.of(number)
            listed[own] = False
        whole[listed] = self._documents
        return whole
