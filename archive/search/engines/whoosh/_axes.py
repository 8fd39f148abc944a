"""Where the matches of one segment stand on an axis: which match has which of its keys."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archive.search._counting import OTHERS, Axis, FacetAxis, Key, PeriodAxis
from archive.search._query import NONE, SearchQuery
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._arrays import Array, ranges, starts
from archive.search.engines.whoosh._facet_values import FacetValues
from archive.search.engines.whoosh._segment import Documents, Segment

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """Pairs of a match and a key, by their numbers: the matches ascend.

    `size` is the number of matches, `keys` what the numbers of keys stand for.
    """

    size: int
    keys: tuple[Key, ...]
    matches: Numbers
    numbers: Numbers

    def counts(self) -> dict[Key, int]:
        """Return how many matches have each key."""
        counts = np.bincount(self.numbers, minlength=len(self.keys))
        return {self.keys[key]: int(counts[key]) for key in np.flatnonzero(counts).tolist()}

    def cross(self, other: "Places") -> dict[tuple[Key, Key], int]:
        """Return how many matches have a key of these and a key of others."""
        per_match = np.bincount(other.matches, minlength=self.size)
        repeats = per_match[self.matches]
        partners = other.numbers[ranges(starts(per_match)[self.matches], repeats)]
        width = len(other.keys)
        pairs = np.repeat(self.numbers, repeats) * width + partners
        counts = np.bincount(pairs, minlength=len(self.keys) * width)
        found = np.flatnonzero(counts)
        return {
            (self.keys[pair // width], other.keys[pair % width]): count
            for pair, count in zip(found.tolist(), counts[found].tolist(), strict=True)
        }


class SegmentColumns:
    """The matches of one segment with their facet values, which several tables share."""

    def __init__(self, segment: Segment, documents: Documents, asked: SearchQuery) -> None:
        self._segment = segment
        self._documents = documents
        self._asked = asked
        self._values: dict[str, tuple[Numbers, Array]] = {}

    def places(self, axis: Axis) -> Places:
        """Return where the matches stand on an axis."""
        if isinstance(axis, PeriodAxis):
            return self._in_periods(axis)
        return self._in_facet(axis)

    def days(self) -> tuple[Array, Array]:
        """Return the first and the last day of each match."""
        file = self._segment.file
        return file["first_day"][self._documents], file["last_day"][self._documents]

    def _in_periods(self, axis: PeriodAxis) -> Places:
        first, last = self.days()
        begins = np.array([period.first.toordinal() for period in axis.periods], dtype=np.int64)
        ends = np.array([period.last.toordinal() for period in axis.periods], dtype=np.int64)
        low = np.searchsorted(ends, first)
        counts = np.where(first > 0, np.searchsorted(begins, last, "right") - low, 0).clip(0)
        matches = np.repeat(np.arange(len(first)), counts)
        return Places(len(first), axis.periods, matches, ranges(low, counts))

    def _in_facet(self, axis: FacetAxis) -> Places:
        field = _constraints.field_of(self._asked, axis.facet)
        group = _constraints.group_of(field)
        facets = self._segment.facets(group)
        if group not in self._values:
            self._values[group] = facets.of_documents(self._documents)
        matches, values = self._values[group]
        keys, table = _key_numbers(axis, facets, field)
        numbers = table[values]
        is_wanted = numbers >= 0
        places = Places(len(self._documents), keys, matches[is_wanted], numbers[is_wanted])
        return _with_others(places) if axis.has_others else places


def _key_numbers(
    axis: FacetAxis, facets: FacetValues, field: str
) -> tuple[tuple[str, ...], Numbers]:
    """Return the keys of an axis, and the number of the key for each value; -1 for no key."""
    base, names = facets.places(field)
    table = np.full(facets.total, -1, dtype=np.int64)
    if axis.values is None:
        table[base : base + 1 + len(names)] = np.arange(len(names) + 1)
        return (NONE, *names), table
    wanted = {value: number for number, value in enumerate(axis.values)}
    for place, name in enumerate((NONE, *names), base):
        if name in wanted:
            table[place] = wanted[name]
    return axis.values, table


def _with_others(places: Places) -> Places:
    """Add the key OTHERS for matches without any of the others."""
    has_key = np.zeros(places.size, dtype=np.bool_)
    has_key[places.matches] = True
    lacking = np.flatnonzero(~has_key)
    matches = np.concatenate([places.matches, lacking])
    numbers = np.concatenate([places.numbers, np.full(len(lacking), len(places.keys))])
    order = np.argsort(matches, kind="stable")
    return Places(places.size, (*places.keys, OTHERS), matches[order], numbers[order])
