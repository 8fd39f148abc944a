"""Facet counts and the date histogram, from one matching set."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import numpy as np

from archive.search._facets import FACET_NAMES
from archive.search._query import SearchQuery
from archive.search._result import FacetCount
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._found import Found
from archive.search.engines.whoosh._snapshot import UNDATED, YEAR_UNKNOWN


def facet_counts(query: SearchQuery, found: Found) -> dict[str, tuple[FacetCount, ...]]:
    """Return the counts of each facet, its own choices left out, largest first."""
    fields, groups = _fields(query.main_only)
    counted = {group: _counts(found, group, fields) for group in set(groups.values())}
    return {
        facet: tuple(_with_choices(query, facet, counted[groups[facet]].get(field, [])))
        for facet, field in fields.items()
    }


@cache
def _fields(main_only: bool) -> tuple[Mapping[str, str], Mapping[str, str]]:  # noqa: FBT001
    """Return the index field of each facet, and the group of that field."""
    query = SearchQuery(main_only=main_only)
    fields = {facet: _constraints.field_of(query, facet) for facet in FACET_NAMES}
    return fields, {facet: _constraints.group_of(field) for facet, field in fields.items()}


def _counts(found: Found, group: str, fields: Mapping[str, str]) -> Mapping[str, list[FacetCount]]:
    """Return the counts of a group of facets."""
    table = found.snapshot.facets(group)
    counts = found.counts(group, "")
    for facet, field in fields.items():
        if facet in found.narrowed and _constraints.group_of(field) == group:
            counts = table.with_facet(counts, field, found.counts(group, facet))
    return table.largest_first(counts)


def _with_choices(query: SearchQuery, facet: str, counts: list[FacetCount]) -> list[FacetCount]:
    """Return counts in which every value that is chosen or excluded occurs."""
    if not (query.filters or query.excluded):
        return counts
    choices = (*query.chosen(facet), *query.rejected(facet))
    if choices:
        known = {each.value for each in counts}
        missing = sorted(set(choices) - known)
        counts = [*counts, *(FacetCount(value, 0) for value in missing)]
    return counts


class DateCounts:
    """When the matches are dated, the date's own choices left out."""

    def __init__(self, found: Found) -> None:
        self._snapshot = found.snapshot
        self._documents = found.all_but(_constraints.DATE)
        self._years: list[int] = self._snapshot.year_counts(self._documents).tolist()

    def years(self) -> tuple[tuple[int, int], ...]:
        """Return (year, count) of the dated matches, in order."""
        dated = self._years[YEAR_UNKNOWN + 1 :]
        return tuple((year, n) for year, n in enumerate(dated, self._snapshot.first_year) if n)

    def months(self, query: SearchQuery) -> tuple[tuple[str, int], ...]:
        """Return (YYYY-MM, count) when the dates asked for lie in one year."""
        asked = _constraints.day_range(query)
        year = asked and _common_year(*asked)
        if not year:
            return ()
        first = self._snapshot.first_month[self._documents]
        certain = first[first == self._snapshot.last_month[self._documents]]
        counts = _counted(certain, 12 * year, 12 * year + 11)
        return tuple((f"{month // 12:04}-{month % 12 + 1:02}", n) for month, n in counts)

    def days(self, query: SearchQuery) -> tuple[tuple[str, int], ...]:
        """Return (YYYY-MM-DD, count) when the dates asked for lie in one month."""
        asked = _constraints.day_range(query)
        if not asked or not _same_month(*asked):
            return ()
        first = self._snapshot.first_day[self._documents]
        certain = first[first == self._snapshot.last_day[self._documents]]
        return tuple((date.fromordinal(day).isoformat(), n) for day, n in _counted(certain, *asked))

    def undated(self) -> int:
        """Return how many matches have no date at all."""
        return self._years[UNDATED]

    def year_unknown(self) -> int:
        """Return how many matches have a day without its year."""
        return self._years[YEAR_UNKNOWN]


def _counted(numbers: Array, first: int, last: int) -> list[tuple[int, int]]:
    """Return how often each number between two others occurs, in order."""
    within = numbers[(numbers >= first) & (numbers <= last)]
    counts = np.bincount(within - first)
    present = np.flatnonzero(counts)
    return list(zip((present + first).tolist(), counts[present].tolist(), strict=True))


def _common_year(first: int, last: int) -> int | None:
    if last > date.max.toordinal() or first > last:
        return None
    year = date.fromordinal(first).year
    return year if date.fromordinal(last).year == year else None


def _same_month(first: int, last: int) -> bool:
    if _common_year(first, last) is None:
        return False
    return date.fromordinal(first).month == date.fromordinal(last).month
