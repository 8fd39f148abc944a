"""Articles as records: rows of a CSV file with a header, or lines of JSON.

A record has a `text`; `title`, `source`, `date` (or `published`), `url` and `language` are taken
when they are there, as a page's metadata is. Other columns are left alone.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from archive import edtf
from archive.extraction import Hints
from archive.ingest._clipping import RawClipping, check_size
from archive.ingest._errors import UnreadableClipping

csv.field_size_limit(64 * 1024 * 1024)  # characters; the limit of a clipping comes first

_NO_ARTICLE = ("search", "collection")  # lines with which Lode's own exports begin
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Record:
    """Where a record lies in its file, in bytes; `refusal` says why it cannot be read."""

    label: str
    place: int
    size: int
    refusal: str = ""


def list_records(path: Path, suffix: str) -> Iterator[Record]:
    """Yield where the records of a file are; raise UnreadableClipping when it has no texts."""
    with path.open("rb") as file:
        yield from _rows(file) if suffix == ".csv" else _lines(file)


def read_record(path: Path, suffix: str, place: int, size: int, name: str) -> RawClipping:
    """Return the clipping that a record holds."""
    with path.open("rb") as file:
        header = _header(file) if suffix == ".csv" else None
        file.seek(place)
        content = file.read(size)
    fields = _of_row(content, header) if header else _of_line(content)
    text = _text(fields, "text")
    if not text.strip():
        raise UnreadableClipping("The record has no text.")
    raw = RawClipping(
        text.encode("utf-8", "replace"),
        name,
        _text(fields, "url"),
        Hints(
            title=_text(fields, "title"),
            source=_text(fields, "source"),
            date=_date(_text(fields, "date") or _text(fields, "published")),
            language=_text(fields, "language"),
        ),
    )
    check_size(raw)
    return raw


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]
    delimiter: str


class _CountedLines:
    """Lines of a file for the CSV reader, with the place where the next one begins."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.place = file.tell()

    def __iter__(self) -> "_CountedLines":
        return self

    def __next__(self) -> str:
        line = self._file.readline()
        if not line:
            raise StopIteration
        self.place += len(line)
        return _decode(line)


def _header(file: BinaryIO) -> _Header:
    """Read the first row of a file; raise UnreadableClipping when no column is `text`."""
    if file.read(len(_BOM)) != _BOM:
        file.seek(0)
    line = _decode(file.readline(64 * 1024))
    delimiter = max(",;\t", key=line.count)
    columns = next(csv.reader([line], delimiter=delimiter), [])
    names = tuple(name.strip().casefold() for name in columns)
    if "text" not in names:
        raise UnreadableClipping(
            "There is no column “text” in the first row. Name the columns text, title, source, "
            "date, url; only text is needed."
        )
    return _Header(names, delimiter)


def _rows(file: BinaryIO) -> Iterator[Record]:
    header = _header(file)
    lines = _CountedLines(file)
    start, number = lines.place, 1
    try:
        for row in csv.reader(lines, delimiter=header.delimiter):
            number += 1
            if any(cell.strip() for cell in row):
                yield _record(f"row {number}", start, lines.place)
            start = lines.place
    except csv.Error as error:
        raise UnreadableClipping(f"Row {number + 1} is no CSV ({error}). Mend the file.") from error


def _lines(file: BinaryIO) -> Iterator[Record]:
    start = len(_BOM) if file.read(len(_BOM)) == _BOM else 0
    file.seek(start)
    for number, line in enumerate(file, start=1):
        end = start + len(line)
        if line.strip() and not _is_heading(line):
            yield _record(f"line {number}", start, end)
        start = end


def _record(label: str, start: int, end: int) -> Record:
    # Twice the limit of a clipping leaves room for quotation marks and the other fields.
    most = 2 * settings.MAX_UPLOAD_BYTES
    too_long = f"It is larger than {most // (1024 * 1024)} MB. Split it."
    return Record(label, start, end - start, too_long if end - start > most else "")


def _is_heading(line: bytes) -> bool:
    """Tell the first line of an export, which says what was searched for."""
    if len(line) > 64 * 1024 or b'"type"' not in line:
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("type") in _NO_ARTICLE


def _of_row(content: bytes, header: _Header) -> Mapping[str, Any]:
    row = next(csv.reader(io.StringIO(_decode(content), ""), delimiter=header.delimiter), [])
    return dict(zip(header.columns, row, strict=False))


def _of_line(content: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnreadableClipping("The line is no JSON. Mend it.") from error
    if not isinstance(value, dict):
        raise UnreadableClipping('The line is no object such as {"text": "…"}.')
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    """Return a field as text; a source may be a record with a name."""
    value = fields.get(name)
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _date(typed: str) -> str:
    for read in (edtf.parse, edtf.parse_typed):
        try:
            return str(read(typed.strip()))
        except ValueError:
            continue
    return ""


def _decode(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
