"""What articles are about more, or less, than in the equal period before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from archive.analysis import _periods
from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Note, Row, Table, counted, percent
from archive.edtf import parse
from archive.search import (
    DateSpan,
    FacetAxis,
    Key,
    Period,
    PeriodAxis,
    SearchQuery,
    containing,
    during,
    having,
    stems_of,
)

_Z = 2.576  # of the normal distribution: 99 % lie within
_SHOWN = 12  # of a kind, in each direction
_WORDS = 15
RISE, FALL = "rose", "fell"
KINDS = ("mineral", "country", "word")


@dataclass(frozen=True, slots=True)
class Periods:
    """Two equal periods, and how many articles lie in each."""

    before: Period
    now: Period
    total_before: int
    total_now: int


@dataclass(frozen=True, slots=True)
class Change:
    """How often something is named now and before; `least` is the change that is certain.

    `least` is how many times its share of the articles grew at least: 1.5 when half as much
    again, 0.5 when it fell at least to a half, 1 when chance may explain it all.
    """

    kind: str
    name: str
    slug: str
    now: int
    before: int
    least: float


def surges(subject: Subject) -> Table:
    """Return the minerals, countries and words whose share of the articles changed.

    Without dates, the last full twelve months are compared with the twelve before.
    """
    span = subject.matches.dates()
    period = _asked(subject, span)
    earlier = _periods.previous(period) if period else None
    if not (period and earlier):
        return _table(subject, (), (), "Nothing here is dated, so no period has one before it.")
    bare = subject.query.between("", "").without_facet("date")
    whole = subject.asking(during(bare, Period(earlier.first, period.last)))
    axis = PeriodAxis((earlier, period))
    totals = whole.matches.counts(axis)
    periods = Periods(earlier, period, totals.get(earlier, 0), totals.get(period, 0))
    changes = [*_strongest([*_named(whole, axis, periods), *_worded(whole, periods)])]
    rows = tuple(_row(whole, periods, change) for change in changes)
    nothing = _without_change(KINDS)
    if not (periods.total_before and periods.total_now):
        nothing = "One of the two periods has no articles, so there is nothing to compare."
    unchanged = [kind for kind in KINDS if kind not in {change.kind for change in changes}]
    steady = (Note(_without_change(unchanged)),) if rows and unchanged else ()
    return _table(subject, rows, (*steady, *_notes(subject, whole, periods)), nothing)


def _without_change(kinds: Sequence[str]) -> str:
    names = " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
    return f"No {names} is named so much more or less that it cannot be chance."


def certain_change(now: int, total_now: int, before: int, total_before: int) -> float:
    """Return how many times a share grew at least, or fell at most; 1 when it may be chance.

    Of all articles that name a thing, the part that lies now follows a binomial distribution;
    its 99 % interval after E. B. Wilson (1927) holds for small counts, too. What is named by
    three articles and by none before is no surge.
    """
    seen = now + before
    if not (seen and total_now and total_before):
        return 1.0
    part, square = now / seen, _Z * _Z
    centre = (part + square / (2 * seen)) / (1 + square / seen)
    reach = _Z * sqrt(part * (1 - part) / seen + square / (4 * seen * seen)) / (1 + square / seen)
    size = total_now / total_before
    low, high = centre - reach, centre + reach
    if (least := low / (1 - low) / size) > 1:
        return least
    if high < 1 and (most := high / (1 - high) / size) < 1:
        return most
    return 1.0


def _asked(subject: Subject, span: DateSpan) -> Period | None:
    """Return the dates asked for, closed where they are open; else the last full year."""
    query = subject.query
    if not (query.after or query.before):
        return _periods.last_full_year(span, subject.today)
    if not (span.first and span.last):
        return None
    first = parse(query.after).earliest if query.after else span.first
    last = parse(query.before).latest if query.before else min(span.last, subject.today)
    return Period(first, last) if first and last and first <= last else None


def _named(whole: Subject, axis: PeriodAxis, periods: Periods) -> Iterator[Change]:
    for facet in KINDS[:2]:
        counts = whole.matches.cross(axis, FacetAxis(facet, tuple(whole.counts(facet))))
        for slug in whole.counts(facet):
            now, before = _both(counts, periods, slug)
            yield _change(periods, facet, whole.names.of(facet, slug), slug, (now, before))


def _both(counts: Mapping[tuple[Key, Key], int], periods: Periods, slug: str) -> tuple[int, int]:
    return counts.get((periods.now, slug), 0), counts.get((periods.before, slug), 0)


def _worded(whole: Subject, periods: Periods) -> Iterator[Change]:
    asked = stems_of(whole.query.text)
    now = whole.matches.matches(during(whole.query, periods.now))
    before = whole.matches.matches(during(whole.query, periods.before))
    for word, inside, outside in now.words(before, _WORDS + len(asked)):
        if not stems_of(word) & asked:
            yield _change(periods, KINDS[2], word, word, (inside, outside))


def _change(periods: Periods, kind: str, name: str, slug: str, counts: tuple[int, int]) -> Change:
    now, before = counts
    least = certain_change(now, periods.total_now, before, periods.total_before)
    return Change(kind, name, slug, now, before, least)


def _strongest(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield what rose most for certain, then what fell most, of one kind after the other."""
    certain = [change for change in changes if change.least != 1]
    for kind in KINDS:
        rising = [each for each in certain if each.kind == kind and each.least > 1]
        falling = [each for each in certain if each.kind == kind and each.least < 1]
        yield from sorted(rising, key=lambda each: (-each.least, each.name))[:_SHOWN]
        yield from sorted(falling, key=lambda each: (each.least, each.name))[:_SHOWN]


def _row(whole: Subject, periods: Periods, change: Change) -> Row:
    now, before = (_search(whole, period, change) for period in (periods.now, periods.before))
    return Row(
        (
            Cell(change.name, now if change.now else before, change.slug),
            Cell(change.kind),
            Cell(RISE if change.least > 1 else FALL),
            counted(change.now, now),
            counted(change.before, before),
            Cell(percent(change.now, periods.total_now)),
            Cell(percent(change.before, periods.total_before)),
            Cell(round(change.least, 2)),
        )
    )


def _search(whole: Subject, period: Period, change: Change) -> SearchQuery | None:
    query, read_as = during(whole.query, period), whole.matches.read_as
    if change.kind == KINDS[2]:
        return containing(query, f'"{change.slug}"', read_as)
    return having(query, change.kind, change.slug, read_as)


def _notes(subject: Subject, whole: Subject, periods: Periods) -> tuple[Note, ...]:
    now, before = (
        Note(f"{label}: {_periods.in_words(period)}, {total:,} articles.", whole.during(period))
        for label, period, total in (
            ("Now", periods.now, periods.total_now),
            ("Before", periods.before, periods.total_before),
        )
    )
    if subject.query.after or subject.query.before:
        return now, before
    chosen = "The search has no dates, so its last twelve full months are looked at."
    return Note(chosen), now, before


def _table(subject: Subject, rows: tuple[Row, ...], notes: tuple[Note, ...], nothing: str) -> Table:
    return Table(
        name="surges",
        title="Surges against the period before",
        query=subject.query,
        total=subject.total,
        columns=(
            Column("name", "What", "name"),
            Column("kind", "Kind", "name"),
            Column("change", "Its share", "name"),
            Column("now", "Articles now"),
            Column("before", "Articles before"),
            Column("share_now", "Share now", "percent"),
            Column("share_before", "Share before", "percent"),
            Column("least", "At least", "ratio"),
        ),
        rows=rows,
        reading=(
            "What takes a larger or smaller share of the articles than before. “At least” is "
            "the change that is 99 % certain, so that a few articles make no surge: × 2 is "
            "twice the share, ÷ 2 half of it."
        ),
        notes=notes,
        nothing=nothing if subject.total else "",
    )
