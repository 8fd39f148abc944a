"""The page that sets two searches side by side.

The address holds the first search as the search page does, and the second one with `with_`
before each parameter: `/analysis/compare/?q=lithium&with_q=cobalt&with_after=2024`.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from archive.analysis import Table
from archive.search import PER_PAGE_CHOICES, SearchQuery
from archive.web._chips import words_of
from archive.web._filters import ArticleFilterSet
from archive.web._links import Link, search_href
from archive.web.analysis._chart import Chart, make_chart
from archive.web.analysis._grid import Grid, make_grid
from archive.web.analysis._page import make_tabs

PREFIX = "with_"
_SHOWN = ("q", "after", "before")  # parameters of the second search that have a box


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the comparison."""

    title: str
    reading: str
    grid: Grid
    chart: Chart | None
    csv_href: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two searches."""

    label: str
    question: str
    total: int
    href: str


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two searches side by side, or one and a form for the other."""

    text: str
    question: str
    back_href: str
    tabs: tuple[Link, ...]
    boxes: dict[str, str]
    problems: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    offers: tuple[Link, ...]
    sides: tuple[Side, ...]
    parts: tuple[Part, ...]


def second_filters(parameters: QueryDict) -> ArticleFilterSet | None:
    """Return the second search of an address; None when it names none."""
    second = QueryDict(mutable=True)
    for name, values in parameters.lists():
        if name.startswith(PREFIX):
            second.setlist(name.removeprefix(PREFIX), values)
    return ArticleFilterSet(second) if second else None


def compare_href(name: str, query: SearchQuery, other: SearchQuery, **extra: str) -> str:
    """Return the address of a comparison; the second search is named even when it is empty."""
    second = [("q", other.text), *(pair for pair in other.parameters() if pair[0] != "q")]
    pairs = [*query.parameters(), *((PREFIX + key, value) for key, value in second)]
    return f"{reverse(name)}?{urlencode([*pairs, *extra.items()])}"


def whole(query: SearchQuery) -> SearchQuery:
    """Return a search without its page."""
    return replace(query, page=1, per_page=PER_PAGE_CHOICES[0], sort=None)


def make_compare_page(
    query: SearchQuery, second: ArticleFilterSet | None, tables: tuple[Table, ...]
) -> ComparePage:
    """Prepare the comparison; without tables, the form alone."""
    query = whole(query)
    other = whole(second.search_query()) if second else None
    problems = tuple(second.problems().values()) if second else ()
    boxes = {name: str(second.data.get(name, ""))[:600] if second else "" for name in _SHOWN}
    return ComparePage(
        text=query.text,
        question=words_of(query),
        back_href=search_href(query),
        tabs=make_tabs(query, "compare"),
        boxes=boxes,
        problems=problems,
        hidden=_hidden(query, other),
        offers=() if tables else _offers(query),
        sides=_sides(tables, query, other) if other and tables else (),
        parts=tuple(_part(table, query, other) for table in tables) if other else (),
    )


def _hidden(query: SearchQuery, other: SearchQuery | None) -> tuple[tuple[str, str], ...]:
    """Return what the form sends along: the first search, and what has no box of the second."""
    rest = [
        (PREFIX + name, value)
        for name, value in (other.parameters() if other else ())
        if name not in _SHOWN
    ]
    return (*query.parameters(), *rest)


def _offers(query: SearchQuery) -> tuple[Link, ...]:
    """Return searches that are worth comparing with."""
    offers = []
    if query.is_narrowed or query.text.strip():
        offers.append(("the whole archive", SearchQuery()))
    if query.text.strip() and query.is_narrowed:
        offers.append(("the same words without the filters", query.cleared()))
    for place, (facet, value) in enumerate(query.filters):
        if facet in ("mineral", "country", "source") and place < 3:
            opposite = replace(query.excluding(facet, value), all_of=())
            offers.append((words_of(opposite), opposite))
    return tuple(Link(label, compare_href("compare", query, other)) for label, other in offers)


def _sides(tables: tuple[Table, ...], query: SearchQuery, other: SearchQuery) -> tuple[Side, ...]:
    totals = [row.cells[1].value for row in tables[0].rows[:2]]
    return tuple(
        Side(label, words_of(each) or "all articles", int(total or 0), search_href(each))
        for label, each, total in zip(("First", "Second"), (query, other), totals, strict=True)
    )


def _part(table: Table, query: SearchQuery, other: SearchQuery) -> Part:
    is_timeline = table.name == "timeline"
    return Part(
        title=table.title,
        reading=table.reading,
        grid=make_grid(table),
        chart=make_chart(table, first=1, is_stacked=False) if is_timeline else None,
        csv_href=compare_href("compare-csv", query, other, table=table.name),
    )
