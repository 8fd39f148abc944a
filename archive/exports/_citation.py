"""One article as a sentence to paste into a report."""

from archive.exports._records import Record
from archive.models import UNKNOWN_SOURCE


def citation(record: Record) -> str:
    """Return e.g. `Daryo (from Reuters), “Title”, 16 January 2024, https://…`."""
    origin = f" (from {record.origin})" if record.origin else ""
    parts = [
        (record.source or UNKNOWN_SOURCE) + origin,
        f"“{record.title}”",
        record.date or "undated",
        record.url,
    ]
    archived = f"archived in Lode: {record.address}"
    return f"{', '.join(filter(None, parts))} ({archived})"
