"""Template filters: `{% load lode %}`."""

from collections.abc import Iterable
from html import escape
from typing import Any
from urllib.parse import urlencode

from django.template import Context, Library
from django.urls import reverse
from django.utils.encoding import uri_to_iri
from django.utils.safestring import SafeString, mark_safe

from archive.models import UNKNOWN_SOURCE
from archive.search import Snippet
from archive.web import _markup
from archive.web._histogram import Histogram
from archive.web._hits import HitRow
from archive.web._marking import Token
from archive.web._panels import FacetValue

register = Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """Return a snippet as HTML, its matches in `<mark>`."""
    return mark_safe(_markup.marked_html(snippet))  # noqa: S308


@register.simple_tag
def facet_values(rows: Iterable[FacetValue], facet: str, form: str) -> SafeString:
    """Return the values of a facet as items of a list, each on a line."""
    items = (_markup.facet_value_html(row, facet, form) for row in rows)
    return mark_safe("".join(f"\n{item}" for item in items))  # noqa: S308


@register.simple_tag
def hit_row(hit: HitRow, can_pick: Any, is_new: Any = None) -> SafeString:
    """Return a hit as an item of a list."""
    return mark_safe(  # noqa: S308
        _markup.hit_html(hit, can_pick=bool(can_pick), is_new=bool(is_new))
    )


@register.simple_tag(takes_context=True)
def sign_in_href(context: Context) -> str:
    """Return the address at which to sign in and be led back to this page.

    It is carried as it is read: Django leads back to 2,048 characters, and a Chinese one is
    written by nine in an address.
    """
    page = uri_to_iri(context["request"].get_full_path())
    return f"{reverse('login')}?{urlencode({'next': page}, safe='/')}"


@register.filter
def drawn(histogram: Histogram) -> SafeString:
    """Return the bars that are not empty as SVG."""
    bars = (_markup.bar_html(bar, histogram.height) for bar in histogram.bars if bar.count)
    return mark_safe("".join(bars))  # noqa: S308


@register.filter
def listed(histogram: Histogram) -> SafeString:
    """Return the bars that are not empty as items of a list."""
    return mark_safe(  # noqa: S308
        "".join(_markup.listed_bar_html(bar) for bar in histogram.bars if bar.count)
    )


@register.filter
def source_name(name: str) -> str:
    """Return the name of a source, or words for an article without one."""
    return name or UNKNOWN_SOURCE


@register.filter
def written(tokens: Iterable[Token]) -> SafeString:
    """Return marked text as HTML; the first piece of a mark carries the id that links lead to."""
    return mark_safe("".join(map(_written, tokens)))  # noqa: S308


def _written(token: Token) -> str:
    if token.kind == "text":
        return escape(token.text)
    if token.kind == "close":
        return "</mark>"
    kind, number = ("evidence", token.number) if token.number else ("term", token.place)
    place = f' id="{kind}-{number}"' if token.is_first else ""
    lights = f' data-evidence="{number}"' if token.number else ""
    return f'<mark class="{kind}"{place}{lights}>'
