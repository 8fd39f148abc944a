"""When somebody last looked, as people say it."""

from datetime import datetime

from django.utils import timezone

_WEEK = 7  # days; before that, a weekday would be ambiguous


def since_in_words(then: datetime, now: datetime) -> str:
    """Return e.g. `since 09:12 UTC today`, `since Tuesday`, `since 3 March 2024`."""
    then, now = timezone.localtime(then), timezone.localtime(now)
    days = (now.date() - then.date()).days
    if days <= 0:
        return f"since {then:%H:%M %Z} today"
    if days == 1:
        return "since yesterday"
    return f"since {then:%A}" if days < _WEEK else f"since {then.day} {then:%B %Y}"
