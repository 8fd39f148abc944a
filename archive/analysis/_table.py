"""A table as every page, file and interface shows it: plain values, each with its search."""

from dataclasses import dataclass
from typing import Literal

from archive.search import SearchQuery

Value = str | int | float | None
ColumnKind = Literal["name", "count", "number", "percent", "points", "ratio", "score"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value; `query` finds exactly the articles that it counts, None where no search does.

    `slug` names the mineral, country or source that a first cell is about.
    """

    value: Value
    query: SearchQuery | None = None
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` for programs, `label` for people, and what its values are.

    A `count` counts articles that a search finds, a `number` anything else; `points` are
    differences of two `percent`, a `ratio` tells how many times as often, a `score` is G2.
    `query` finds the articles of the whole column where there is such a search.
    """

    name: str
    label: str
    kind: ColumnKind = "count"
    query: SearchQuery | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table; its first cell says what it is about."""

    cells: tuple[Cell, ...]

    @property
    def head(self) -> Cell:
        """Return what the row is about."""
        return self.cells[0]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a table, and the search for the articles it is about, if there is one."""

    text: str
    query: SearchQuery | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An analysis of one search.

    `total` is how many articles the search finds, `read_as` how its words were understood.
    `reading` says in one sentence what a number means, and `notes` what else a careful reader
    should know: what was left out, and why. `nothing` says why there are no rows.
    """

    name: str
    title: str
    query: SearchQuery
    total: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    reading: str = ""
    notes: tuple[Note, ...] = ()
    read_as: str = ""
    nothing: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to show."""
        return not self.rows


def counted(value: int, query: SearchQuery | None) -> Cell:
    """Return a count with its search; nothing counted needs none."""
    return Cell(value, query if value else None)


def percent(part: int, whole: int) -> float:
    """Return a part in per cent, with one decimal."""
    return round(100 * part / whole, 1) if whole else 0.0
