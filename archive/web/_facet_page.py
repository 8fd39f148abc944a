"""The full list of a facet: every value, with a box to find one and two orders."""

import unicodedata
from dataclasses import dataclass

from archive.search import FACETS, SearchQuery
from archive.web._answers import answer
from archive.web._chips import question_in_words
from archive.web._filters import ArticleFilterSet
from archive.web._labels import Labels, labels_for, load_labels
from archive.web._links import Link, facet_href, search_href
from archive.web._panels import FacetValue, facet_counts, make_value, tree_order

MAX_SHOWN = 500
_ORDERS = {"count": "Most articles", "az": "A to Z"}


@dataclass(frozen=True, slots=True)
class FacetPage:
    """Every value of one facet for one search."""

    name: str
    label: str
    status: int
    question: str
    find: str
    order: str
    orders: tuple[Link, ...]
    values: tuple[FacetValue, ...]
    total: int
    hidden: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    back_href: str


def make_facet_page(facet: str, filters: ArticleFilterSet) -> FacetPage:
    """Answer the search and list all values of one facet."""
    answered = answer(filters, str(filters.data.get("saved", "")))
    query, counts = answered.result.query, facet_counts(answered.result, facet)
    labels = load_labels(counts) if facet == "source" else labels_for([query])
    find = str(filters.data.get("find", "")).replace("\0", "")[:100]
    order = "az" if filters.data.get("order") == "az" else "count"
    rows = _rows(facet, counts, labels, find=find, order=order)
    values = tuple(
        make_value(query, facet, value, labels.of(facet, value), counts.get(value), depth)
        for value, depth in rows[:MAX_SHOWN]
    )
    return FacetPage(
        name=facet,
        label=next(spec.label for spec in FACETS if spec.name == facet),
        status=answered.status,
        question=question_in_words(query, labels),
        find=find,
        order=order,
        orders=_orders(facet, query, find, order),
        values=values,
        total=len(rows),
        hidden=tuple(query.at_page(1).parameters()),
        kept=_kept(facet, query, values),
        back_href=search_href(query.at_page(1)),
    )


def folded(text: str) -> str:
    """Return a text without letter case and accents, so that `cote` finds `Côte`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _rows(
    facet: str, counts: dict[str, int | None], labels: Labels, *, find: str, order: str
) -> list[tuple[str, int]]:
    """Return (value, depth): a tree in its usual order, a flat list when it is searched."""
    wanted = folded(find.strip())
    values = [value for value in counts if wanted in folded(labels.of(facet, value))]
    if order == "az":
        values.sort(key=lambda value: folded(labels.of(facet, value)))
    is_tree = facet == "mineral" and not wanted
    return tree_order(values, labels) if is_tree else [(value, 0) for value in values]


def _orders(facet: str, query: SearchQuery, find: str, order: str) -> tuple[Link, ...]:
    extra = {"find": find} if find else {}
    return tuple(
        Link(label, facet_href(facet, query, **extra, order=name), is_current=name == order)
        for name, label in _ORDERS.items()
    )


def _kept(
    facet: str, query: SearchQuery, values: tuple[FacetValue, ...]
) -> tuple[tuple[str, str], ...]:
    """Return the parameters that applying the ticks must carry along."""
    ticked_here = {(facet, row.value) for row in values}
    return tuple(pair for pair in query.at_page(1).parameters() if pair not in ticked_here)
