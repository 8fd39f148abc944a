"""Any search as an Atom feed: the articles that came in last.

Order of arrival, not of publication: a clipping of last year that is added today is news to
whoever follows the search.
"""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import conditional_page, require_safe

from archive.exports import Record, latest_ids, one_line, read_records
from archive.models import UNKNOWN_SOURCE
from archive.search import IndexUnavailable, InvalidQuery, SearchQuery
from archive.web._chips import words_of
from archive.web._filters import ArticleFilterSet
from archive.web._links import root_address, search_href, whole_href
from archive.web._views import search_view

MAX_ENTRIES = 50
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed has not changed since it was asked for


class _Feed(Atom1Feed):
    """Atom with the day of publication, which may be a month or a year, beside the times."""

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:dc": "http://purl.org/dc/elements/1.1/"}

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else _NEVER

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["date"]:
            handler.addQuickElement("dc:date", item["date"])


@require_safe
@conditional_page
def feed_view(request: HttpRequest) -> HttpResponse:
    """Return the latest additions to a search."""
    filters = ArticleFilterSet(request.GET)
    if filters.problems():
        return search_view(request)
    query = filters.search_query()
    try:
        return feed_response(request, query, here=whole_href("feed", query))
    except InvalidQuery:
        return search_view(request)


def feed_response(
    request: HttpRequest, query: SearchQuery, *, here: str, name: str = ""
) -> HttpResponse:
    """Return a question's feed, whose own address is `here`; `name` titles it.

    Raise InvalidQuery for a broken limit; without a readable index, ask to come back.
    """
    try:
        ids = latest_ids(query, MAX_ENTRIES)
    except IndexUnavailable:
        message = "The search index is being repaired. Try again in a minute.\n"
        headers = {"Content-Type": "text/plain; charset=utf-8", "Retry-After": "60"}
        return HttpResponse(message, status=503, headers=headers)
    records = list(read_records(ids, root_address(request)))
    response = HttpResponse(headers={"Content-Type": _Feed.content_type})
    _make_feed(request, query, records, here=here, name=name).write(response, "utf-8")
    return response


def _make_feed(
    request: HttpRequest, query: SearchQuery, records: list[Record], *, here: str, name: str
) -> _Feed:
    root = root_address(request)
    question = one_line(name or words_of(query))  # XML has no control characters
    feed = _Feed(
        title=f"Lode: {question or 'all articles'}",
        link=root + search_href(query.at_page(1)),
        description="",
        subtitle=f"The latest {MAX_ENTRIES} additions to this search",
        language="en",
        author_name="Lode",
        feed_url=root + here,
        feed_guid=_tag(request, "2026-01-01", here),
    )
    for record in records:
        feed.add_item(
            title=record.title,
            link=record.address,
            description=escape(record.opening),
            unique_id=_tag(request, f"{record.added:%Y-%m-%d}", f"/articles/{record.id}/"),
            pubdate=record.added,
            updateddate=record.changed,
            author_name=record.source or UNKNOWN_SOURCE,
            categories=record.keywords,
            date=_date(record),
        )
    return feed


def _date(record: Record) -> str:
    """Return the date as W3CDTF; a day without its year has no such form."""
    date = record.published
    return str(date) if date and date.year else ""


def _tag(request: HttpRequest, day: str, path: str) -> str:
    """Return a name that stays the same for ever (RFC 4151)."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]").replace(":", "-")
    return f"tag:{host},{day}:{path}"
