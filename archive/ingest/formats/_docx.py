"""A Word document: headers, paragraphs and tables in reading order, then footers."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ._page import CannotRead, Page

MAX_ENTRIES = 2_000
MAX_INFLATED = 100 * 1024 * 1024  # bytes
MAX_RATIO = 100


def read_docx(content: bytes) -> Page:
    """Return the text of a Word document; refuse one that would inflate beyond reason."""
    _check_zip(content)
    from docx import Document

    try:
        document = Document(BytesIO(content))
        text = "\n".join(_lines(document)).strip()
    except (KeyError, ValueError, SyntaxError, AttributeError, BadZipFile) as error:
        raise CannotRead(
            "The Word document is damaged. Open it in Word and save it again."
        ) from error
    if not text:
        raise CannotRead("The Word document has no text. Send the text itself, or a PDF.")
    return Page(text)


def _check_zip(content: bytes) -> None:
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise CannotRead("The Word document is damaged. Download it again.") from error
    inflated = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    # Small documents compress better than the ratio allows, and do no harm.
    is_bomb = inflated > 10 * 1024 * 1024 and inflated > packed * MAX_RATIO
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or is_bomb:
        raise CannotRead(
            "The Word document unpacks to far more than a document needs. Paste its text instead."
        )


def _lines(document: Any) -> Iterator[str]:
    sections = list(document.sections)
    yield from _distinct(section.header for section in sections)
    yield from _block_lines(document)
    yield from _distinct(section.footer for section in sections)


def _distinct(parts: Iterator[Any]) -> Iterator[str]:
    """Yield each line of the headers or footers once, however many sections repeat it."""
    lines = (line for part in parts for line in _block_lines(part) if line.strip())
    yield from dict.fromkeys(lines)


def _block_lines(container: Any) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from ("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text
