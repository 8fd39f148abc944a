"""The page of one analysis: its table, its chart, and the ways to the others."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from archive.analysis import ANALYSES, Analysis, Table
from archive.search import SearchQuery
from archive.web._chips import words_of
from archive.web._links import Link, search_href
from archive.web.analysis._chart import Chart, make_chart
from archive.web.analysis._grid import Grid, make_grid
from archive.web.analysis._world import World, make_world

_SHADED_FROM = {"matrix": 2, "coverage": 2}
_UNLIKE_THE_REST = "earlier"  # all the time before the months: no shade compares with theirs
_BARS_IN = {"sources": "articles", "pairs": "articles", "terms": "g2", "map": "articles"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A note with the address of the articles it is about."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """One analysed search, ready to be shown."""

    name: str
    title: str
    text: str
    question: str
    total: int
    read_as: str
    table: Table
    grid: Grid
    notes: tuple[Remark, ...]
    chart: Chart | None
    world: World | None
    tabs: tuple[Link, ...]
    splits: tuple[Link, ...]
    csv_href: str
    back_href: str


def make_analysis_page(analysis: Analysis, table: Table, by: str) -> AnalysisPage:
    """Prepare the page of a table."""
    query = table.query
    question = words_of(query)
    return AnalysisPage(
        name=analysis.name,
        title=table.title,
        text=query.text,
        question=question,
        total=table.total,
        read_as=table.read_as if query.text.strip() else "",
        table=table,
        grid=make_grid(
            table,
            shaded_from=_shaded_from(table),
            bars_in=_BARS_IN.get(table.name, ""),
        ),
        notes=tuple(
            Remark(note.text, search_href(note.query) if note.query else "") for note in table.notes
        ),
        chart=make_chart(table) if table.name == "timeline" else None,
        world=make_world(table) if table.name == "map" else None,
        tabs=make_tabs(query, analysis.name),
        splits=make_splits(analysis, query, by),
        csv_href=csv_href(analysis, query, by),
        back_href=search_href(query),
    )


def make_tabs(query: SearchQuery, current: str) -> tuple[Link, ...]:
    """Return the ways to every analysis of a search."""
    tabs = [
        Link(each.label, analysis_href(each.name, query), is_current=each.name == current)
        for each in ANALYSES
    ]
    compare = Link("Compare", _with(reverse("compare"), query, {}), is_current=current == "compare")
    return (*tabs, compare)


def make_splits(analysis: Analysis, query: SearchQuery, by: str) -> tuple[Link, ...]:
    """Return the ways to count a table by something else."""
    return tuple(
        Link(each.title(), analysis_href(analysis.name, query, by=each), is_current=each == by)
        for each in analysis.splits
    )


def analysis_href(name: str, query: SearchQuery, **extra: str) -> str:
    """Return the address of an analysis; the first has the shortest."""
    first = ANALYSES[0]
    path = reverse("analysis") if name == first.name else reverse("analysis-table", args=[name])
    is_default = extra.get("by") == next(iter(first.splits))
    return _with(path, query, {} if is_default else extra)


def csv_href(analysis: Analysis, query: SearchQuery, by: str) -> str:
    """Return the address of a table as a file."""
    path = reverse("analysis-csv", args=[analysis.name])
    return _with(path, query, {"by": by} if by else {})


def _with(path: str, query: SearchQuery, extra: dict[str, str]) -> str:
    pairs = [*query.parameters(), *extra.items()]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _shaded_from(table: Table) -> int:
    """Return the first column whose counts are shaded; 0 for none."""
    has_rest = any(column.name == _UNLIKE_THE_REST for column in table.columns)
    return _SHADED_FROM.get(table.name, 0) + has_rest
