"""A table as the page shows it: words for its values, addresses for its searches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.analysis import Cell, Column, Row, Table
from archive.search import NONE
from archive.web._links import search_href

LEVELS = 5  # of shading, beside none


@dataclass(frozen=True, slots=True)
class GridCell:
    """A value in words; `level` is how dark it is shaded, `bar` how long its bar, in per cent.

    `mark` says that nothing is there (`zero`), or no longer (`silent`).
    """

    text: str
    href: str = ""
    level: int = 0
    bar: float | None = None
    is_number: bool = True
    mark: str = ""

    @property
    def style(self) -> str:
        """Return the classes of its table cell."""
        level = f"level-{self.level}" if self.level else ""
        names = (level, "" if self.is_number else "words", self.mark)
        return " ".join(filter(None, names))

    @property
    def length(self) -> str:
        """Return the length of its bar as drawings write it."""
        return f"{self.bar or 0:.1f}"


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line: what it is about, and its values."""

    head: GridCell
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready to be shown."""

    name: str
    caption: str
    columns: tuple[GridCell, ...]
    rows: tuple[GridRow, ...]


def make_grid(table: Table, *, shaded_from: int = 0, bars_in: str = "") -> Grid:
    """Return a table for the page.

    Counts from the column `shaded_from` on are shaded by their size; values of the column
    `bars_in` have bars. What has no value at all is counted, but not drawn.
    """
    scale = Scale(_counts(table, shaded_from)) if shaded_from else None
    longest = _longest(table, bars_in)
    return Grid(
        name=table.name,
        caption=table.title,
        columns=tuple(_heading(column, bars_in) for column in table.columns),
        rows=tuple(_row(table, row, scale, shaded_from, (bars_in, longest)) for row in table.rows),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """Classes of about equally many values each, from 1; nothing counted is in none."""

    bounds: tuple[int, ...]

    def __init__(self, counts: Iterable[int]) -> None:
        known = sorted(count for count in counts if count)
        last = len(known) - 1
        bounds = (
            [known[round(last * step / LEVELS)] for step in range(1, LEVELS + 1)] if known else []
        )
        object.__setattr__(self, "bounds", tuple(sorted(set(bounds))))

    def level(self, count: float) -> int:
        """Return the class of a count: 0 for nothing, the highest for the largest."""
        if not count:
            return 0
        above = sum(count > bound for bound in self.bounds)
        return min(above, len(self.bounds) - 1) + 1 + LEVELS - len(self.bounds)

    def classes(self) -> tuple[tuple[int, str], ...]:
        """Return each class with the counts it holds, in words."""
        found, low = [], 1
        for bound in self.bounds:
            words = f"{low:,}" if low == bound else f"{low:,} to {bound:,}"
            found.append((self.level(bound), words))
            low = bound + 1
        return tuple(found)


def in_words(cell: Cell, column: Column) -> str:
    """Return a value as people read it."""
    value = cell.value
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if column.kind == "percent":
        return f"{value:.1f} %"
    if column.kind == "ratio":
        return f"× {value:.1f}" if value >= 1 else f"÷ {1 / value:.1f}" if value else "gone"
    if column.kind == "points":
        return f"{value:+.1f}".replace("-", "−")
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"


def href(cell: Cell | Column) -> str:
    """Return the address of a cell's search; empty without one."""
    return search_href(cell.query) if cell.query else ""


def _heading(column: Column, bars_in: str) -> GridCell:
    bar = 0.0 if column.name == bars_in else None
    return GridCell(column.label, href(column), bar=bar, is_number=column.kind != "name")


def _row(
    table: Table, row: Row, scale: Scale | None, shaded_from: int, bars: tuple[str, float]
) -> GridRow:
    cells: list[GridCell] = []
    for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        size = abs(cell.value) if isinstance(cell.value, int | float) else 0
        cells.append(
            GridCell(
                in_words(cell, column),
                href(cell),
                scale.level(size) if scale and number >= shaded_from else 0,
                _length(row, size, bars[1]) if column.name == bars[0] else None,
                column.kind != "name",
                _mark(table, row, number) if column.kind == "count" and not size else "",
            )
        )
    return GridRow(cells[0], tuple(cells[1:]))


def _mark(table: Table, row: Row, place: int) -> str:
    """Return how a zero is marked: a source that had articles has fallen silent."""
    before = row.cells[2:place] if table.name == "coverage" else ()
    return "silent" if any(cell.value for cell in before) else "zero"


def _length(row: Row, size: float, longest: float) -> float:
    """Return the length of a bar in per cent."""
    return round(100 * size / longest, 1) if longest and row.head.slug != NONE else 0.0


def _counts(table: Table, shaded_from: int) -> list[int]:
    return [
        cell.value
        for row in table.rows
        for cell in row.cells[shaded_from:]
        if isinstance(cell.value, int)
    ]


def _longest(table: Table, name: str) -> float:
    places = [place for place, column in enumerate(table.columns) if column.name == name]
    rows = [row for row in table.rows if row.head.slug != NONE]
    values = [row.cells[place].value for row in rows for place in places]
    return max((abs(value) for value in values if isinstance(value, int | float)), default=0.0)


def column_values(table: Table, place: int) -> Sequence[int]:
    """Return the counts of one column."""
    return [value if isinstance(value := row.cells[place].value, int) else 0 for row in table.rows]
