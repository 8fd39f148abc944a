"""JSON Lines: the search or collection on the first line, then one whole article on each.

Every line has a `type`, `search`, `collection` or `article`; offsets of evidence count the
characters of `text`. Values that are not known are null.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from archive.exports._heading import Heading
from archive.exports._records import Record


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield one line for the search and one for each article."""
    if heading:
        yield _line(_search(heading))
    for record in records:
        yield _line(_article(record))


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _search(heading: Heading) -> dict[str, Any]:
    return {
        "type": heading.kind,
        "question": heading.name,
        "read_as": heading.reading or None,
        "total": heading.total,
        "exported": heading.time,
        "address": heading.address,
    }


def _article(record: Record) -> dict[str, Any]:
    date = record.published
    note = {"note": record.note} if record.note else {}
    return note | {
        "type": "article",
        "id": record.id,
        "title": None if record.is_untitled else record.title,
        "source": record.source or None,
        "origin": record.origin or None,
        "published": str(date) if date else None,
        "earliest": str(date.earliest) if date and date.earliest else None,
        "latest": str(date.latest) if date and date.latest else None,
        "minerals": record.minerals,
        "countries": record.countries,
        "companies": record.companies,
        "language": record.language or None,
        "review": record.review,
        "url": record.url or None,
        "address": record.address,
        "added": record.added.isoformat(),
        "changed": record.changed.isoformat(),
        "text": record.text,
        "body_ranges": record.body_ranges,
        "evidence": [asdict(finding) for finding in record.evidence],
    }
