"""The facet values of each document of a segment, all facets side by side: one count for all.

The values of a facet are numbered from its base on: the base itself stands for "none", what
follows for the facet's terms in order. Every document has at least one value of every facet.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, ranges, smallest, starts

Counts = NDArray[np.int64]


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

    def counts(self, documents: Counts) -> Counts:
        """Return how many of the documents have each value."""
        if len(documents) * 2 <= self.size:
            return self._counted(documents)
        others = np.ones(self.size, dtype=np.bool_)
        others[documents] = False
        return self._all_counts - self._counted(np.flatnonzero(others))

    def places(self, facet: str) -> tuple[int, Sequence[str]]:
        """Return the base of a facet and its terms: the number of "none", and what follows it."""
        return self._bases[facet], self.names[facet]

    def of_documents(self, documents: Counts) -> tuple[Counts, Array]:
        """Return the values of documents, and for each value which of the documents has it."""
        begins = self.starts[documents]
        counts = self.starts[documents + 1] - begins
        return np.repeat(np.arange(len(documents)), counts), self.values[ranges(begins, counts)]

    def of_facet(self, facet: str, counts: Counts) -> tuple[int, dict[str, int]]:
        """Return how many documents have no value of a facet, and how many each that occurs."""
        base, names = self._bases[facet], self.names[facet]
        own = counts[base + 1 : base + 1 + len(names)]
        present = np.flatnonzero(own)
        found = [names[number] for number in present.tolist()]
        return int(counts[base]), dict(zip(found, own[present].tolist(), strict=True))

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

    @cached_property
    def _all_counts(self) -> Counts:
        return self._bincount(self.values)

    def _counted(self, documents: Counts) -> Counts:
        begins = self.starts[documents]
        return self._bincount(self.values[ranges(begins, self.starts[documents + 1] - begins)])

    def _bincount(self, values: Array) -> Counts:
        return np.bincount(values, minlength=self.total)
