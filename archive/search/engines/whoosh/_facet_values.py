"""The facet values of each document of a segment, all facets side by side: one count for all.

The values of a facet are numbered from its base on: the base itself stands for "none", what
follows for the facet's terms in order. Every document has at least one value of every facet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, ranges, smallest, starts

_RARE = 64  # documents of which at most one has a value: its documents are listed
_FEW = 10  # times fewer documents than there are: quicker to look at the values of each
_WIDE = 16  # values that a row has room for; the few documents with more are looked up
_SMALL = 4_096  # documents of a segment that needs no columns

Counts = NDArray[np.int64]
Documents = NDArray[np.int64]


def bases(term_counts: Sequence[int]) -> list[int]:
    """Return the base of each facet, and the number of all values, for so many terms each."""
    return list(accumulate((count + 1 for count in term_counts), initial=0))


def value_arrays(
    columns: Sequence[tuple[Array, Array]], term_counts: Sequence[int]
) -> dict[str, Array]:
    """Return the values of facets as arrays.

    A column is how many values each document has, and their term numbers.
    """
    documents, values = [], []
    for (counts, numbers), base in zip(columns, bases(term_counts), strict=False):
        lacking = np.flatnonzero(counts == 0)
        documents += [np.repeat(np.arange(len(counts)), counts), lacking]
        values += [numbers.astype(np.int64) + base + 1, np.full(len(lacking), base)]
    owners = np.concatenate(documents)
    order = np.argsort(owners.astype(np.uint16), kind="stable")
    return {
        "value_starts": starts(np.bincount(owners, minlength=len(columns[0][0]))).astype(np.uint32),
        "values": smallest(np.concatenate(values)[order]),
    }


@dataclass(frozen=True, slots=True)
class _Columns:
    """The documents of each value: frequent ones as one bit a document, the rest listed."""

    frequent: Array
    bits: NDArray[np.uint64]
    listed: Array
    list_starts: Array
    documents: Documents

    def counts(self, documents: Documents, size: int, total: int) -> Counts:
        """Return how many of the documents, of so many in all, have each of so many values."""
        counts = np.zeros(total, dtype=np.int64)
        mask = np.zeros(size + -size % 64, dtype=np.bool_)
        mask[documents] = True
        common = np.bitwise_count(self.bits & np.packbits(mask).view(np.uint64))
        counts[self.frequent] = common.sum(axis=1, dtype=np.uint32)
        if len(self.listed):
            chosen = mask.view(np.uint8).take(self.documents)
            counts[self.listed] = np.add.reduceat(chosen, self.list_starts, dtype=np.uint32)
        return counts


class FacetValues:
    """The values of some facets, whose terms are `names`, in the documents of a segment."""

    def __init__(
        self, value_starts: Array, values: Array, names: Mapping[str, Sequence[str]]
    ) -> None:
        self.starts = value_starts
        self.values = values
        self.names = names
        self.size = len(value_starts) - 1
        *firsts, self.total = bases([len(terms) for terms in names.values()])
        self._bases = dict(zip(names, firsts, strict=True))

    def counts(self, documents: Documents, first: int = 0) -> Counts:
        """Return how many of the documents, numbered from `first` on, have each value."""
        if len(documents) == self.size:
            return self._all_counts
        documents = documents - first
        if len(documents) * _FEW < self.size or self.size < _SMALL:
            return self._counts_of_few(documents)
        return self._columns.counts(documents, self.size, self.total)

    def places(self, facet: str) -> tuple[int, Sequence[str]]:
        """Return the base of a facet and its terms: the number of "none", and what follows it."""
        return self._bases[facet], self.names[facet]

    def of_documents(self, documents: Documents) -> tuple[Counts, Array]:
        """Return the values of documents, and for each value which of the documents has it."""
        counts = self.starts[documents + 1] - self.starts[documents]
        owners = np.repeat(np.arange(len(documents)), counts)
        return owners, _chosen(self.starts, self.values, documents)

    def without(self, facet: str) -> NDArray[np.bool_]:
        """Return which documents have no value of a facet."""
        mask = np.zeros(self.size, dtype=np.bool_)
        places = np.flatnonzero(self.values == self._bases[facet])
        mask[np.searchsorted(self.starts, places, "right") - 1] = True
        return mask

    def renumbered(self, kept: Array, numbers: Mapping[str, Array], terms: Sequence[int]) -> Array:
        """Return some of the values with other numbers for their terms, of so many terms each."""
        table = np.zeros(self.total, dtype=np.int64)
        for facet, base in zip(self.names, bases(terms), strict=False):
            own = self._bases[facet]
            table[own] = base
            table[own + 1 : own + 1 + len(numbers[facet])] = numbers[facet] + base + 1
        return table[self.values[kept]]

    def _counts_of_few(self, documents: Documents) -> Counts:
        rows = self._rows.take(documents, axis=0)
        counts = np.bincount(rows.ravel(), minlength=self.total + 2)
        if counts[self.total + 1]:
            long = documents[rows[:, 0] == self.total + 1]
            counts[: self.total] += self._bincount(_chosen(self.starts, self.values, long))
        return counts[: self.total]

    @cached_property
    def _rows(self) -> Array:
        """The values of each document in a row, all of one length: quicker to look up in few.

        Rows are filled up with `total`. One of nothing but `total + 1` is too short for its values.
        """
        counts = self.starts[1:] - self.starts[:-1]
        width = min(int(counts.max(initial=0)), _WIDE)
        rows = np.full((self.size, width), self.total, np.min_scalar_type(self.total + 1))
        has_room = counts <= width
        is_used = np.arange(width) < (counts * has_room)[:, np.newaxis]
        rows[is_used] = self.values[np.repeat(has_room, counts)]
        rows[~has_room] = self.total + 1
        return rows

    @cached_property
    def _all_counts(self) -> Counts:
        return self._bincount(self.values)

    @cached_property
    def _columns(self) -> _Columns:
        """The values again, by value: quicker to count in many documents."""
        owners = np.repeat(np.arange(self.size), self.starts[1:] - self.starts[:-1])
        owners = owners[np.argsort(self.values, kind="stable")]
        begins = starts(self._all_counts)
        is_frequent = self._all_counts * _RARE > self.size
        frequent = np.flatnonzero(is_frequent)
        mask = np.zeros((len(frequent), self.size + -self.size % 64), dtype=np.bool_)
        for row, value in enumerate(frequent.tolist()):
            mask[row, owners[begins[value] : begins[value + 1]]] = True
        listed = np.flatnonzero((self._all_counts > 0) & ~is_frequent)
        return _Columns(
            frequent,
            np.packbits(mask, axis=1).view(np.uint64),
            listed,
            starts(self._all_counts[listed])[:-1],
            owners[np.repeat(~is_frequent, self._all_counts)],
        )

    def _bincount(self, values: Array) -> Counts:
        return np.bincount(values, minlength=self.total)


def _chosen(value_starts: Array, values: Array, documents: Documents) -> Array:
    """Return the values of some documents."""
    begins = value_starts[documents]
    found: Array = values[ranges(begins, value_starts[documents + 1] - begins)]
    return found
