"""Two searches side by side."""

from collections.abc import Iterator

from archive.analysis import _periods
from archive.analysis._subject import Subject, open_subject
from archive.analysis._table import Cell, Column, Row, Table, counted, percent
from archive.search import (
    Period,
    PeriodAxis,
    SearchQuery,
    WordCount,
    log_likelihood,
    stems_of,
)

_VALUES = 12  # of a facet
_WORDS = 15  # of each search
_FACETS = {"mineral": "Minerals", "country": "Countries", "source": "Sources"}
_HEADINGS = {"mineral": "Mineral", "country": "Country", "source": "Source"}


def compare(query: SearchQuery, other: SearchQuery) -> tuple[Table, ...]:
    """Return what two searches find: how much of it is the same, when, about what, in what words.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    first = open_subject(query)
    second = first.asking(other)
    tables = (_both(first, second), _over_time(first, second))
    return (*tables, *(_facet(first, second, name) for name in _FACETS), _words(first, second))


def _both(first: Subject, second: Subject) -> Table:
    common = first.matches.common(second.matches)
    rows = (
        Row((Cell("First search"), counted(first.total, first.query))),
        Row((Cell("Second search"), counted(second.total, second.query))),
        Row((Cell("In both"), Cell(common))),
        Row((Cell("Only in the first"), Cell(first.total - common))),
        Row((Cell("Only in the second"), Cell(second.total - common))),
    )
    columns = (Column("articles_of", "Articles", "name"), Column("articles", "Number", "number"))
    return _table(first, "overlap", "How much is the same", columns, rows)


def _over_time(first: Subject, second: Subject) -> Table:
    spans = [subject.matches.dates() for subject in (first, second)]
    firsts = [span.first for span in spans if span.first]
    lasts = [span.last for span in spans if span.last]
    periods = _periods.suitable(min(firsts), max(lasts)) if firsts else ()
    axis = PeriodAxis(periods)
    counts = [subject.matches.counts(axis) for subject in (first, second)]

    def row(period: Period) -> Row:
        one, two = (found.get(period, 0) for found in counts)
        head = Cell(_periods.in_words(period), slug=_periods.short(period))
        cells = counted(one, first.during(period)), counted(two, second.during(period))
        return Row((head, *cells))

    columns = (Column("period", "Period", "name"), *_sides(first, second))
    return _table(first, "timeline", "Over time", columns, tuple(map(row, periods)))


def _facet(first: Subject, second: Subject, facet: str) -> Table:
    """Return the values that take the largest share of either search."""
    counts = first.counts(facet), second.counts(facet)
    shares = {
        slug: max(
            percent(counts[0].get(slug, 0), first.total),
            percent(counts[1].get(slug, 0), second.total),
        )
        for slug in {*counts[0], *counts[1]}
    }
    chosen = sorted(shares, key=lambda slug: (-shares[slug], slug))[:_VALUES]
    if facet == "source":
        first.names.add_sources(chosen)

    def row(slug: str) -> Row:
        one, two = counts[0].get(slug, 0), counts[1].get(slug, 0)
        return Row(
            (
                Cell(first.names.of(facet, slug), slug=slug),
                *_side(first, one, first.having(facet, slug)),
                *_side(second, two, second.having(facet, slug)),
                Cell(round(percent(one, first.total) - percent(two, second.total), 1)),
            )
        )

    columns = (
        Column(facet, _HEADINGS[facet], "name"),
        *_shared_sides(first, second),
        Column("difference", "Difference", "points"),
    )
    return _table(first, facet, _FACETS[facet], columns, tuple(map(row, chosen)))


def _words(first: Subject, second: Subject) -> Table:
    """Return the words that tell the one search from the other."""
    asked = stems_of(f"{first.query.text} {second.query.text}")
    found = first.matches.words(second.matches, _WORDS + len(asked))
    words = [word for word in found if not stems_of(word.word) & asked]
    rows = tuple(_word_rows(first, second, words))
    columns = (
        Column("word", "Word", "name"),
        Column("direction", "More often in", "name"),
        *_shared_sides(first, second),
        Column("g2", "G²", "score"),
    )
    return _table(first, "terms", "Telling words", columns, rows)


def _word_rows(first: Subject, second: Subject, words: list[WordCount]) -> Iterator[Row]:
    shown = {True: 0, False: 0}
    for word, one, two in words:
        score = log_likelihood(one, first.total, two, second.total)
        shown[score > 0] += 1
        if shown[score > 0] > _WORDS:
            continue
        yield Row(
            (
                Cell(word, slug=word),
                Cell("the first" if score > 0 else "the second"),
                *_side(first, one, first.containing(word)),
                *_side(second, two, second.containing(word)),
                Cell(round(abs(score), 1)),
            )
        )


def _side(subject: Subject, count: int, query: SearchQuery | None) -> tuple[Cell, Cell]:
    return counted(count, query), Cell(percent(count, subject.total))


def _sides(first: Subject, second: Subject) -> tuple[Column, Column]:
    return (
        Column("first", "First", query=first.query),
        Column("second", "Second", query=second.query),
    )


def _shared_sides(first: Subject, second: Subject) -> tuple[Column, ...]:
    one, two = _sides(first, second)
    return (
        one,
        Column("first_share", "First %", "percent"),
        two,
        Column("second_share", "Second %", "percent"),
    )


def _table(
    subject: Subject, name: str, title: str, columns: tuple[Column, ...], rows: tuple[Row, ...]
) -> Table:
    return Table(name, title, subject.query, subject.total, columns, rows)
