"""A table of countries as a map, its counts in classes of about equally many countries."""

from dataclasses import dataclass

from archive.analysis import Table
from archive.analysis.map import DRAWN, HEIGHT, WIDTH
from archive.search import NONE
from archive.web.analysis._grid import GridCell, Scale, column_values, href


@dataclass(frozen=True, slots=True)
class Land:
    """A country that is named: its shape, its shade, its articles."""

    slug: str
    title: str
    href: str
    level: int


@dataclass(frozen=True, slots=True)
class World:
    """The map, its legend, and the countries that are named but not drawn."""

    width: int
    height: int
    lands: tuple[Land, ...]
    legend: tuple[GridCell, ...]
    not_drawn: tuple[GridCell, ...]


def make_world(table: Table) -> World | None:
    """Return the map of a table whose rows are countries, with their counts in column 1."""
    rows = [row for row in table.rows if row.head.slug != NONE]
    if not rows:
        return None
    counts = column_values(table, 1)[: len(rows)]
    scale = Scale(counts)
    named = list(zip(rows, counts, strict=True))
    return World(
        width=WIDTH,
        height=HEIGHT,
        lands=tuple(
            Land(row.head.slug, f"{row.head.value}: {count:,}", href(row.head), scale.level(count))
            for row, count in named
            if row.head.slug in DRAWN
        ),
        legend=tuple(GridCell(words, level=level) for level, words in scale.classes()),
        not_drawn=tuple(
            GridCell(f"{row.head.value} ({count:,})", href(row.head))
            for row, count in named
            if row.head.slug not in DRAWN
        ),
    )
