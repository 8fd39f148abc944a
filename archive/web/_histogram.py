"""Articles over time as bars that are links, with the same numbers as a list."""

from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass

from archive.search import UNDATED, YEAR_UNKNOWN, SearchQuery, SearchResult
from archive.web._links import Link, search_href

WIDTH, HEIGHT = 240, 72  # of the drawing, in its own units
_GAP = 2
_MAX_BARS = 30
_STEPS = (1, 2, 5, 10, 20, 50, 100)  # years in one bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket: where it links to, and its rectangle in the drawing."""

    label: str
    count: int
    href: str
    is_current: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def slot_width(self) -> float:
        """Return the width that reacts to a pointer: the bar and the gap beside it."""
        return self.width + _GAP


@dataclass(frozen=True, slots=True)
class Histogram:
    """The date facet: bars of years, or of months inside one year."""

    bars: tuple[Bar, ...]
    back: Link | None
    undated: Link | None
    year_unknown: Link | None
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


Bucket = tuple[str, str, str, int]  # label, after, before, count


def make_histogram(result: SearchResult) -> Histogram | None:
    """Return the histogram of a result; None when no article has a date to show."""
    query = result.query
    buckets = _months(result.months) if result.months else _years(result.years)
    undated = _facet_link(query, UNDATED, "Undated", result.undated)
    year_unknown = _facet_link(query, YEAR_UNKNOWN, "Year unknown", result.year_unknown)
    if not (buckets or undated or year_unknown):
        return None
    is_narrowed = bool(query.after or query.before)
    return Histogram(
        bars=_bars(query, buckets),
        back=Link("All years", search_href(query.between("", ""))) if is_narrowed else None,
        undated=undated,
        year_unknown=year_unknown,
        first=buckets[0][0] if buckets else "",
        last=buckets[-1][0] if buckets else "",
    )


def _facet_link(query: SearchQuery, value: str, label: str, count: int) -> Link | None:
    is_chosen = value in query.chosen("date")
    if not (count or is_chosen):
        return None
    href = search_href(query.between("", "").toggled("date", value))
    return Link(f"{label} ({count:,})", href, is_current=is_chosen)


def _months(months: Iterable[tuple[str, int]]) -> list[Bucket]:
    counts = dict(months)
    year = min(counts)[:4]
    keys = [f"{year}-{month:02d}" for month in range(1, 13)]
    return [(f"{month_name[int(key[5:])]} {year}", key, key, counts.get(key, 0)) for key in keys]


def _years(years: tuple[tuple[int, int], ...]) -> list[Bucket]:
    if not years:
        return []
    first, last = years[0][0], years[-1][0]
    step = next((step for step in _STEPS if (last - first) // step < _MAX_BARS), 1000)
    starts = range(first - first % step, last + 1, step)
    counts = dict.fromkeys(starts, 0)
    for year, count in years:
        counts[year - year % step] += count
    return [_year_bucket(start, step, count) for start, count in counts.items()]


def _year_bucket(start: int, step: int, count: int) -> Bucket:
    after, before = f"{max(start, 1):04d}", f"{start + step - 1:04d}"
    return (after if step == 1 else f"{after} to {before}", after, before, count)


def _bars(query: SearchQuery, buckets: list[Bucket]) -> tuple[Bar, ...]:
    if not buckets:
        return ()
    largest = max(count for *_, count in buckets) or 1
    slot = WIDTH / max(len(buckets), 6)
    bars = []
    for index, (label, after, before, count) in enumerate(buckets):
        # A bucket with one article among thousands stays visible.
        height = max(2.0, count / largest * HEIGHT) if count else 0.0
        bars.append(
            Bar(
                label=label,
                count=count,
                href=search_href(_without_date_facet(query).between(after, before)),
                is_current=(query.after, query.before) == (after, before),
                x=round(index * slot, 2),
                y=round(HEIGHT - height, 2),
                width=round(slot - _GAP, 2),
                height=round(height, 2),
            )
        )
    return tuple(bars)


def _without_date_facet(query: SearchQuery) -> SearchQuery:
    return query.without_facet("date")
