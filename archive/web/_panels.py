"""The facets of a result as the page shows them: ticks, counts, a tree, links."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from archive.search import FACETS, NONE, FacetCount, FacetSpec, SearchQuery, SearchResult
from archive.web._labels import Labels
from archive.web._links import facet_href, search_href

DATE = "date"  # its two values cannot be excluded
SHOWN = 8  # values before "more"

Counts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One row of a panel. `count` is None while counts are not known."""

    value: str
    label: str
    count: int | None
    is_selected: bool
    is_excluded: bool
    depth: int
    exclude_href: str

    @property
    def written(self) -> str:
        """Return the count as it is read."""
        return "" if self.count is None else f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """One facet beside the results."""

    name: str
    label: str
    values: tuple[FacetValue, ...]
    selected_count: int
    has_mode: bool
    is_all: bool
    more_href: str
    more_count: int


def facet_counts(result: SearchResult, facet: str) -> dict[str, int | None]:
    """Return the counts of a facet, largest first and "(none)" last.

    Chosen and excluded values are included, even those that nothing has.
    """
    query = result.query
    known: Iterable[FacetCount] = (result.facets or {}).get(facet, ())
    counts: dict[str, int | None] = {entry.value: entry.count for entry in known}
    for value in (*query.chosen(facet), *query.rejected(facet)):
        counts.setdefault(value, None if result.facets is None else 0)
    if NONE in counts:
        counts[NONE] = counts.pop(NONE)
    return counts


def shown_values(result: SearchResult, facet: str, groups: Container[str] = ()) -> list[str]:
    """Return the values a panel lists: the largest, the chosen, the excluded and "(none)".

    `groups` take no place of their own: they come with what they contain.
    """
    values = [value for value in facet_counts(result, facet) if value not in groups]
    query = result.query
    marked = {*query.chosen(facet), *query.rejected(facet), NONE}
    shown = [value for rank, value in enumerate(values) if rank < SHOWN or value in marked]
    return shown + [value for value in marked if value in groups]


def make_panels(result: SearchResult, labels: Labels) -> tuple[FacetPanel, ...]:
    """Return the panels that have anything to choose from."""
    panels = (_make_panel(facet, result, labels) for facet in FACETS)
    return tuple(panel for panel in panels if panel.values)


def make_value(
    query: SearchQuery, facet: str, value: str, label: str, count: int | None, depth: int = 0
) -> FacetValue:
    """Return one row of a facet."""
    is_excluded = value in query.rejected(facet)
    other = query.without(facet, value) if is_excluded else query.excluding(facet, value)
    return FacetValue(
        value=value,
        label=label,
        count=count,
        is_selected=value in query.chosen(facet),
        is_excluded=is_excluded,
        depth=depth,
        exclude_href=search_href(other) if facet != DATE else "",
    )


def _make_panel(facet: FacetSpec, result: SearchResult, labels: Labels) -> FacetPanel:
    query, counts = result.query, facet_counts(result, facet.name)
    values = shown_values(result, facet.name, labels.groups if facet.is_tree else ())
    rows = _tree(values, counts, labels) if facet.is_tree else [(value, 0) for value in values]
    more = len(counts) - len(rows)
    return FacetPanel(
        name=facet.name,
        label=facet.label,
        values=tuple(
            make_value(
                query, facet.name, value, labels.of(facet.name, value), counts.get(value), depth
            )
            for value, depth in rows
        ),
        selected_count=len(query.chosen(facet.name)) + len(query.rejected(facet.name)),
        has_mode=facet.is_multivalued and len(query.chosen(facet.name)) > 1,
        is_all=facet.name in query.all_of,
        more_href=facet_href(facet.name, query) if more > 0 else "",
        more_count=max(0, more),
    )


def _tree(values: list[str], counts: Counts, labels: Labels) -> list[tuple[str, int]]:
    """Return the values with the nodes above them, each under its parent, with its depth."""
    nodes = dict.fromkeys(values)
    for value in values:
        nodes.update(dict.fromkeys(labels.ancestors(value)))
    order = {value: rank for rank, value in enumerate(counts)}
    ranked = sorted(nodes, key=lambda node: order.get(node, len(order)))
    return tree_order(ranked, labels)


def tree_order(nodes: Iterable[str], labels: Labels) -> list[tuple[str, int]]:
    """Return (node, depth) with every node after its parent; siblings keep their order."""
    children: dict[str, list[str]] = {}
    known = list(nodes)
    for node in known:
        parent = labels.parents.get(node, "")
        children.setdefault(parent if parent in known else "", []).append(node)
    rows: list[tuple[str, int]] = []

    def visit(parent: str, depth: int) -> None:
        for node in children.get(parent, ()):
            rows.append((node, depth))
            visit(node, depth + 1)

    visit("", 0)
    return rows
