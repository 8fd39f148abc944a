"""What happened to an article: for everybody when and by whom, for editors the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from archive.models import Article, Review

_SHOWN = 50  # entries of the log, the newest ones
_AT_ONCE = timedelta(seconds=2)  # what happens so soon after the adding belongs to it
_REVIEW = "Review"  # the label of the field in the desk's log


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done; `when` is None and `who` empty where that is not known."""

    what: str
    when: datetime | None
    who: str


@dataclass(frozen=True, slots=True)
class History:
    """The steps everybody may see, oldest first, and the log for editors, newest first."""

    steps: tuple[Step, ...]
    log: tuple[Step, ...]


def make_history(article: Article, *, with_log: bool) -> History:
    """Return the history of an article; one query where the log has something to say."""
    is_reviewed = article.review == Review.REVIEWED
    log = _log(article) if with_log or is_reviewed else []
    steps = [Step("Added", article.created_at, _name(article.created_by))]
    if is_reviewed:
        steps.append(_review(log))
    if article.updated_at - article.created_at > _AT_ONCE:
        steps.append(Step("Last changed", article.updated_at, _name(article.updated_by)))
    return History(tuple(steps), tuple(map(_entry, log)) if with_log else ())


def _log(article: Article) -> list[LogEntry]:
    kind = ContentType.objects.get_for_model(Article)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(article.pk))
    return list(entries.select_related("user").order_by("-action_time", "-pk")[:_SHOWN])


def _review(log: Iterable[LogEntry]) -> Step:
    """Return who reviewed the article, as far as the log tells."""
    for entry in log:
        if _REVIEW in entry.change_message:
            return Step("Reviewed", entry.action_time, _name(entry.user))
    return Step("Reviewed", None, "")


def _entry(entry: LogEntry) -> Step:
    return Step(entry.get_change_message() or "Changed", entry.action_time, _name(entry.user))


def _name(person: Any) -> str:
    return person.get_username() if person else ""
