"""The search page: answers every question its template asks, so that it computes nothing."""

from dataclasses import dataclass, replace

from archive.exports import FORMATS
from archive.search import (
    FACET_NAMES,
    MAX_RESULT_WINDOW,
    PER_PAGE_CHOICES,
    Notice,
    SearchQuery,
    SearchResult,
    Sort,
)
from archive.web._answers import Answer, State, answer, archive_is_empty
from archive.web._chips import Chip, make_chips, question_in_words
from archive.web._edited import Edited
from archive.web._fields import TOO_DEEP
from archive.web._filters import ArticleFilterSet
from archive.web._histogram import Histogram, make_histogram
from archive.web._hits import HitRow, make_hits
from archive.web._labels import load_labels
from archive.web._links import Link, Pager, last_page, make_pager, search_href, whole_href
from archive.web._offers import Offer, make_offers
from archive.web._panels import FacetPanel, make_panels, shown_values
from archive.web._repairs import RepairLink, make_repairs

_LONGEST_NUMBER = 10**9  # a page that is named; others are not worth a line of digits
_SORTS = {Sort.RELEVANCE: "Relevance", Sort.NEWEST: "Newest", Sort.OLDEST: "Oldest"}


@dataclass(frozen=True, slots=True)
class DateBoxes:
    """The two date boxes as typed, with what is wrong with them."""

    after: str
    before: str
    after_problem: str
    before_problem: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One answered question, ready to be shown."""

    title: str
    question: str
    status: int
    state: str
    text: str
    text_problem: str
    other_problems: tuple[str, ...]
    total: int
    stories: int | None
    took: str
    read_as: str
    asked: str | None
    exact_href: str
    first: int
    last: int
    notices: tuple[Notice, ...]
    hits: tuple[HitRow, ...]
    chips: tuple[Chip, ...]
    clear_href: str
    panels: tuple[FacetPanel, ...]
    histogram: Histogram | None
    dates: DateBoxes
    sorts: tuple[Link, ...]
    per_page: tuple[Link, ...]
    pager: Pager
    repairs: tuple[RepairLink, ...]
    offers: tuple[Offer, ...]
    hidden: tuple[tuple[str, str], ...]
    is_archive_empty: bool
    is_narrowed: bool
    is_main_only: bool
    exports: tuple[Link, ...]
    feed_href: str
    edited: Edited | None = None


def make_search_page(
    filters: ArticleFilterSet, edited: Edited | None = None, *, is_unfinished: bool = False
) -> SearchPage:
    """Answer the question of a URL and prepare its page."""
    saved = edited.id if edited else ""
    return _make_page(filters, answer(filters, saved, is_unfinished=is_unfinished), edited)


def _make_page(filters: ArticleFilterSet, answered: Answer, edited: Edited | None) -> SearchPage:
    result = answered.result
    query = result.query
    typed = filters.search_query()
    whole = replace(typed, text=query.text)
    labels = load_labels(_named(result, "source"), _named(result, "company"))
    chips, question = make_chips(query, labels), question_in_words(query, labels)
    first, last = _range(result)
    return SearchPage(
        title=_title(question, answered),
        question=question,
        status=answered.status,
        state=answered.state.name.lower(),
        text=str(filters.data.get("q", "")).replace("\0", ""),
        text_problem=answered.problems.get("q", ""),
        other_problems=_other_problems(answered),
        total=result.total,
        stories=result.stories if result.total else None,
        took=_took(result.took_ms),
        read_as=result.read_as if query.text.strip() else "",
        asked=query.text or None,
        exact_href=search_href(replace(query, text=typed.text)) if query.text != typed.text else "",
        first=first,
        last=last,
        notices=(*result.notices, *_beyond_the_end(result)),
        hits=make_hits(result),
        chips=chips,
        clear_href=search_href(query.cleared()) if chips else "",
        panels=make_panels(result, labels),
        histogram=make_histogram(result),
        dates=_date_boxes(filters, answered),
        sorts=_sorts(query),
        per_page=_per_page(query),
        pager=make_pager(query, result.total),
        repairs=make_repairs(result, labels),
        offers=make_offers(query) if answered.state is State.ANSWERED else (),
        hidden=_hidden(query),
        is_archive_empty=not result.total and not chips and archive_is_empty(),
        is_narrowed=query.is_narrowed,
        is_main_only=query.main_only,
        exports=_exports(whole),
        feed_href=whole_href("feed", whole),
        edited=edited,
    )


def _named(result: SearchResult, facet: str) -> set[str]:
    """Return the values of a facet that a page names."""
    asked = (result.query, *(repair.query for repair in result.repairs))
    chosen = (slug for query in asked for slug in (*query.chosen(facet), *query.rejected(facet)))
    return {*shown_values(result, facet), *chosen}


def _title(question: str, answered: Answer) -> str:
    """Return the title, e.g. `lithium, country Chile: 41 articles`."""
    total = answered.result.total
    count = "1 article" if total == 1 else f"{total:,} articles"
    if answered.state is State.REFUSED:
        count = "no results yet"
    return f"{question}: {count}" if question else count


def _other_problems(answered: Answer) -> tuple[str, ...]:
    at_their_box = ("q", "after", "before")
    return tuple(message for name, message in answered.problems.items() if name not in at_their_box)


def _range(result: SearchResult) -> tuple[int, int]:
    start = (result.query.page - 1) * result.query.per_page
    return start + 1, start + len(result.hits)


def _took(milliseconds: float) -> str:
    if not milliseconds:
        return ""
    return f"{milliseconds:,.0f} ms" if milliseconds >= 1 else "under 1 ms"


def _beyond_the_end(result: SearchResult) -> tuple[Notice, ...]:
    """Say which pages there are when the one asked for is none of them."""
    page, last = result.query.page, last_page(result.total, result.query.per_page)
    if not result.total or page <= last:
        return ()
    number = f"page {page:,}" if page < _LONGEST_NUMBER else "such page"
    pages = f"There are pages 1 to {last:,}." if last > 1 else "There is only page 1."
    limit = f" {TOO_DEEP}" if result.total > MAX_RESULT_WINDOW else ""
    return (Notice(f"There is no {number}. {pages}{limit}"),)


def _date_boxes(filters: ArticleFilterSet, answered: Answer) -> DateBoxes:
    return DateBoxes(
        after=str(filters.data.get("after", ""))[:40],
        before=str(filters.data.get("before", ""))[:40],
        after_problem=answered.problems.get("after", ""),
        before_problem=answered.problems.get("before", ""),
    )


def _sorts(query: SearchQuery) -> tuple[Link, ...]:
    return tuple(
        Link(label, search_href(query.sorted_by(sort)), is_current=sort == query.order)
        for sort, label in _SORTS.items()
        if query.text.strip() or sort != Sort.RELEVANCE
    )


def _per_page(query: SearchQuery) -> tuple[Link, ...]:
    return tuple(
        Link(
            str(number),
            search_href(replace(query, per_page=number, page=1)),
            is_current=number == query.per_page,
        )
        for number in PER_PAGE_CHOICES
    )


def _exports(query: SearchQuery) -> tuple[Link, ...]:
    return tuple(
        Link(each.label, whole_href("export", query, each.name), note=each.purpose)
        for each in FORMATS
    )


def _hidden(query: SearchQuery) -> tuple[tuple[str, str], ...]:
    """Return the parameters that the page's form carries without a visible control."""
    visible = {"q", "page", "after", "before", "date", "main", *FACET_NAMES}
    visible |= {f"{facet}_mode" for facet in FACET_NAMES if len(query.chosen(facet)) > 1}
    return tuple(pair for pair in query.parameters() if pair[0] not in visible)
