"""Articles over time, split by mineral or country."""

from collections.abc import Mapping
from datetime import date, timedelta

from archive.analysis import _periods
from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Note, Row, Table, counted
from archive.search import (
    OTHERS,
    UNDATED,
    YEAR_UNKNOWN,
    DateSpan,
    FacetAxis,
    Key,
    Period,
    PeriodAxis,
    during,
    having,
)

SERIES = 6
_STRAY = 0.02  # share of articles that may be dated long before the others
_LABELS = {"mineral": "minerals", "country": "countries"}

Counts = Mapping[tuple[Key, Key], int]


def timeline(subject: Subject, by: str) -> Table:
    """Return how many articles there are in each period: all, with each of the top values, others.

    An article with two minerals counts with both.
    """
    span = subject.matches.dates()
    periods = _chosen_periods(subject, span)
    slugs = tuple(slug for slug, _ in subject.top(by, SERIES))
    axis = PeriodAxis(periods)
    totals = subject.matches.counts(axis)
    counts = subject.matches.cross(axis, FacetAxis(by, slugs, has_others=True))
    rows = (_row(subject, by, slugs, period, totals.get(period, 0), counts) for period in periods)
    return Table(
        name="timeline",
        title="Articles over time",
        query=subject.query,
        total=subject.total,
        columns=_columns(subject, by, slugs),
        rows=tuple(rows) if span.dated else (),
        reading=f"An article that names two {_LABELS[by]} counts with both, and once in “All”.",
        notes=date_notes(subject, span),
    )


def date_notes(subject: Subject, span: DateSpan) -> tuple[Note, ...]:
    """Say which articles no period shows, and which count in several."""
    notes = []
    for count, value, words in (
        (span.undated, UNDATED, "without a date"),
        (span.year_unknown, YEAR_UNKNOWN, "of an unknown year"),
    ):
        if count:
            notes.append(Note(f"Not shown: {_articles(count)} {words}.", subject.dated_as(value)))
    if span.vague:
        told = "is" if span.vague == 1 else "are"
        notes.append(
            Note(
                f"{_articles(span.vague)} {told} dated only to a month or a year: "
                "each counts in every period in which it may lie, as in a search."
            )
        )
    return tuple(notes)


def main_periods(subject: Subject, span: DateSpan) -> tuple[Period, ...]:
    """Return the periods in which nearly all articles lie; a few strays may lie before them."""
    first, last = span.first, span.last
    if not (first and last):
        return ()
    years = tuple(
        Period(date(year, 1, 1), date(year, 12, 31)) for year in range(first.year, last.year + 1)
    )
    counts, strays = subject.matches.counts(PeriodAxis(years)), 0
    for period in years:
        strays += counts.get(period, 0)
        if strays > span.dated * _STRAY:
            first = max(first, period.first)
            break
    return _periods.suitable(first, last)


def _chosen_periods(subject: Subject, span: DateSpan) -> tuple[Period, ...]:
    periods = main_periods(subject, span)
    if periods and span.first and span.first < periods[0].first:
        return Period(date.min, periods[0].first - timedelta(days=1)), *periods
    return periods


def _columns(subject: Subject, by: str, slugs: tuple[str, ...]) -> tuple[Column, ...]:
    others = "None of these" if slugs else f"Without {_LABELS[by]}"
    return (
        Column("period", "Period", "name"),
        Column("all", "All", query=subject.query),
        *(
            Column(slug, subject.names.of(by, slug), query=subject.having(by, slug))
            for slug in slugs
        ),
        Column("others", others, query=subject.lacking(by, slugs)),
    )


def _row(
    subject: Subject, by: str, slugs: tuple[str, ...], period: Period, total: int, counts: Counts
) -> Row:
    within = subject.during(period)
    cells = [Cell(_periods.in_words(period), within if total else None, _periods.short(period))]
    cells.append(counted(total, within))
    for slug in slugs:
        query = having(within, by, slug, subject.matches.read_as)
        cells.append(counted(counts.get((period, slug), 0), query))
    others = during(subject.lacking(by, slugs), period)
    return Row((*cells, counted(counts.get((period, OTHERS), 0), others)))


def _articles(count: int) -> str:
    return f"{count:,} article" if count == 1 else f"{count:,} articles"
