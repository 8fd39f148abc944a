"""An editor's word on one value: it is right, it is wrong, or it is missing. It holds for ever."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from archive import edtf
from archive.indexing import drain_after_commit
from archive.ingest._decisions import POSITIVE, Standing, decisions_of
from archive.ingest._editing import (
    SCALARS,
    Decision,
    decisions_on,
    record_removal,
    record_value,
    replace_decisions,
    values_of,
)
from archive.ingest._errors import ChangedMeanwhile, DecisionRefused
from archive.ingest._links import Links
from archive.ingest._reextract import reextract
from archive.ingest._store import MAX_TITLE, set_published
from archive.ingest._tags import link_once, row_of
from archive.models import Article, Field

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_CHANGED = {
    Standing.KEPT: "Somebody confirmed this value after this page was opened.",
    Standing.REJECTED: "Somebody rejected this value after this page was opened.",
    Standing.OPEN: "Somebody undid a decision on this value after this page was opened.",
}


def confirm(
    article: Article,
    field: Field,
    value: str,
    *,
    words: tuple[int, int] | None = None,
    by: "User | None" = None,
    seen: Standing | None = None,
) -> Article:
    """Vouch for a value, which the article need not have had; return the article as it is then.

    A field that has one value takes it, and its other values are rejected. `words` is the range
    of the text that says so, `by` the person for the history, `seen` how the value stood when
    the person decided: ChangedMeanwhile is raised when it stands otherwise now. An unknown
    country, mineral or company raises ValueError.
    """
    with transaction.atomic():
        row = _as_seen(article, field, value, seen)
        if field in SCALARS:
            _set(row, field, value)
        else:
            link_once(row, field, value)
        record_value(row, field, value, words)
        _sign(row, by, f"Confirmed {_in_words(field, value)}")
        drain_after_commit()
    return row


def reject(
    article: Article,
    field: Field,
    value: str,
    *,
    by: "User | None" = None,
    seen: Standing | None = None,
) -> Article:
    """Refuse a value for ever and return the article without it; `by` and `seen` as above.

    A field that has one value takes the next best that the text offers, or none. A value that
    the article does not have raises DecisionRefused.
    """
    with transaction.atomic():
        row = _as_seen(article, field, value, seen)
        if not _has(row, field, value):
            raise DecisionRefused("The article does not have this value.")
        record_removal(row, field, value)
        row = reextract(row)
        _sign(row, by, f"Rejected {_in_words(field, value)}")
    return row


def restore(
    article: Article,
    field: Field,
    before: Iterable[Decision],
    *,
    after: tuple[Decision, ...],
    by: "User | None" = None,
) -> Article:
    """Undo: let editors have decided about a field what they had `before`.

    Raises ChangedMeanwhile unless their decisions still are those of `after`.
    """
    with transaction.atomic():
        row = _locked(article)
        if decisions_on(row, field) != after:
            raise _changed(row, "Somebody has decided on this field again since.")
        wanted = tuple(before)
        replace_decisions(row, field, wanted)
        for each in wanted:
            if field in SCALARS and each.verdict in POSITIVE:
                _set(row, field, each.value)
        row = reextract(row)
        _sign(row, by, f"Undid a decision on the {field.label.lower()}")
    return row


def value_name(field: Field, value: str) -> str:
    """Return what people call a value of a field; raise ValueError for one that cannot be."""
    if field not in SCALARS:
        return str(row_of(field, value))
    return edtf.parse(value).in_words() if field == Field.DATE and value else value or "none"


def _as_seen(article: Article, field: Field, value: str, seen: Standing | None) -> Article:
    row = _locked(article)
    now = decisions_of(row).standing(field, value)
    if seen is not None and now != seen:
        raise _changed(row, _CHANGED[now])
    return row


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update().get(pk=article.pk)


def _changed(article: Article, what: str) -> ChangedMeanwhile:
    """Return the error that says what happened, and who changed the article last."""
    person = article.updated_by
    return ChangedMeanwhile(f"{what} The last change is by {person}." if person else what)


def _has(article: Article, field: Field, value: str) -> bool:
    if article.evidence.filter(field=field, value=value).exists():
        return True
    values = values_of(article)
    if field in SCALARS:
        return bool(value) and getattr(values, field.value) == value
    return value in values.tags(field)


def _in_words(field: Field, value: str) -> str:
    return f"{field.label.lower()} {value_name(field, value)}"


def _sign(article: Article, by: "User | None", what: str) -> None:
    """Remember who decided what."""
    if by is not None:
        article.updated_by = by
        article.save(update_fields=["updated_by", "updated_at"])
        LogEntry.objects.log_actions(by.pk, [article], CHANGE, what, single_object=True)


def _set(article: Article, field: Field, value: str) -> None:
    if field == Field.DATE:
        set_published(article, value)
    elif field == Field.TITLE:
        article.title = value[:MAX_TITLE]
    else:
        setattr(article, f"{field}_id", Links().source(value))
    article.save()
