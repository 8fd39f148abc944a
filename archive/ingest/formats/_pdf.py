"""A PDF: the text of its pages. Scans have none, and are refused with the way out."""

from io import BytesIO

from ._page import CannotRead, Page

MAX_PAGES = 1_000


def read_pdf(content: bytes) -> Page:
    """Return the text of all pages, an empty line between two."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead("The PDF asks for a password. Save a copy without one.")
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise CannotRead(
            "The PDF is damaged or incomplete. Download it again, or paste its text."
        ) from error
    if count > MAX_PAGES:
        raise CannotRead(f"The PDF has {count:,} pages; {MAX_PAGES:,} is the most. Split it.")
    pages = [_page_text(reader, number) for number in range(count)]
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise CannotRead(
            "The PDF has no text, only pictures. Run text recognition (OCR) on it first."
        )
    return Page(text, title=_title(reader, text))


def _page_text(reader: "object", number: int) -> str:
    """Return the text of one page; a damaged page does not cost the others."""
    try:
        text: str = reader.pages[number].extract_text()  # type: ignore[attr-defined]
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001  pypdf raises nearly anything on a damaged page
        return ""
    return text.strip()


def _title(reader: "object", text: str) -> str:
    """Return the document's title when the text has it too: many name a template or a file."""
    try:
        title = str(reader.metadata.title or "")  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001  a damaged dictionary is no title
        return ""
    title = " ".join(title.split())
    known = " ".join(text[:3000].split()).casefold()
    return title if len(title.split()) >= 3 and title.casefold() in known else ""
