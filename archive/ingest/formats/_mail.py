"""An e-mail or a page saved as MHTML: subject, sender and date as lines, then the message."""

import email
import re
from email.message import EmailMessage, MIMEPart
from email.policy import default

from ._capture import day_of
from ._html import read_html
from ._page import CannotRead, Page

_SHOWN = ("Subject", "From", "Date")
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)


def read_mail(content: bytes) -> Page:
    """Return the message: its plain part, else the article of its HTML part.

    The subject becomes the title. The date is the mail's, not the article's, and so no hint.
    """
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    page = _body(message)
    if not page.text.strip():
        raise CannotRead("The e-mail has no text. Send its attachment as a file of its own.")
    is_snapshot = _is_snapshot(message)
    shown = _SHOWN[:1] if is_snapshot else _SHOWN
    lines = [f"{name}: {value}" for name in shown if (value := _header(message, name))]
    title = _REPLY.sub("", _header(message, "Subject"))
    return Page(
        text="\n".join(lines) + "\n\n" + page.text,
        title=title,
        source=page.source,
        date=page.date,
        url=page.url,
        language=page.language,
        captured=page.captured or (day_of(_header(message, "Date")) if is_snapshot else ""),
    )


def _is_snapshot(message: EmailMessage) -> bool:
    """Tell whether this is no mail but a page that a browser saved as MHTML.

    A snapshot's date is the day of its capture. A mail's says only when it was sent, not when
    somebody copied the page into it.
    """
    return "Snapshot-Content-Location" in message or "Saved by" in _header(message, "From")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line: an encoded word may hide line ends."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError):
        return ""


def _body(message: EmailMessage) -> Page:
    part = message.get_body(("plain", "related", "html")) or _first_text(message)
    if part is None:
        return Page("")
    if part.get_content_type() == "multipart/related":
        part = _first_text(part) or part
    text = _content(part)
    return read_html(text.encode()) if part.get_content_subtype() == "html" else Page(text)


def _content(part: MIMEPart) -> str:
    """Return the characters of a part, also when its character set is unknown."""
    try:
        return str(part.get_content())
    except (LookupError, KeyError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _first_text(message: MIMEPart) -> MIMEPart | None:
    """Return the first text anywhere inside, also inside a forwarded message."""
    for part in message.walk():
        if part.get_content_maintype() == "text" and isinstance(part, MIMEPart):
            return part
    return None
