"""Facet counts and the date histogram, summed over the segments from one matching set each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter

import numpy as np

from archive.search._facets import FACET_NAMES
from archive.search._query import NONE, SearchQuery
from archive.search._result import FacetCount
from archive.search.engines.whoosh import _constraints
from archive.search.engines.whoosh._building import NO_MONTH
from archive.search.engines.whoosh._found import SegmentMatch
from archive.search.engines.whoosh._schema import UNDATED_ORDINAL, YEAR_UNKNOWN_ORDINAL
from archive.search.engines.whoosh._segment import Array, Documents
from archive.search.engines.whoosh._snapshot import LiveSegment

_Dated = Sequence[tuple[LiveSegment, Documents]]


def facet_counts(
    query: SearchQuery, matches: Sequence[SegmentMatch]
) -> dict[str, tuple[FacetCount, ...]]:
    """Return the counts of each facet, its own choices left out."""
    return {facet: _counts(query, facet, matches) for facet in FACET_NAMES}


class DateCounts:
    """When the matches are dated, the date's own choices left out."""

    def __init__(self, matches: Iterable[SegmentMatch]) -> None:
        self._found: _Dated = [
            (match.segment, match.all_but(_constraints.DATE)) for match in matches
        ]
        self._months = _summed(
            segment.column("first_month")[documents] for segment, documents in self._found
        )

    def years(self) -> tuple[tuple[int, int], ...]:
        """Return (year, count) of the dated matches, in order."""
        years: Counter[int] = Counter()
        for month, count in self._months.items():
            if month != NO_MONTH:
                years[month // 12] += count
        return tuple(sorted(years.items()))

    def months(self, query: SearchQuery) -> tuple[tuple[str, int], ...]:
        """Return (YYYY-MM, count) when the dates asked for lie in one year."""
        asked = _constraints.day_range(query)
        year = asked and _common_year(*asked)
        if not year:
            return ()
        months = _summed(_certain_months(*found) for found in self._found)
        return tuple(
            (f"{month // 12:04}-{month % 12 + 1:02}", count)
            for month, count in sorted(months.items())
            if month // 12 == year
        )

    def days(self, query: SearchQuery) -> tuple[tuple[str, int], ...]:
        """Return (YYYY-MM-DD, count) when the dates asked for lie in one month."""
        asked = _constraints.day_range(query)
        if not asked or not _same_month(*asked):
            return ()
        first, last = asked
        days = _summed(_certain_days(*found) for found in self._found)
        return tuple(
            (date.fromordinal(day).isoformat(), count)
            for day, count in sorted(days.items())
            if first <= day <= last
        )

    def undated(self) -> int:
        """Return how many matches have no date at all."""
        return self._having(UNDATED_ORDINAL)

    def year_unknown(self) -> int:
        """Return how many matches have a day without its year."""
        return self._having(YEAR_UNKNOWN_ORDINAL)

    def _having(self, ordinal: int) -> int:
        if not self._months[NO_MONTH]:
            return 0
        return sum(
            int(np.count_nonzero(segment.first_day[documents] == ordinal))
            for segment, documents in self._found
        )


def _counts(
    query: SearchQuery, facet: str, matches: Sequence[SegmentMatch]
) -> tuple[FacetCount, ...]:
    field = _constraints.field_of(query, facet)
    totals: dict[str, int] = {}
    lacking = 0
    for match in matches:
        none, counts = match.counts(facet, field)
        lacking += none
        if totals:
            for value, count in counts.items():
                totals[value] = totals.get(value, 0) + count
        else:
            totals = counts
    if lacking:
        totals[NONE] = totals.get(NONE, 0) + lacking
    for value in (*query.chosen(facet), *query.rejected(facet)):
        totals.setdefault(value, 0)
    ordered = sorted(totals.items())
    ordered.sort(key=itemgetter(1), reverse=True)  # equals stay in the order of their names
    return tuple(map(FacetCount._make, ordered))


def _certain_months(segment: LiveSegment, documents: Documents) -> Array:
    """Return the months of the documents that are dated within one; a bare year has none."""
    first = segment.column("first_month")[documents]
    certain: Array = first[first == segment.column("last_month")[documents]]
    return certain


def _certain_days(segment: LiveSegment, documents: Documents) -> Array:
    """Return the days of the documents that are dated on one."""
    first = segment.first_day[documents]
    certain: Array = first[(first > 0) & (first == segment.last_day[documents])]
    return certain


def _summed(parts: Iterable[Array]) -> Counter[int]:
    """Return how often each number occurs."""
    totals: Counter[int] = Counter()
    for part in parts:
        if not len(part):
            continue
        least = int(part.min())
        counts = np.bincount(part - least)
        present = np.flatnonzero(counts)
        found = zip((present + least).tolist(), counts[present].tolist(), strict=True)
        totals.update(dict(found))
    return totals


def _common_year(first: int, last: int) -> int | None:
    if last > date.max.toordinal() or first > last:
        return None
    year = date.fromordinal(first).year
    return year if date.fromordinal(last).year == year else None


def _same_month(first: int, last: int) -> bool:
    if _common_year(first, last) is None:
        return False
    return date.fromordinal(first).month == date.fromordinal(last).month
