"""CSL-JSON for Zotero, pandoc and citation processors (schema 1.0.2).

The file has to be an array of items and nothing else, so each item carries the question in
`custom`, which the schema leaves to us. `date-parts` must begin with a year; a day without
one is a literal.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from archive.edtf import PartialDate
from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield an array with one item on each line."""
    custom = {"custom": {"lode": _search(heading)}} if heading else {}
    before = "[\n"
    for record in records:
        yield before + json.dumps(_item(record) | custom, ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _search(heading: Heading) -> dict[str, Any]:
    return {
        "question": heading.name,
        "read_as": heading.reading,
        "total": heading.total,
        "exported": heading.time,
        "address": heading.address,
    }


def _item(record: Record) -> dict[str, Any]:
    item = {
        "id": record.key,
        "type": "article-newspaper",
        "title": record.title,
        "container-title": record.source,
        "issued": _date(record.published),
        "language": record.language,
        "keyword": ", ".join(record.keywords),
        "URL": record.link,
        "note": f"Taken from {record.origin}" if record.origin else "",
        "annote": one_line(record.note),
        "archive": "Lode",
        "archive_location": record.address,
    }
    return {name: value for name, value in item.items() if value}


def _date(date: PartialDate | None) -> dict[str, Any] | None:
    if not date:
        return None
    if not date.year:
        return {"literal": date.in_words()}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
