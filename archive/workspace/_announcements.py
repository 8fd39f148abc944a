"""Which articles e-mail has told a person about."""

from collections.abc import Iterable
from itertools import groupby

from archive.models import Announcement, Cadence, SavedSearch


def prune_announcements() -> int:
    """Forget what no e-mail can tell again, as every search of the person is past it.

    Return how many rows went. A search whose e-mail is off is past everything: its marks are
    set anew when it is switched on.
    """
    told = Announcement.objects.order_by("person").values_list("person", flat=True).distinct()
    alerting = SavedSearch.objects.exclude(cadence=Cadence.OFF).filter(person__in=told)
    rows = alerting.order_by("person").values_list("person", "sent_through", "sent_awaited")
    ends = {person: _end(marks) for person, marks in groupby(rows, key=lambda row: row[0])}
    pruned = 0
    for person in told:
        past = Announcement.objects.filter(person=person)
        if person in ends:
            past = past.filter(article_id__lte=ends[person])
        pruned += past.delete()[0]
    return pruned


def _end(marks: Iterable[tuple[int, int, list[int]]]) -> int:
    """Return the last article that every mark is past."""
    return min(min(through, min(awaited, default=through + 1) - 1) for _, through, awaited in marks)
