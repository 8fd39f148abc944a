"""The day on which a page was saved, as the programs that save pages write it into them."""

import re
from datetime import date

_HEAD = 16_384  # bytes in which a program signs at the start ...
_FOOT = 8_192  # ... or at the end
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_DAY = (
    rb"[^<>\"]{0,40}?(\d{4})-(\d\d)-(\d\d)"
    rb"|[^<>\"]{0,40}?\b([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4})"
    rb"|[^<>\"]{0,40}?\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})"
)
_SIGNED = re.compile(
    rb"(?:"
    # SingleFile
    rb"<!--\s*Page saved with SingleFile\s+url:[^<>]{0,2000}?saved date:"
    # Save Page WE
    rb"|<meta\s+name=[\"']?savepage-date[\"']?\s+content=[\"']?"
    # The Wayback Machine
    rb"|FILE ARCHIVED ON "
    # HTTrack
    rb"|<!--\s*Mirrored from [^<>]{0,2000}? by HTTrack [^<>,]{0,80},"
    # a copy of the HTTP header
    rb"|<meta\s+http-equiv=[\"']?date[\"']?\s+content=[\"']?"
    rb")(?:" + _DAY + rb")",
    re.IGNORECASE,
)


def day_saved(content: bytes) -> str:
    """Return the day on which a page says it was saved, as EDTF; empty when it does not."""
    match = _SIGNED.search(content[:_HEAD]) or _SIGNED.search(content[-_FOOT:])
    if match is None:
        return ""
    iso, american, british = match.groups()[:3], match.groups()[3:6], match.groups()[6:]
    if iso[0]:
        return _day(int(iso[0]), int(iso[1]), int(iso[2]))
    if american[0]:
        return _day(int(american[2]), _month(american[0]), int(american[1]))
    return _day(int(british[2]), _month(british[1]), int(british[0]))


def day_of(header: str) -> str:
    """Return the day of a mail's date header, as written, as EDTF; empty when it has none."""
    match = re.search(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})\b", header[:200])
    return _day(int(match[3]), _month(match[2].encode()), int(match[1])) if match else ""


def _month(word: bytes) -> int:
    name = word.decode("ascii", "replace").lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
