"""CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, safe from formulas.

The five rows before the header begin with `# ` and carry the question; readers that want
the table alone skip five rows. Texts are not here: a cell of Excel holds 32,767 characters.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from archive.exports._heading import Heading
from archive.exports._lines import one_line
from archive.exports._records import Record

_MARK = "\ufeff"  # without it Excel reads UTF-8 as the local code page
# https://owasp.org/www-community/attacks/CSV_Injection; the wide forms are the same keys in
# Chinese and Japanese input, and spreadsheets fold them.
_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
_COLUMNS = (
    "id",
    "title",
    "source",
    "origin",
    "published",
    "earliest",
    "latest",
    "minerals",
    "countries",
    "companies",
    "language",
    "review",
    "url",
    "address",
    "opening",
)


Value = str | float | None


class _Echo:
    """A file whose `write` hands the line back."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def write(heading: Heading | None, records: Iterable[Record]) -> Iterator[str]:
    """Yield the question, the header and one row for each article."""
    if heading and heading.kind == "collection":
        return write_rows(heading, (*_COLUMNS, "note"), map(_cells_and_note, records))
    return write_rows(heading, _COLUMNS, map(_cells, records))


def write_rows(
    heading: Heading | None, columns: Sequence[str], rows: Iterable[Iterable[Value]]
) -> Iterator[str]:
    """Yield the question, the names of the columns and any rows, texts safe from formulas."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    line: Any = writer.writerow  # the writer returns what the file's `write` returned
    yield _MARK
    for label, value in heading.lines() if heading else ():
        yield line((f"# {label}", safe_cell(value)))
    yield line([safe_cell(name) for name in columns])
    for row in rows:
        yield line([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(record: Record) -> Iterator[str]:
    date = record.published
    yield str(record.id)
    yield "" if record.is_untitled else record.title
    yield record.source
    yield record.origin
    yield str(date or "")
    yield str((date and date.earliest) or "")
    yield str((date and date.latest) or "")
    yield "; ".join(record.minerals)
    yield "; ".join(record.countries)
    yield "; ".join(record.companies)
    yield record.language
    yield record.review
    yield record.url
    yield record.address
    yield record.opening


def _cells_and_note(record: Record) -> Iterator[str]:
    yield from _cells(record)
    yield one_line(record.note)
