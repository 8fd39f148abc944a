"""RIS for EndNote, Zotero, Mendeley and others: newspaper articles, tag by tag.

A date is `YYYY/MM/DD/other` with empty parts where they are not known, so a day without its
year keeps its month and day; `PY` is there only when the year is.
"""

from collections.abc import Iterable, Iterator

from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record

_END = "\r\n"


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield the question as the lines that providers put before the first reference."""
    if heading:
        yield "Provider: Lode" + _END
        for label, value in heading.lines():
            yield f"{label}: {value}{_END}"
        yield 'Content: text/plain; charset="utf-8"' + _END * 3
    for record in records:
        tags = (f"{tag}  - {one_line(value)}{_END}" for tag, value in _tags(record) if value)
        yield "TY  - NEWS" + _END + "".join(tags) + "ER  - " + _END * 2


def _tags(record: Record) -> Iterator[tuple[str, str]]:
    yield "ID", record.key
    yield "TI", record.title
    yield "T2", record.source
    yield from _dates(record)
    yield "LA", record.language
    for keyword in record.keywords:
        yield "KW", keyword
    yield "UR", record.link
    if record.origin:
        yield "N1", f"Taken from {record.origin}"
    yield "N1", f"Archived in Lode: {record.address}"
    yield "N1", record.note
    yield "DB", "Lode"
    yield "AN", str(record.id)


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    date = record.published
    if not date:
        return
    if date.year:
        yield "PY", f"{date.year:04d}"
    year, month, day = (
        f"{part:0{width}d}" if part else ""
        for part, width in ((date.year, 4), (date.month, 2), (date.day, 2))
    )
    yield "DA", f"{year}/{month}/{day}/"
    if not date.year:
        yield "N1", f"Dated {record.date}"
