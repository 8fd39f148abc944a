"""What kind of file the bytes are, told by the bytes alone: names and extensions lie."""

import re

from archive.ingest._errors import UnreadableClipping

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EML = "message/rfc822"

_HEAD = 4096  # bytes that decide
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b"
)
_HTML_PIECE = re.compile(rb"<(article|section|main|div|table|p|h1)\b[^>]*>")
_MAIL_HEADERS = re.compile(rb"(?:From [^\n]+\n)?(?:[\w-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_MAIL_MARK = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-type|delivered-to):", re.MULTILINE
)
_REFUSED = (
    (b"{\\rtf", "an RTF document. Save it as .docx, .pdf or plain text."),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc). Save it as .docx or .pdf."),
    (b"\x89PNG", "a picture. Run text recognition (OCR) and send the text."),
    (b"\xff\xd8\xff", "a picture. Run text recognition (OCR) and send the text."),
    (b"GIF8", "a picture. Run text recognition (OCR) and send the text."),
    (b"\x1f\x8b", "a compressed file. Unpack it and send what is inside."),
    (b"7z\xbc\xaf", "a compressed file. Unpack it and send what is inside."),
    (b"Rar!", "a compressed file. Unpack it and send what is inside."),
)


def media_type(content: bytes) -> str:
    """Return the media type of a clipping; raise UnreadableClipping for kinds Lode cannot read."""
    for start, explanation in _REFUSED:
        if content.startswith(start):
            raise UnreadableClipping(f"This is {explanation}")
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _zip_type(content)
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower().replace(b"\r\n", b"\n")
    if _looks_like_html(head):
        return HTML
    return EML if _looks_like_mail(head) else TEXT


def _zip_type(content: bytes) -> str:
    if b"word/document.xml" in content:
        return DOCX
    raise UnreadableClipping(
        "This is a zip archive or an Office file other than .docx. "
        "Unpack it, or save it as .docx or .pdf."
    )


def _looks_like_html(head: bytes) -> bool:
    """Accept whole pages, and pieces of pages: a text that only mentions a tag is no page."""
    if _HTML_START.match(head):
        return True
    piece = _HTML_PIECE.match(head)
    return bool(piece) and b"</" in head


def _looks_like_mail(head: bytes) -> bool:
    """Ask for a header that only mail programs write, as people type From: and Subject: too."""
    headers = _MAIL_HEADERS.match(head)
    return headers is not None and b"from:" in headers[0] and bool(_MAIL_MARK.search(headers[0]))
