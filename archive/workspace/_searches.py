"""Saving a search, changing it, and moving its mark."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.models import Cadence, SavedSearch
from archive.search import PER_PAGE_CHOICES, SearchError, SearchQuery, get_engine
from archive.workspace._cadence import period_of
from archive.workspace._errors import NameTaken, TooMany, WorkspaceError
from archive.workspace._watermark import Watermark, first_mark

MAX_SEARCHES = 50  # of one person; each costs a search whenever the workspace is opened


@dataclass(frozen=True, slots=True)
class Marks:
    """Up to where the owner of a saved search has looked, and e-mail has told."""

    seen: Watermark
    sent: Watermark

    @classmethod
    def of(cls, saved: SavedSearch) -> "Marks":
        """Read the marks of a row."""
        return cls(
            Watermark(saved.seen_through, tuple(saved.seen_awaited)),
            Watermark(saved.sent_through, tuple(saved.sent_awaited)),
        )


def save_search(
    person: User,
    name: str,
    query: SearchQuery,
    *,
    now: datetime,
    cadence: str = Cadence.OFF,
) -> SavedSearch:
    """Keep a search; articles that come in from now on are new.

    Raise TooMany at the limit, NameTaken when the person has another search of this name and
    WorkspaceError when the same search is saved already.
    """
    parameters, mark = saved_form(query), _mark_now(query)
    with transaction.atomic():
        own = SavedSearch.objects.filter(person=person)
        _check_room(own.count())
        _check_question(person, parameters)
        _check_name(person, name)
        return SavedSearch.objects.create(
            person=person,
            name=name,
            parameters=parameters,
            seen_at=now,
            cadence=cadence,
            sent_period=period_of(cadence, now),
            **_columns("seen", mark),
            **_columns("sent", mark),
        )


def change_search(
    saved: SavedSearch, name: str, cadence: str, *, query: SearchQuery | None, now: datetime
) -> None:
    """Rename a search and set its e-mail; what came in before e-mail was on is never sent.

    `query` is what the search asks, None when it cannot be read. Raise NameTaken when the
    person has another search of this name.
    """
    with transaction.atomic():
        _check_name(saved.person, name, but=saved.pk)
        saved.name = name
        if saved.cadence == Cadence.OFF and cadence != Cadence.OFF:
            mark = _mark_now(query)
            saved.sent_through, saved.sent_awaited = mark.through, list(mark.awaited)
        if saved.cadence != cadence:
            saved.cadence, saved.sent_period = cadence, period_of(cadence, now)
            saved.told_problem = ""
        saved.save(
            update_fields=[
                *("name", "cadence", "sent_period", "sent_through", "sent_awaited"),
                "told_problem",
            ]
        )


def change_question(saved: SavedSearch, query: SearchQuery) -> None:
    """Let a search ask something else; its marks stay where they are.

    New in it is therefore what matches now and came in since the person looked, and what e-mail
    has told is not told again. Raise WorkspaceError when the person has saved that already.
    """
    parameters = saved_form(query)
    with transaction.atomic():
        _check_question(saved.person, parameters, but=saved.pk)
        SavedSearch.objects.filter(pk=saved.pk).update(parameters=parameters, told_problem="")


def mark_seen(saved: SavedSearch, mark: Watermark, now: datetime) -> None:
    """Note that the person has seen everything up to a mark; an older mark changes nothing."""
    with transaction.atomic():
        row = SavedSearch.objects.get(pk=saved.pk)
        later = Marks.of(row).seen.later(mark)
        columns = _columns("seen", later)
        SavedSearch.objects.filter(pk=saved.pk).update(seen_at=now, **columns)


def mark_unseen(saved: SavedSearch, mark: Watermark, seen_at: datetime) -> None:
    """Put an earlier mark back."""
    columns = _columns("seen", mark)
    SavedSearch.objects.filter(pk=saved.pk).update(seen_at=seen_at, **columns)


def saved_form(query: SearchQuery) -> str:
    """Return a question as it is stored: all of it, whatever its page."""
    return replace(query, page=1, per_page=PER_PAGE_CHOICES[0]).querystring()


def _mark_now(query: SearchQuery | None) -> Watermark:
    def matching() -> list[int]:
        return get_engine().matching_ids(query) if query else []

    try:
        return first_mark(matching)
    except SearchError:  # the index is being repaired: whatever it shows later counts as new
        return first_mark(list)


def _columns(verb: str, mark: Watermark) -> dict[str, object]:
    return {f"{verb}_through": mark.through, f"{verb}_awaited": sorted(mark.awaited)}


def _check_room(count: int) -> None:
    if count >= MAX_SEARCHES:
        raise TooMany(
            f"You have {MAX_SEARCHES} saved searches, which is as many as one person can have. "
            "Delete one first."
        )


def _check_question(person: User, parameters: str, but: int = 0) -> None:
    others = SavedSearch.objects.filter(person=person, parameters=parameters).exclude(pk=but)
    if same := others.first():
        raise WorkspaceError(f"You have saved this search already, as “{same.name}”.")


def _check_name(person: User, name: str, but: int = 0) -> None:
    others = SavedSearch.objects.filter(person=person, name__iexact=name).exclude(pk=but)
    if others.exists():
        raise NameTaken(f"You have another saved search named “{name}”. Choose another name.")
