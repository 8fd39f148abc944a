"""Bytes to text: the one place that knows which reader a media type needs."""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from archive import edtf
from archive.extraction import Hints
from archive.ingest._clipping import RawClipping, ReadClipping, check_size
from archive.ingest._errors import UnreadableClipping
from archive.ingest._media import TEXT, media_type
from archive.ingest._sandbox import read_in_child
from archive.ingest._text import decode, tidy

ReadPage = Callable[[bytes, str], dict[str, str]]

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1990}")


def read_clipping(raw: RawClipping, *, read_page: ReadPage = read_in_child) -> ReadClipping:
    """Take the text out of a clipping; raise UnreadableClipping with the way out.

    Formats other than plain text are read in a child process with limits: `read_page` starts
    one for a file, or shares one among many.
    """
    check_size(raw)
    kind = media_type(raw.content)
    if kind == TEXT:
        page, text = asdict(Hints()), decode(raw.content)
    else:
        page = read_page(raw.content, kind)
        text = page.pop("text")
    given = {name: value for name, value in asdict(raw.given).items() if value}
    clipping = ReadClipping(tidy(text), kind, _hints(page | given, raw.url))
    if not clipping.text.strip():
        raise UnreadableClipping("There is no text in it. Choose a file that holds an article.")
    return clipping


def _hints(page: dict[str, str], url: str) -> Hints:
    """Trust the metadata of a page no further than its form: one line, a real date, a web URL."""
    return Hints(
        title=_line(page["title"])[:500],
        source=_line(page["source"])[:200],
        date=_edtf(page["date"]),
        url=_address(url) or _address(page["url"]),
        language=page["language"] if re.fullmatch(r"[a-z]{2}", page["language"]) else "",
        captured=_edtf(page["captured"]),
    )


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _edtf(text: str) -> str:
    try:
        found = edtf.parse(text)
    except ValueError:
        return ""
    is_past = found.earliest is not None and found.earliest <= date.today()  # noqa: DTZ011
    return text if is_past else ""


def _address(url: str) -> str:
    return url if _WEB_ADDRESS.fullmatch(url) else ""
