"""A saved web page: its article, with title, site, date and address from the metadata."""

import re
from datetime import UTC, datetime

from ._capture import day_saved
from ._page import CannotRead, Page

_MIN_ARTICLE = 120  # characters; below that the whole page says more
_MAX_DEPTH = 2_000  # open tags; lxml drops the text of trees that are too deep
_TAG = re.compile(rb"<(/?)(?:div|span|p|b|i|ul|li|table|tr|td|blockquote|section|font)\b", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]{0,2000}>", re.DOTALL | re.IGNORECASE)


def read_html(content: bytes) -> Page:
    """Return the article of a page; the whole visible text when no article stands out."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    if _depth(content) > _MAX_DEPTH:
        raise CannotRead("The page is nested too deeply to be read. Copy its text and paste that.")
    found = bare_extraction(
        content,
        with_metadata=True,
        include_comments=False,
        # An extensive search takes copyright years and event dates for the date of publication.
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": datetime.now(UTC).date().isoformat(),
        },
    )
    if not isinstance(found, Document):
        return Page(_visible_text(content), captured=day_saved(content))
    text = found.text or ""
    title = found.title or ""
    if len(text) < _MIN_ARTICLE:
        text = max(text, _visible_text(content), key=len)
    return Page(
        text=_headed(title, text),
        title=title,
        source=found.sitename or "",
        date=found.date or "",
        url=found.url or "",
        language=_language(content) or found.language or "",
        captured=day_saved(content),
    )


def _headed(title: str, text: str) -> str:
    """Put the headline above the article unless it is there already."""
    start = " ".join(text[: len(title) + 200].split()).casefold()
    if not title or " ".join(title.split()).casefold() in start:
        return text
    return f"{title}\n\n{text}"


def _depth(content: bytes) -> int:
    depth = deepest = 0
    for closing in _TAG.findall(content):
        depth = max(0, depth + (-1 if closing else 1))
        deepest = max(deepest, depth)
    return deepest


def _visible_text(content: bytes) -> str:
    """Return everything a reader of the page sees, one block a line."""
    from lxml import etree, html  # type: ignore[import-untyped]
    from trafilatura.utils import decode_file

    page = _XML_DECLARATION.sub("", decode_file(content))
    try:
        tree = html.fromstring(page)
    except (etree.ParserError, ValueError):
        return _MARKUP.sub(" ", page)
    for element in tree.xpath("//script|//style|//noscript|//template|//head"):
        element.drop_tree()
    for element in tree.iter("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "section"):
        element.tail = "\n" + (element.tail or "")
    return re.sub(r"[ \t]*\n\s*", "\n", tree.text_content()).strip()


def _language(content: bytes) -> str:
    match = re.search(rb"<html[^>]{0,500}\blang\s*=\s*[\"']?([a-zA-Z]{2})\b", content[:4096], re.I)
    return match[1].decode().lower() if match else ""
