"""Which day or week an e-mail belongs to."""

from datetime import datetime

from django.utils import timezone

from archive.models import Cadence


def period_of(cadence: str, now: datetime) -> str:
    """Return the day or the ISO week of a moment in the archive's time zone; empty for off."""
    day = timezone.localtime(now)
    if cadence == Cadence.DAILY:
        return f"{day:%Y-%m-%d}"
    return f"{day:%G-W%V}" if cadence == Cadence.WEEKLY else ""
