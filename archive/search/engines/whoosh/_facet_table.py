"""The facet values of the whole index, numbered alike in all segments and in order of name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from archive.search._query import NONE
from archive.search._result import FacetCount
from archive.search.engines.whoosh._arrays import joined
from archive.search.engines.whoosh._facet_values import Counts, FacetValues
from archive.search.engines.whoosh._segment import Documents, Mask

_MOST = 1 << 40  # documents, at least

_facet_count = partial(tuple.__new__, FacetCount)


class FacetTable:
    """The values of some facets in the documents of all segments, which begin at `firsts`.

    The values of a facet stand side by side in order of their names, "none" among them.
    """

    def __init__(self, parts: Sequence[FacetValues], firsts: Sequence[int]) -> None:
        self._parts = parts
        self._firsts = np.array(firsts)
        names: dict[str, list[str]] = {
            facet: sorted({NONE}.union(*(part.names[facet] for part in parts)))
            for facet in (parts[0].names if parts else ())
        }
        self._names = np.array([*chain.from_iterable(names.values())], dtype=object)
        self._facets = list(names)
        self._bounds = np.cumsum([0, *map(len, names.values())])
        self._ranks = np.repeat(np.arange(len(names)) * _MOST, np.diff(self._bounds))
        numbers = {
            facet: dict(zip(terms, range(first, first + len(terms)), strict=True))
            for (facet, terms), first in zip(names.items(), self._bounds.tolist(), strict=False)
        }
        self._numbers = [_numbers_of(part, numbers) for part in parts]

    def counts(self, documents: Documents) -> Counts:
        """Return how many of the documents have each value."""
        totals = np.zeros(len(self._names), dtype=np.int64)
        cuts = documents.searchsorted(self._firsts).tolist()
        for place, (begin, end) in enumerate(pairwise(cuts)):
            if begin < end:
                found = self._parts[place].counts(documents[begin:end], self._firsts[place])
                totals[self._numbers[place]] += found
        return totals

    def with_facet(self, counts: Counts, facet: str, others: Counts) -> Counts:
        """Return counts in which those of one facet are taken from others."""
        if not self._facets:  # an empty index
            return counts
        begin, end = self._bounds[(place := self._facets.index(facet)) : place + 2]
        return np.concatenate([counts[:begin], others[begin:end], counts[end:]])

    def largest_first(self, counts: Counts) -> Mapping[str, list[FacetCount]]:
        """Return the values of each facet that occur, equal counts in order of name."""
        present = counts.nonzero()[0]
        own = counts[present]
        order = (self._ranks[present] - own).argsort(kind="stable")
        names, found = self._names[present[order]].tolist(), own[order].tolist()
        values = list(map(_facet_count, zip(names, found, strict=True)))
        cuts = pairwise(present.searchsorted(self._bounds).tolist())
        return {facet: values[a:b] for facet, (a, b) in zip(self._facets, cuts, strict=True)}

    def without(self, facet: str) -> Mask:
        """Return which documents have no value of a facet."""
        return joined([part.without(facet) for part in self._parts], np.bool_)


def _numbers_of(part: FacetValues, numbers: Mapping[str, Mapping[str, int]]) -> NDArray[np.int64]:
    """Return the number in the whole index of each value of a segment."""
    found: Iterable[int] = (
        numbers[facet][name] for facet, terms in part.names.items() for name in (NONE, *terms)
    )
    return np.array([*found], dtype=np.int64)
