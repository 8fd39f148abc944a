"""Template filters: `{% load lode %}`."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.search import Snippet

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
