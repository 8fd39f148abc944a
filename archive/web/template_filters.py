"""Template filters: `{% load lode %}`."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.search import Snippet
from archive.web._marking import Token

register = template.Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """Return a snippet as HTML, its matches in `<mark>`.

    A page has some four hundred pieces, each of which would cost a loop and a condition.
    """
    return mark_safe(  # noqa: S308
        "".join(
            f"<mark>{escape(piece.text)}</mark>" if piece.is_match else escape(piece.text)
            for piece in snippet
        )
    )


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
