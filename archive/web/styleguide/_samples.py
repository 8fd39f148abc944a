"""Invented contents for the templates of the product: one for every state of a component."""

from dataclasses import dataclass, replace
from typing import Any

from archive.search import Fragment, SearchQuery, SearchResult
from archive.web._chips import Chip
from archive.web._histogram import make_histogram
from archive.web._hits import HitRow
from archive.web._links import Link, Pager, make_pager
from archive.web._marking import Span, marked
from archive.web._panels import FacetPanel, FacetValue
from archive.web._receipts import Quote, Receipt
from archive.web._repairs import RepairLink
from archive.web._terms import TermCount, TermLine
from archive.web._trail import Trail

_HERE = "#"
_TEXT = "Lithium from the salt lakes of Qinghai goes to Korean makers of cathodes."


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice of one kind."""

    kind: str
    message: str


def samples() -> dict[str, Any]:
    """Return what the page of the style guide shows, by the names its template uses."""
    return {
        "chips": _CHIPS,
        "panels": _PANELS,
        "hits": _HITS,
        "histogram": _histogram(),
        "pagers": _pagers(),
        "remarks": _REMARKS,
        "refused": _REFUSED,
        "degraded": {"state": "degraded"},
        "nothing": _NOTHING,
        "empty": {"is_archive_empty": True},
        "receipts": _RECEIPTS,
        "tokens_of_text": marked(_TEXT, 0, len(_TEXT), _SPANS),
        "terms": _TERMS,
        "trail": Trail(_HERE, _HERE, _HERE, 3, 41),
        "levels": ("info", "success", "warning", "error"),
    }


_CHIPS = {
    "chips": (
        Chip("Country", "Chile", _HERE),
        Chip("Mineral", "rare earth elements", _HERE),
        Chip("Source", "Daily Lithium", _HERE, is_excluded=True),
        Chip("Date", "March 2024 to 2025", _HERE),
    ),
    "clear_href": _HERE,
}


def _value(value: str, count: int | None, depth: int = 0, **state: bool) -> FacetValue:
    plain = {"is_selected": False, "is_excluded": False} | state
    return FacetValue(value, value, count, depth=depth, exclude_href=_HERE, **plain)


_TREE = (
    _value("battery minerals", 1204),
    _value("lithium", 811, 1, is_selected=True),
    _value("lithium carbonate", 96, 2),
    _value("cobalt", 377, 1, is_excluded=True),
    _value("unobtainium", 0, is_selected=True),
    _value("(none)", 12),
)
_MINERALS = FacetPanel(
    "sample-mineral",
    "Mineral",
    _TREE,
    3,
    has_mode=True,
    is_all=False,
    more_href=_HERE,
    more_count=57,
)
_PANELS = (
    _MINERALS,
    replace(
        _MINERALS,
        name="sample-country",
        label="Country",
        values=(_value("Chile", None), _value("Côte d’Ivoire", None)),
        selected_count=0,
        has_mode=False,
        more_href="",
    ),
)

_HIT = HitRow(
    id="sample-1",
    title=(Fragment("Qinghai raises "), Fragment("lithium", is_match=True), Fragment(" output")),
    is_untitled=False,
    href=_HERE,
    source=Link("Daily Lithium", _HERE),
    origin="Xinhua",
    date="16 January 2024",
    edtf="2024-01-16",
    tags=(Link("lithium", _HERE), Link("China", _HERE), Link("South Korea", _HERE)),
    more_tags=2,
    snippets=(
        (Fragment("… "), Fragment("lithium", is_match=True), Fragment(" from the salt lakes …")),
    ),
    matched_in="",
    carriers=13,
    is_unreviewed=True,
)
_HITS = (
    _HIT,
    replace(
        _HIT,
        id="sample-2",
        title=(Fragment("The ministry said on Monday that permits …"),),
        is_untitled=True,
        source=None,
        origin="",
        date="6 November, year unknown",
        edtf="",
        tags=(),
        more_tags=0,
        snippets=((Fragment("The ministry said on Monday that permits would follow."),),),
        matched_in="country",
        carriers=0,
        is_unreviewed=False,
    ),
)


def _histogram() -> Any:
    years = tuple((year, 5 * (year - 2014) ** 2) for year in range(2015, 2026))
    query = SearchQuery(after="2024", before="2024")
    return make_histogram(SearchResult(query, years=years, facets={}, undated=31, year_unknown=4))


def _pagers() -> tuple[Pager, ...]:
    return tuple(make_pager(SearchQuery(page=page), 1000) for page in (1, 7, 50))


_REMARKS = (
    Remark("info", "No article has country:atlantis."),
    Remark("repair", "The bracket that was never closed is closed at the end."),
    Remark("warning", "The search index is being repaired."),
    Remark("error", "“soon” is no date. Write 2024, 2024-03 or 6 Nov 2024."),
)
_REFUSED = {
    "state": "refused",
    "text_problem": "",
    "dates": {"after_problem": "“soon” is no date.", "before_problem": ""},
}
_NOTHING = {
    "chips": _CHIPS["chips"],
    "clear_href": _HERE,
    "repairs": (
        RepairLink("Without Country: Chile", _HERE, 41),
        RepairLink("Did you mean lithium", _HERE, 1204),
    ),
}

_QUOTE = Quote(
    "Qinghai", "#sample-1", "2", "province in China", 97, "high", "machine", is_vouched=False
)
_QUOTES = (
    _QUOTE,
    replace(_QUOTE, words="Korean", rule="adjective", percent=71, level="medium"),
    replace(_QUOTE, words="the ministry", rule="vague", percent=38, level="low"),
)
_RECEIPTS = (
    Receipt("country", "Country", "China", "", _HERE, _QUOTES[:1], _QUOTES[1:], ""),
    Receipt(
        "source",
        "Source",
        "Daily Lithium",
        "",
        _HERE,
        (replace(_QUOTE, words="dailylithium.example", verdict="Confirmed", is_vouched=True),),
        (),
        "",
    ),
    Receipt("mineral", "Mineral", "graphite", "", _HERE, (), (), "ed"),
)
_SPANS = (
    Span(0, 7, place=1),
    Span(_TEXT.index("Qinghai"), _TEXT.index("Qinghai") + 7, number=2),
    Span(_TEXT.index("Korean"), _TEXT.index("Korean") + 6, number=3),
)
_TERMS = TermLine(
    (TermCount("lithium", 4, _HERE), TermCount("“salt lake”", 1, "")), 5, 2, _HERE, _HERE
)
