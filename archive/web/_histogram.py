"""Articles over time as bars that are links, with the same numbers as a list."""

from calendar import month_name, monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.search import UNDATED, YEAR_UNKNOWN, SearchQuery, SearchResult
from archive.web._links import Link, search_href
from archive.web._panels import FacetValue, make_value

WIDTH, HEIGHT = 240, 72  # of the drawing, in its own units
_GAP = 2
_MIN_BARS = 6  # a few wide slabs would look like more than they are
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

    @property
    def written(self) -> str:
        """Return the count as it is read."""
        return f"{self.count:,}"

    @property
    def name(self) -> str:
        """Return the bar in words: `March 2024: 1 article`."""
        return f"{self.label}: {self.written} article{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Histogram:
    """The date facet: bars of years, of months or of days; `up` leads out again, step by step."""

    bars: tuple[Bar, ...]
    up: tuple[Link, ...]
    rest: tuple[FacetValue, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


Bucket = tuple[str, str, str, int]  # label, after, before, count


def make_histogram(result: SearchResult) -> Histogram | None:
    """Return the histogram of a result; None when no article has a date to show."""
    query = result.query
    buckets = _buckets(result)
    rest = tuple(_rest(result))
    if not (buckets or rest):
        return None
    return Histogram(
        bars=_bars(query, buckets),
        up=tuple(_up(query)),
        rest=rest,
        first=buckets[0][0] if buckets else "",
        last=buckets[-1][0] if buckets else "",
    )


def _buckets(result: SearchResult) -> list[Bucket]:
    """Return the finest buckets that the dates asked for have."""
    if result.days:
        return _days(result.days)
    if result.months:
        return _months(result.months)
    query = result.query
    if query.after and query.before and _step(result.years) > 1:
        first, last = int(query.after[:4]), int(query.before[:4])
        return _years(tuple(pair for pair in result.years if first <= pair[0] <= last))
    return _years(result.years)


def _up(query: SearchQuery) -> Iterator[Link]:
    """Yield the ways to wider dates, the widest first."""
    if not (query.after or query.before):
        return
    bare = query.without_facet("date")
    yield Link("All years", search_href(bare.between("", "")))
    year, month = query.after[:4], query.after[:7]
    if len(query.after) > 4 and query.before[:4] == year:
        yield Link(year, search_href(bare.between(year, year)))
    if len(query.after) > 7 and query.before[:7] == month:
        yield Link(_month_in_words(month), search_href(bare.between(month, month)))


def _rest(result: SearchResult) -> Iterator[FacetValue]:
    """Return the values of the date facet that no bar can show."""
    counts = (
        (UNDATED, "Undated", result.undated),
        (YEAR_UNKNOWN, "Year unknown", result.year_unknown),
    )
    for value, label, count in counts:
        is_chosen = value in result.query.chosen("date")
        if count or is_chosen:
            known = None if result.facets is None else count
            yield make_value(result.query, "date", value, label, known)


def _days(days: Iterable[tuple[str, int]]) -> list[Bucket]:
    counts = dict(days)
    month = min(counts)[:7]
    length = monthrange(int(month[:4]), int(month[5:]))[1]
    keys = [f"{month}-{day:02d}" for day in range(1, length + 1)]
    words = _month_in_words(month)
    return [(f"{int(key[8:])} {words}", key, key, counts.get(key, 0)) for key in keys]


def _months(months: Iterable[tuple[str, int]]) -> list[Bucket]:
    counts = dict(months)
    year = min(counts)[:4]
    keys = [f"{year}-{month:02d}" for month in range(1, 13)]
    return [(_month_in_words(key), key, key, counts.get(key, 0)) for key in keys]


def _month_in_words(month: str) -> str:
    return f"{month_name[int(month[5:7])]} {month[:4]}"


def _years(years: tuple[tuple[int, int], ...]) -> list[Bucket]:
    if not years:
        return []
    last = years[-1][0]
    first = min(years[0][0], last - _MIN_BARS + 1)
    step = _step(years)
    starts = range(first - first % step, last + 1, step)
    counts = dict.fromkeys(starts, 0)
    for year, count in years:
        counts[year - year % step] += count
    return [_year_bucket(start, step, count) for start, count in counts.items()]


def _step(years: tuple[tuple[int, int], ...]) -> int:
    """Return how many years one bar stands for."""
    span = years[-1][0] - years[0][0] if years else 0
    return next((step for step in _STEPS if span // step < _MAX_BARS), 1000)


def _year_bucket(start: int, step: int, count: int) -> Bucket:
    after, before = f"{max(start, 1):04d}", f"{start + step - 1:04d}"
    return (after if step == 1 else f"{after} to {before}", after, before, count)


def _bars(query: SearchQuery, buckets: list[Bucket]) -> tuple[Bar, ...]:
    if not buckets:
        return ()
    largest = max(count for *_, count in buckets) or 1
    slot = WIDTH / len(buckets)
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
