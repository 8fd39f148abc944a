"""The rows that a page of results has by the dozen, as HTML.

A template looks up some thousand variables for them, which takes longer than the search.
INVARIANT: everything that comes from data goes through `escape`.
"""

from collections.abc import Iterable
from html import escape

from archive.models import UNKNOWN_SOURCE
from archive.search import Snippet
from archive.web._histogram import Bar
from archive.web._hits import HitRow
from archive.web._links import Link
from archive.web._panels import FacetValue

_CURRENT = ' aria-current="true"'


def marked_html(snippet: Snippet) -> str:
    """Return a snippet, its matches in `<mark>`."""
    return "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.is_match else escape(piece.text)
        for piece in snippet
    )


def facet_value_html(row: FacetValue, facet: str, form: str) -> str:
    """Return a value of a facet to tick, or one that is excluded."""
    state = (
        f"{' is-selected' if row.is_selected else ''}{' is-excluded' if row.is_excluded else ''}"
    )
    inside = _excluded(row) if row.is_excluded else _to_tick(row, facet, form)
    return f'<li class="facet-value depth-{row.depth}{state}">{inside}</li>'


def _excluded(row: FacetValue) -> str:
    label = escape(row.label)
    return (
        '<span class="facet-name"><span class="visually-hidden">Excluded: </span>'
        f'<s>{label}</s></span> <a class="facet-not" href="{escape(row.exclude_href)}" '
        f'rel="nofollow" aria-label="undo excluding {label}">undo</a>'
    )


def _to_tick(row: FacetValue, facet: str, form: str) -> str:
    label = escape(row.label)
    exclude = (
        f' <a class="facet-not" href="{escape(row.exclude_href)}" rel="nofollow" '
        f'aria-label="not {label}">not</a>'
    )
    return (
        f'<label><input type="checkbox" name="{escape(facet)}" value="{escape(row.value)}" '
        f'form="{escape(form)}"{" checked" if row.is_selected else ""}>'
        f'<span class="facet-name">{label}</span> '
        f'<span class="facet-count">{escape(row.written)}</span></label>'
        f"{exclude if row.exclude_href else ''}"
    )


def bar_html(bar: Bar, height: int) -> str:
    """Return a bar of the histogram; `height` is that of the drawing."""
    return (
        f'<a href="{escape(bar.href)}" rel="nofollow"{_CURRENT if bar.is_current else ""}>'
        f"<title>{escape(bar.name)}</title>"
        f'<rect class="bar-slot" x="{bar.x}" width="{bar.slot_width}" height="{height}"/>'
        f'<rect class="bar" x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"/></a>'
    )


def listed_bar_html(bar: Bar) -> str:
    """Return a bar of the histogram as words."""
    return (
        f'<li><a href="{escape(bar.href)}" rel="nofollow"{_CURRENT if bar.is_current else ""}>'
        f'{escape(bar.label)}</a> <span class="facet-count">{escape(bar.written)}</span></li>'
    )


def hit_html(hit: HitRow, *, can_pick: bool, is_new: bool) -> str:
    """Return a hit; an editor can pick it for a collection."""
    pieces = (
        f'<li class="hit" id="hit-{escape(hit.id)}">',
        _pick(hit) if can_pick else "",
        _heading(hit, is_new=is_new),
        f'<p class="hit-byline">{_source(hit.source)}',
        f"<span>from {escape(hit.origin)}</span>" if hit.origin else "",
        _date(hit),
        _carriers(hit.carriers) if hit.carriers else "",
        f"{_UNREVIEWED if hit.is_unreviewed else ''}</p>",
        "".join(map(_snippet, hit.snippets)),
        f'<p class="hit-why">Found by its {escape(hit.matched_in)}, not by words of the text</p>'
        if hit.matched_in
        else "",
        _tags(hit.tags, hit.more_tags) if hit.tags else "",
        "</li>",
    )
    return "\n".join(pieces)


_UNTITLED = ' <span class="badge">Untitled</span>'
_NEW = ' <span class="badge is-new">New</span>'
_UNREVIEWED = '<span class="badge">Unreviewed</span>'


def _pick(hit: HitRow) -> str:
    title = "".join(escape(piece.text) for piece in hit.title)
    return (
        f'<label class="pick"><input type="checkbox" name="article" value="{escape(hit.id)}" '
        f'form="gather"><span class="visually-hidden">Choose {title}</span></label>'
    )


def _heading(hit: HitRow, *, is_new: bool) -> str:
    title = f'<a href="{escape(hit.href)}" dir="auto">{marked_html(hit.title)}</a>'
    badges = f"{_UNTITLED if hit.is_untitled else ''}{_NEW if is_new else ''}"
    return f'<h2 class="hit-title">{title}{badges}</h2>'


def _source(source: Link | None) -> str:
    return _link(source) if source else f"<span>{UNKNOWN_SOURCE}</span>"


def _date(hit: HitRow) -> str:
    date = escape(hit.date)
    return (
        f'<time datetime="{escape(hit.edtf)}">{date}</time>' if hit.edtf else f"<span>{date}</span>"
    )


def _carriers(count: int) -> str:
    return f"<span>also carried by {count:,} source{'' if count == 1 else 's'}</span>"


def _snippet(snippet: Snippet) -> str:
    return f'<p class="hit-snippet" dir="auto">{marked_html(snippet)}</p>'


def _tags(tags: Iterable[Link], more: int) -> str:
    links = "".join(f"<li>{_link(tag)}</li>" for tag in tags)
    others = f'<li class="quiet">and {more:,} more</li>' if more else ""
    return f'<ul class="tags" aria-label="Minerals and countries">{links}{others}</ul>'


def _link(link: Link) -> str:
    return f'<a href="{escape(link.href)}" rel="nofollow">{escape(link.label)}</a>'
