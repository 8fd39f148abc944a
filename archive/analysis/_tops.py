"""Which values most articles have: sources, and countries for the map."""

from archive.analysis._subject import Subject
from archive.analysis._table import Cell, Column, Note, Row, Table, counted, percent
from archive.search import NONE

_SOURCES = 30
_LABELS = {"source": "Source", "country": "Country", "mineral": "Mineral"}


def sources(subject: Subject) -> Table:
    """Return the sources of most articles."""
    known = len(subject.counts("source"))
    subject.names.add_sources(slug for slug, _ in subject.top("source", _SOURCES))
    shown = Note(f"Shown are the {_SOURCES} sources with most articles, of {known:,}.")
    return _top(
        subject,
        "source",
        _SOURCES,
        title="Top sources",
        reading="A source is who published the article.",
        notes=(shown,) if known > _SOURCES else (),
    )


def countries(subject: Subject) -> Table:
    """Return every country that is named, for the map."""
    return _top(
        subject,
        "country",
        len(subject.names.all("country")),
        title="Countries named",
        reading="An article that names two countries counts for both.",
        notes=(),
    )


def _top(
    subject: Subject, facet: str, limit: int, *, title: str, reading: str, notes: tuple[Note, ...]
) -> Table:
    rows = [
        _row(subject, facet, slug, subject.names.of(facet, slug), count)
        for slug, count in subject.top(facet, limit)
    ]
    if rows and (lacking := subject.lacking_any(facet)):
        rows.append(_row(subject, facet, NONE, f"No {facet}", lacking))
    return Table(
        name="sources" if facet == "source" else "map",
        title=title,
        query=subject.query,
        total=subject.total,
        columns=(
            Column(facet, _LABELS[facet], "name"),
            Column("articles", "Articles"),
            Column("share", "Of all", "percent"),
        ),
        rows=tuple(rows),
        reading=reading,
        notes=notes,
    )


def _row(subject: Subject, facet: str, slug: str, name: str, count: int) -> Row:
    query = subject.having(facet, slug)
    cells = Cell(name, query, slug), counted(count, query), Cell(percent(count, subject.total))
    return Row(cells)
