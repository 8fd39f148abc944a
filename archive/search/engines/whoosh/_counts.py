"""Facet counts and the date histogram, from one matching set."""

from datetime import date

import numpy as np

from archive.search._facets import FACET_NAMES
from archive.search._query import NONE, SearchQuery
from archive.search._result import FacetCount
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._columns import Columns, Integers, Mask

_EPOCH = date(1970, 1, 1).toordinal()


def facet_counts(
    query: SearchQuery, columns: Columns, base: Mask, masks: dict[str, Mask]
) -> dict[str, tuple[FacetCount, ...]]:
    """Return the counts of each facet, its own choices left out."""
    return {
        facet: _counts(query, facet, columns, _constraints.all_but(masks, facet, base))
        for facet in FACET_NAMES
    }


def years(columns: Columns, matching: Mask) -> tuple[tuple[int, int], ...]:
    """Return (year, count) of the dated matches, in order."""
    days = _days(columns.first_day[matching & columns.dated()])
    values, counts = np.unique(days.astype("datetime64[Y]").astype(int) + 1970, return_counts=True)
    return tuple((int(year), int(count)) for year, count in zip(values, counts, strict=True))


def months(query: SearchQuery, columns: Columns, matching: Mask) -> tuple[tuple[str, int], ...]:
    """Return (YYYY-MM, count) when the dates asked for lie in one year; a bare year has none."""
    asked = _constraints.day_range(query)
    year = asked and _common_year(*asked)
    if not year:
        return ()
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    within = matching & _constraints.overlapping(columns, first, last)
    begin = _days(columns.first_day[within]).astype("datetime64[M]")
    end = _days(columns.last_day[within]).astype("datetime64[M]")
    values, counts = np.unique(begin[begin == end], return_counts=True)
    return tuple((str(month), int(count)) for month, count in zip(values, counts, strict=True))


def _counts(
    query: SearchQuery, facet: str, columns: Columns, matching: Mask
) -> tuple[FacetCount, ...]:
    column = columns.facets[facet]
    counts = column.counts(matching)
    if none := int(np.count_nonzero(matching & column.having_none())):
        counts[NONE] = none
    for value in (*query.chosen(facet), *query.rejected(facet)):
        counts.setdefault(value, 0)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(FacetCount(value, count) for value, count in ordered)


def _common_year(first: int, last: int) -> int | None:
    if last > date.max.toordinal() or first > last:
        return None
    year = date.fromordinal(first).year
    return year if date.fromordinal(last).year == year else None


def _days(ordinals: Integers) -> np.ndarray:
    return (ordinals - _EPOCH).astype("datetime64[D]")
