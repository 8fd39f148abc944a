"""What a page tells search engines and link previews about itself."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from archive.exports import Record
from archive.search import SearchQuery
from archive.web._links import root_address, search_href, whole_href

_ABOUT = "an archive of news clippings on critical minerals"
# INVARIANT: without these letters no text can end the script element that holds it.
_IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Meta:
    """The `<head>` of a page; addresses are absolute. `published` is ISO 8601, perhaps partial."""

    title: str
    description: str
    kind: str
    canonical: str
    is_indexed: bool
    feed_href: str = ""
    feed_title: str = ""
    published: str = ""
    linked_data: SafeString | str = ""


def search_meta(request: HttpRequest, query: SearchQuery, title: str, question: str) -> Meta:
    """Describe the page of a search; only the first page, without a question, is for crawlers."""
    here = search_href(query)
    return Meta(
        title=title,
        description=f"{title} in Lode, {_ABOUT}.",
        kind="website",
        canonical=root_address(request) + here,
        is_indexed="?" not in here,
        feed_href=whole_href("feed", query),
        feed_title=f"New in Lode: {question or 'all articles'}",
    )


def article_meta(record: Record) -> Meta:
    """Describe the page of an article."""
    date = record.published
    return Meta(
        title=record.title,
        description=record.opening,
        kind="article",
        canonical=record.address,
        is_indexed=True,
        published=str(date) if date and date.year else "",
        linked_data=_linked_data(_news_article(record)),
    )


def _news_article(record: Record) -> dict[str, Any]:
    """Return the article in the words of schema.org; what is not known is left out."""
    date = record.published
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": record.address,
        "url": record.address,
        "mainEntityOfPage": record.address,
        "headline": record.title,
        "description": record.opening,
        "datePublished": str(date) if date and date.year else "",
        "inLanguage": record.language,
        "isBasedOn": record.url,
        "publisher": _named("Organization", record.source),
        "sourceOrganization": _named("Organization", record.origin),
        "about": [_named("Thing", name) for name in record.minerals],
        "contentLocation": [_named("Country", name) for name in record.countries],
        "mentions": [_named("Organization", name) for name in record.companies],
    }
    return {name: value for name, value in known.items() if value}


def _named(kind: str, name: str) -> dict[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _linked_data(data: dict[str, Any]) -> SafeString:
    """Return JSON that may stand in a script element, which has no escapes of its own."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308
