"""Searches and articles as files to take away."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.exports import (
    FORMATS,
    Format,
    Heading,
    Selection,
    find_format,
    read_records,
    select,
)
from archive.search import IndexUnavailable, InvalidQuery, SearchQuery
from archive.web._chips import words_of
from archive.web._clients import client_of
from archive.web._filters import ArticleFilterSet
from archive.web._links import root_address, search_href
from archive.web._slots import NoSlot, Slot, take_slot
from archive.web._views import search_view

_BLOCK = 64 * 1024  # characters sent at once
_RETRY_AFTER = "60"  # seconds


class _Download:
    """The pieces of a file in blocks; closing it gives the slot back, read to the end or not."""

    def __init__(self, pieces: Iterable[str], slot: Slot) -> None:
        self._pieces = pieces
        self.close = slot.close

    def __iter__(self) -> Iterator[bytes]:
        block, size = [], 0
        for piece in self._pieces:
            block.append(piece)
            size += len(piece)
            if size >= _BLOCK:
                yield "".join(block).encode()
                block, size = [], 0
        yield "".join(block).encode()


@require_safe
@never_cache
def export_view(request: HttpRequest, name: str) -> HttpResponseBase:
    """Stream a whole search as a file."""
    wanted = find_format(name)
    if wanted is None:
        known = ", ".join(each.name for each in FORMATS)
        raise Http404(f"There is no export of this name. There are: {known}.")
    filters = ArticleFilterSet(request.GET)
    if filters.problems():
        return search_view(request)
    try:
        return _export(request, wanted, filters.search_query())
    except InvalidQuery:
        return search_view(request)
    except NoSlot as error:
        return _not_now(request, filters, str(error), status=429)
    except IndexUnavailable:
        reason = "The search index is being repaired, so an export might not be complete."
        return _not_now(request, filters, reason, status=503)


@require_safe
def cite_view(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand out the reference of one article."""
    wanted = find_format(name)
    if wanted is None or not wanted.is_citation:
        raise Http404("There is no reference in this format. There are RIS, BibTeX and CSL-JSON.")
    try:
        record = next(read_records([pk], root_address(request), is_whole=wanted.is_whole))
    except (StopIteration, OverflowError) as error:
        raise Http404("There is no such article. It may have been deleted.") from error
    content = "".join(wanted.write(None, [record]))
    return HttpResponse(
        content, headers=file_headers(wanted.media_type, f"{record.key}.{wanted.suffix}")
    )


def _export(request: HttpRequest, wanted: Format, query: SearchQuery) -> HttpResponseBase:
    with ExitStack() as stack:
        slot = stack.enter_context(closing(take_slot(client_of(request))))
        selection = select(query)
        heading = _heading(selection, root_address(request))
        records = read_records(selection.ids, root_address(request), is_whole=wanted.is_whole)
        pieces = wanted.write(heading, records) if request.method == "GET" else ()
        response = StreamingHttpResponse(
            _Download(pieces, slot),
            headers=file_headers(wanted.media_type, file_name(heading, wanted)),
        )
        stack.pop_all()
    return response


def _heading(selection: Selection, root: str) -> Heading:
    query = selection.query
    return Heading(
        question=words_of(query),
        read_as=selection.read_as,
        address=root + search_href(query),
        made_at=datetime.now(UTC),
        total=len(selection.ids),
    )


def file_name(heading: Heading, wanted: Format) -> str:
    """Return the question and the day, fit for any file system, with the format's suffix."""
    question = slugify(heading.name, allow_unicode=True)[:80].strip("-_")
    stem = "-".join(filter(None, ["lode", question, heading.time[:10]]))
    return f"{stem}.{wanted.suffix}"


def file_headers(media_type: str, name: str) -> dict[str, str]:
    """Return the headers of a text to save as a file of this name."""
    attachment = content_disposition_header(True, name)  # noqa: FBT003
    return {
        "Content-Type": f"{media_type}; charset=utf-8",
        "Content-Disposition": attachment or "attachment",
        "X-Robots-Tag": "noindex",
    }


def _not_now(
    request: HttpRequest, filters: ArticleFilterSet, reason: str, *, status: int
) -> HttpResponse:
    context = {"reason": reason, "back_href": search_href(filters.search_query())}
    response = render(request, "archive/not_now.html", context, status=status)
    response["Retry-After"] = _RETRY_AFTER
    return response
