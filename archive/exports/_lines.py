"""Values made safe to stand on one line of any file."""

import re

_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_NOT_IN_ADDRESSES = re.compile(r'[\s\x00-\x1f\x7f"<>\\^`{|}]+')


def one_line(text: str) -> str:
    """Return a text without line breaks and control characters."""
    return _UNSAFE.sub(" ", text).strip()


def web_address(url: str) -> str:
    """Return an address of the web, safe to write anywhere; empty for any other address."""
    url = url.strip()
    if not url.lower().startswith(("http://", "https://")):
        return ""
    return _NOT_IN_ADDRESSES.sub(_percent, url)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "ignore"))
