"""Which source has articles in which month, and where there are gaps."""

from collections.abc import Mapping
from datetime import timedelta

from archive.analysis import _periods
from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Note, Row, Table, counted
from archive.analysis._timeline import date_notes
from archive.search import NONE, DateSpan, FacetAxis, Key, Period, PeriodAxis, during

_MONTHS = 24
_SOURCES = 15


def coverage(subject: Subject) -> Table:
    """Return how many articles each source has in each month, and its silent months.

    A month is silent when a source has articles before it and none in it. Sources that are
    silent in every month come last.
    """
    span = subject.matches.dates()
    months = _last_months(subject, span)
    periods = (*_earlier(span, months), *months)
    slugs = _sources(subject, periods)
    subject.names.add_sources(slugs)
    axis = PeriodAxis(periods)
    counts = subject.matches.cross(FacetAxis("source", (*slugs, NONE)), axis)
    totals = subject.matches.counts(axis)
    counted_at = {("", period): count for period, count in totals.items()} | dict(counts)
    rows = [_row(subject, slug, periods, counted_at) for slug in ("", *slugs, NONE)]
    return Table(
        name="coverage",
        title="Coverage by month and source",
        query=subject.query,
        total=subject.total,
        columns=(
            Column("source", "Source", "name"),
            Column("silent", "Silent months", "number"),
            *(_column(subject, period, is_month=period in months) for period in periods),
        ),
        rows=tuple(row for row in rows if any(cell.value for cell in row.cells[2:])),
        reading="A month is silent when the source has articles before it and none in it.",
        notes=(*_left_out(subject, slugs), *date_notes(subject, span)),
        nothing="Nothing here is dated, so no month can have a gap." if subject.total else "",
    )


def _last_months(subject: Subject, span: DateSpan) -> tuple[Period, ...]:
    if not (span.first and span.last):
        return ()
    last = min(span.last, subject.today) if span.first <= subject.today else span.last
    return _periods.months(span.first, last)[-_MONTHS:]


def _earlier(span: DateSpan, months: tuple[Period, ...]) -> tuple[Period, ...]:
    """Return the time before the months, if anything is dated in it."""
    if not (months and span.first and span.first < months[0].first):
        return ()
    return (Period(span.first, months[0].first - timedelta(days=1)),)


def _sources(subject: Subject, periods: tuple[Period, ...]) -> tuple[str, ...]:
    """Return the largest sources, and at the end as many that have articles only earlier."""
    silent = _silent_throughout(subject, periods) if len(periods) > _MONTHS else set()
    ranked = [slug for slug, _ in subject.top("source", len(subject.counts("source")))]
    largest = ranked[:_SOURCES]
    return (
        *(slug for slug in largest if slug not in silent),
        *[slug for slug in ranked if slug in silent][:_SOURCES],
    )


def _silent_throughout(subject: Subject, periods: tuple[Period, ...]) -> set[Key]:
    """Return the sources that have articles in the first period and in no other."""
    earlier, since = periods[0], Period(periods[1].first, periods[-1].last)
    counts = subject.matches.cross(FacetAxis("source"), PeriodAxis((earlier, since)))
    slugs = {slug for slug, _ in counts}
    return {slug for slug in slugs if counts.get((slug, earlier)) and not counts.get((slug, since))}


def _column(subject: Subject, period: Period, *, is_month: bool) -> Column:
    name = f"{period.first:%Y-%m}" if is_month else "earlier"
    label = _periods.short(period) if is_month else "Earlier"
    return Column(name, label, query=subject.during(period))


def _row(
    subject: Subject, slug: str, periods: tuple[Period, ...], counts: Mapping[tuple[Key, Key], int]
) -> Row:
    """Return the periods of one source; of all articles for none."""
    query = subject.having("source", slug) if slug else subject.query
    found = [counts.get((slug, period), 0) for period in periods]
    cells = (
        counted(count, during(query, period) if query else None)
        for period, count in zip(periods, found, strict=True)
    )
    return Row((Cell(_name(subject, slug), query, slug), Cell(_silent(found)), *cells))


def _silent(counts: list[int]) -> int:
    """Return how many months have nothing after the first that has something."""
    first = next((place for place, count in enumerate(counts) if count), len(counts))
    return counts[first:].count(0)


def _name(subject: Subject, slug: str) -> str:
    if not slug:
        return "All articles"
    return "No source" if slug == NONE else subject.names.of("source", slug)


def _left_out(subject: Subject, shown: tuple[str, ...]) -> tuple[Note, ...]:
    known = len(subject.counts("source"))
    if known <= len(shown):
        return ()
    return (
        Note(
            f"Looked at are {len(shown)} sources of {known:,}: those with most articles, and those "
            "with most of them that are silent in every month."
        ),
    )
