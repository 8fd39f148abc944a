"""What the page of an article has for editors alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

from archive.ingest import Decisions, Standing
from archive.models import Article, Field
from archive.web._hits import date_in_words
from archive.web._receipts import Receipt
from archive.web._value_names import value_names
from archive.web.editing._access import NOTE
from archive.web.editing._forms import ValueForm
from archive.web.editing._undo import can_undo


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that editors rejected."""

    key: str
    standing: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Note:
    """What came of the last decision; it stands before the receipt of this number."""

    text: str
    level: str
    place: int
    can_undo: bool


@dataclass(frozen=True, slots=True)
class EditorPanel:
    """What editors see beside the values; `notices` are the messages that belong elsewhere.

    `mark` changes with the fields that have one value, `asked` is the rest of the address.
    """

    form: ValueForm
    mark: str
    refused: tuple[Refused, ...]
    note: Note | None
    notices: tuple[Message, ...]
    asked: str


def make_editor_panel(
    request: HttpRequest,
    article: Article,
    receipts: Sequence[Receipt],
    decisions: Decisions,
    form: ValueForm | None,
) -> EditorPanel:
    """Prepare what editors see on the page of an article."""
    told = tuple(messages.get_messages(request))
    notes = [message for message in told if (message.extra_tags or "").startswith(f"{NOTE} ")]
    asked = request.GET.urlencode()
    return EditorPanel(
        form=form or ValueForm(article),
        mark=mark_of(article),
        refused=_refused(decisions),
        note=_note(request, article, notes[-1], receipts) if notes else None,
        notices=tuple(message for message in told if message not in notes),
        asked=f"?{asked}" if asked else "",
    )


def tell(request: HttpRequest, level: int, text: str, place: int, key: str) -> None:
    """Leave a message about a value, which stands at the receipt of this number."""
    messages.add_message(request, level, text, extra_tags=f"{NOTE} {place} {key}")


def mark_of(article: Article) -> str:
    """Return what changes whenever title, source, origin or date do."""
    values = (article.title, article.source_id, article.origin_id, article.published)
    return blake2b(json.dumps(values).encode(), digest_size=8).hexdigest()


def _note(
    request: HttpRequest, article: Article, message: Message, receipts: Sequence[Receipt]
) -> Note:
    _, place, key = message.extra_tags.split(" ", 2)
    keys = [receipt.key for receipt in receipts]
    return Note(
        text=str(message.message),
        level=message.level_tag,
        place=keys.index(key) if key in keys else min(int(place), len(keys)),
        can_undo=message.level == messages.SUCCESS and can_undo(request, article),
    )


def _refused(decisions: Decisions) -> tuple[Refused, ...]:
    order = list(Field)
    pairs = sorted(
        ((Field(field), value) for field, value in decisions.rejected if value),
        key=lambda pair: (order.index(pair[0]), pair[1]),
    )
    names = value_names(value for _, value in pairs) if pairs else {}
    return tuple(
        Refused(
            key=f"{field}:{value}",
            standing=Standing.REJECTED,
            label=str(field.label),
            value=date_in_words(value) if field == Field.DATE else names.get((field, value), value),
        )
        for field, value in pairs
    )
