"""A table of periods as stacked columns, in units of a drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from archive.analysis import Row, Table
from archive.web.analysis._grid import column_values, href

WIDTH, HEIGHT = 760, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 12, 30  # room for the axes
_LINES = 4  # about so many lines across
_LABELS = 12  # at most so many labels below
_WIDEST = 46


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a column."""

    series: int
    title: str
    href: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A label on an axis, and where."""

    label: str
    place: int


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of the chart: its number, name, total and search."""

    number: int
    label: str
    total: str
    href: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked columns with their axes."""

    width: int
    height: int
    left: int
    right: int
    base: int
    series: tuple[Series, ...]
    blocks: tuple[Block, ...]
    lines: tuple[Mark, ...]
    labels: tuple[Mark, ...]

    @property
    def label_end(self) -> int:
        """Return where the labels of the lines end."""
        return self.left - 8

    @property
    def label_base(self) -> int:
        """Return the base line of the labels below."""
        return self.height - 8


def make_chart(table: Table, *, first: int = 2, is_stacked: bool = True) -> Chart | None:
    """Return the chart of a table of periods whose series begin at a column.

    They stand upon each other, or side by side.
    """
    combine = sum if is_stacked else max
    heights = [combine(_counts(row, first)) for row in table.rows]
    if not any(heights):
        return None
    step = _step(max(heights))
    top = -(-max(heights) // step) * step
    slot = (WIDTH - _LEFT - _RIGHT) / len(table.rows)
    draw = _stacked if is_stacked else _side_by_side
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=WIDTH - _RIGHT,
        base=HEIGHT - _BOTTOM,
        series=tuple(_series(table, first)),
        blocks=tuple(draw(table, first, slot, top)),
        lines=tuple(Mark(f"{at:,}", _y(at, top)) for at in range(0, top + 1, step)),
        labels=tuple(_labels(table, slot)),
    )


def _counts(row: Row, first: int) -> list[int]:
    return [cell.value if isinstance(cell.value, int) else 0 for cell in row.cells[first:]]


def _step(largest: int) -> int:
    """Return a round distance between the lines: 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if largest <= step * _LINES:
                return step
        power *= 10


def _y(count: int, top: int) -> int:
    return round(HEIGHT - _BOTTOM - count / top * (HEIGHT - _TOP - _BOTTOM))


def _series(table: Table, first: int) -> Iterator[Series]:
    for place, column in enumerate(table.columns[first:], start=first):
        total = sum(column_values(table, place))
        if total:
            yield Series(_number(table, place, first), column.label, f"{total:,}", href(column))


def _number(table: Table, place: int, first: int) -> int:
    """Return the number of a series' colour; what is left over has none."""
    return 0 if table.columns[place].name == "others" else place - first + 1


def _stacked(table: Table, first: int, slot: float, top: int) -> Iterator[Block]:
    width = max(2, min(round(slot * 0.78), _WIDEST))
    for number, row in enumerate(table.rows):
        x = round(_LEFT + slot * (number + 0.5) - width / 2)
        counts = _counts(row, first)
        floors = accumulate(counts, initial=0)
        for place, (count, floor) in enumerate(zip(counts, floors, strict=False), start=first):
            low, high = _y(floor, top), _y(floor + count, top)
            if count:
                yield _block(table, row, (place, first), (x, high, width, low - high))


def _side_by_side(table: Table, first: int, slot: float, top: int) -> Iterator[Block]:
    series = len(table.columns) - first
    width = max(1, min(round(slot * 0.78 / series), _WIDEST))
    for number, row in enumerate(table.rows):
        left = _LEFT + slot * (number + 0.5) - width * series / 2
        for place, count in enumerate(_counts(row, first), start=first):
            x, high = round(left + width * (place - first)), _y(count, top)
            if count:
                yield _block(table, row, (place, first), (x, high, width, _y(0, top) - high))


def _block(
    table: Table, row: Row, places: tuple[int, int], box: tuple[int, int, int, int]
) -> Block:
    place, first = places
    x, y, width, height = box
    cell, label = row.cells[place], table.columns[place].label
    return Block(
        series=_number(table, place, first),
        title=f"{row.head.value}, {label}: {cell.value:,}",
        href=href(cell),
        x=x,
        y=y,
        width=width,
        height=max(1, height),
    )


def _labels(table: Table, slot: float) -> Iterator[Mark]:
    every = -(-len(table.rows) // _LABELS)
    for place, row in enumerate(table.rows):
        if place % every == 0:
            yield Mark(row.head.slug, round(_LEFT + slot * (place + 0.5)))
