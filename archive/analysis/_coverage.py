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

    A month is silent when a source has articles before it and none in it.
    """
    span = subject.matches.dates()
    months = _last_months(subject, span)
    slugs = tuple(slug for slug, _ in subject.top("source", _SOURCES))
    subject.names.add_sources(slugs)
    axis = PeriodAxis(months)
    counts = subject.matches.cross(FacetAxis("source", (*slugs, NONE)), axis)
    totals = subject.matches.counts(axis)
    counted_at = {("", month): count for month, count in totals.items()} | dict(counts)
    rows = [_row(subject, slug, months, counted_at) for slug in ("", *slugs, NONE)]
    return Table(
        name="coverage",
        title="Coverage by month and source",
        query=subject.query,
        total=subject.total,
        columns=(
            Column("source", "Source", "name"),
            Column("silent", "Silent months", "number"),
            *(
                Column(
                    month.first.strftime("%Y-%m"),
                    _periods.short(month),
                    query=subject.during(month),
                )
                for month in months
            ),
        ),
        rows=tuple(row for row in rows if _counts(row)),
        reading="A month is silent when the source has articles before it and none in it.",
        notes=(*_left_out(subject, span, months), *date_notes(subject, span)),
        nothing="Nothing here is dated, so no month can have a gap." if subject.total else "",
    )


def _column(subject: Subject, month: Period) -> Column:
    name = f"{month.first:%Y-%m}"
    return Column(name, _periods.short(month), query=subject.during(month))


def _last_months(subject: Subject, span: DateSpan) -> tuple[Period, ...]:
    if not (span.first and span.last):
        return ()
    last = min(span.last, subject.today) if span.first <= subject.today else span.last
    return _periods.months(span.first, last)[-_MONTHS:]


def _row(
    subject: Subject, slug: str, months: tuple[Period, ...], counts: Mapping[tuple[Key, Key], int]
) -> Row:
    """Return the months of one source; of all articles for none."""
    query = subject.having("source", slug) if slug else subject.query
    found = [counts.get((slug, month), 0) for month in months]
    cells = (
        counted(count, during(query, month) if query else None)
        for month, count in zip(months, found, strict=True)
    )
    return Row((Cell(_name(subject, slug), query, slug), Cell(_silent(found)), *cells))


def _silent(counts: list[int]) -> int:
    """Return how many months have nothing after the first that has something."""
    first = next((place for place, count in enumerate(counts) if count), len(counts))
    return counts[first:].count(0)


def _counts(row: Row) -> bool:
    return any(cell.value for cell in row.cells[2:])


def _name(subject: Subject, slug: str) -> str:
    if not slug:
        return "All articles"
    return "No source" if slug == NONE else subject.names.of("source", slug)


def _left_out(subject: Subject, span: DateSpan, months: tuple[Period, ...]) -> tuple[Note, ...]:
    notes = []
    if months and span.first and span.first < months[0].first:
        earlier = Period(span.first, months[0].first - timedelta(days=1))
        count = subject.matches.counts(PeriodAxis((earlier,))).get(earlier, 0)
        noun = "article" if count == 1 else "articles"
        words = f"Shown are the last {len(months)} months; {count:,} {noun} came before them."
        notes.append(Note(words, subject.during(earlier)))
    if (known := len(subject.counts("source"))) > _SOURCES:
        words = f"Looked at are the {_SOURCES} sources with most articles, of {known:,}."
        notes.append(Note(words))
    return tuple(notes)
