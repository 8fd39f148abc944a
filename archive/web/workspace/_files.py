"""A collection as a file, in the formats of a search: in its order, with its notes."""

from dataclasses import replace
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from archive.exports import FORMATS, Heading, find_format, read_records
from archive.models import Collection
from archive.web._exports import file_headers, file_name
from archive.web._links import Link, root_address


def file_links(view: str, key: str) -> tuple[Link, ...]:
    """Return a link for each format."""
    return tuple(
        Link(each.label, reverse(view, args=[key, each.name]), note=each.purpose)
        for each in FORMATS
    )


def collection_file(
    request: HttpRequest, collection: Collection, name: str, address: str
) -> HttpResponse:
    """Return a whole collection as a file; articles that are gone are left out."""
    wanted = find_format(name)
    if wanted is None:
        known = ", ".join(each.name for each in FORMATS)
        raise Http404(f"There is no export of this name. There are: {known}.")
    root = root_address(request)
    notes = dict(collection.items.order_by("position", "id").values_list("article_id", "note"))
    records = [
        replace(record, note=notes[record.id])
        for record in read_records(list(notes), root, is_whole=wanted.is_whole)
    ]
    heading = Heading(
        question=collection.name,
        read_as="",
        address=root + address,
        made_at=datetime.now(UTC),
        total=len(records),
        kind="collection",
    )
    headers = file_headers(wanted.media_type, file_name(heading, wanted))
    return HttpResponse("".join(wanted.write(heading, records)), headers=headers)
