"""E-mail about new articles: whom, what, and that nothing is sent twice or lost.

A letter is recorded after it was handed over. A crash in between repeats that letter once, with
the same Message-ID; a mailbox that refuses keeps its articles for the next run.
"""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from smtplib import SMTPException
from typing import Protocol

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction

from archive.exports import read_records
from archive.models import Announcement, Article, Cadence, SavedSearch
from archive.search import InvalidQuery, SearchQuery
from archive.workspace._announcements import prune_announcements
from archive.workspace._cadence import period_of
from archive.workspace._errors import UnreadableSearch, WorkspaceError
from archive.workspace._letters import Letter, Problem, Section
from archive.workspace._news import find_news
from archive.workspace._searches import Marks

MOST_LISTED = 25  # articles of one search in one e-mail

Reader = Callable[[str], SearchQuery]


class Deliver(Protocol):
    """Hands an e-mail over to whoever carries it."""

    def __call__(self, message: EmailMultiAlternatives) -> object:
        """Send a message; raise SMTPException, OSError or ValueError when that fails."""


class AlertsRunning(WorkspaceError):
    """Another process is sending."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person's e-mail; `error` is empty when it went well.

    `unreadable` are the searches that cannot be asked any more, each with the reason.
    """

    person: str
    address: str
    subject: str = ""
    total: int = 0
    unreadable: tuple[str, ...] = ()
    error: str = ""


def send_alerts(
    read: Reader, *, root: str, now: datetime, deliver: Deliver | None
) -> Iterator[Outcome]:
    """Send everybody's due e-mail and yield what became of it; without `deliver`, only tell.

    `read` turns the stored parameters of a search into a question or raises UnreadableSearch;
    `root` is the address of the archive. Raise AlertsRunning when another process is at it,
    and IndexUnavailable, with nothing lost, when there is no readable index.
    """
    with _the_only_run():
        for person in _people():
            letter = _compose(person, _due(person, now), read, root)
            if letter is not None:
                yield _outcome(letter, now, deliver)
        if deliver is not None:
            prune_announcements()


def stop_alerts(person_id: int) -> int:
    """Switch off all e-mail to a person; return how many searches sent some."""
    alerting = SavedSearch.objects.filter(person=person_id).exclude(cadence=Cadence.OFF)
    return alerting.update(cadence=Cadence.OFF, sent_period="", told_problem="")


@contextmanager
def _the_only_run() -> Iterator[None]:
    """Hold the right to send; the kernel takes it back from the dead."""
    with (Path(settings.DATA_DIR) / "alerts.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlertsRunning("Another send_alerts is at work; wait until it is done.") from error
        yield


def _people() -> Iterable[User]:
    alerting = SavedSearch.objects.exclude(cadence=Cadence.OFF).values("person")
    return User.objects.filter(is_active=True, pk__in=alerting).order_by("pk")


def _due(person: User, now: datetime) -> list[SavedSearch]:
    """Return the searches whose day or week has not had its e-mail."""
    alerting = SavedSearch.objects.filter(person=person).exclude(cadence=Cadence.OFF)
    return [saved for saved in alerting if saved.sent_period != period_of(saved.cadence, now)]


def _compose(person: User, due: Iterable[SavedSearch], read: Reader, root: str) -> Letter | None:
    """Return what there is to tell a person; None when there is nothing."""
    sections: list[Section] = []
    problems: list[Problem] = []
    told: set[int] = set()
    for saved in due:
        try:
            section = _section(saved, read(saved.parameters), told, root)
        except (UnreadableSearch, InvalidQuery) as error:
            problems.append(Problem(saved, str(error), root + saved.get_absolute_url()))
        else:
            sections.append(section)
            told.update(record.id for record in section.records)
    letter = Letter(person, root, tuple(sections), tuple(problems))
    is_news = any(problem.reason != problem.saved.told_problem for problem in problems)
    return letter if letter.total or is_news else None


def _section(saved: SavedSearch, query: SearchQuery, told: set[int], root: str) -> Section:
    marks = Marks.of(saved)
    news = find_news(query, marks.sent)
    unseen = [pk for pk in news.ids if marks.seen.is_past(pk)]
    stored = _stored(unseen)
    fresh = [pk for pk in unseen if pk in stored - told - _announced(saved, unseen)]
    records = tuple(read_records(fresh[:MOST_LISTED], root))
    return Section(
        saved=saved,
        records=records,
        more=len(fresh[MOST_LISTED:]),
        told=len(stored) - len(fresh),
        horizon=news.horizon,
        href=root + saved.get_absolute_url(),
    )


def _stored(ids: list[int]) -> set[int]:
    """Return which of the articles still exist."""
    return _in_pages(ids, lambda page: Article.objects.filter(pk__in=page).values_list("pk"))


def _announced(saved: SavedSearch, ids: list[int]) -> set[int]:
    """Return which of the articles an earlier e-mail told the person about."""
    own = Announcement.objects.filter(person=saved.person_id)
    return _in_pages(ids, lambda page: own.filter(article_id__in=page).values_list("article_id"))


def _in_pages(
    ids: list[int], rows: Callable[[list[int]], Iterable[tuple[int]]], size: int = 500
) -> set[int]:
    return {pk for start in range(0, len(ids), size) for (pk,) in rows(ids[start : start + size])}


def _told(letter: Letter, error: str = "") -> Outcome:
    unreadable = tuple(f"“{each.saved.name}”: {each.reason}" for each in letter.problems)
    name = letter.person.get_username()
    return Outcome(name, letter.person.email, letter.subject, letter.total, unreadable, error=error)


def _outcome(letter: Letter, now: datetime, deliver: Deliver | None) -> Outcome:
    """Send a letter and record it; a failure concerns this person alone."""
    if not letter.person.email:
        return _told(letter, "no e-mail address; give the account one at the editors’ desk")
    if deliver is None:
        return _told(letter)
    try:
        deliver(letter.message())
    except (SMTPException, OSError, ValueError) as error:
        return _told(letter, f"not sent, will be tried again: {_reason(error)}")
    try:
        _record(letter, now)
    except DatabaseError as error:
        return _told(letter, f"sent but not recorded, will be sent once more: {error}")
    return _told(letter)


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _record(letter: Letter, now: datetime) -> None:
    """Move the marks of every due search, also of those without news: one e-mail a period."""
    listed = [record.id for section in letter.sections for record in section.records]
    with transaction.atomic():
        Announcement.objects.bulk_create(
            (Announcement(person=letter.person, article_id=pk, sent_at=now) for pk in listed),
            ignore_conflicts=True,
        )
        for section in letter.sections:
            _update(
                section.saved,
                now,
                sent_through=section.horizon.through,
                sent_awaited=sorted(section.horizon.awaited),
                told_problem="",
            )
        for problem in letter.problems:
            _update(problem.saved, now, told_problem=problem.reason)


def _update(saved: SavedSearch, now: datetime, **columns: object) -> None:
    period = period_of(saved.cadence, now)
    SavedSearch.objects.filter(pk=saved.pk).update(sent_period=period, **columns)
