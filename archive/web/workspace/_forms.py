"""What people type in the workspace, checked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.models import MAX_NAME, MAX_NOTE, Cadence
from archive.workspace import MAX_ITEMS

_MAX_ID = 2**63 - 1


class NameField(forms.CharField):
    """A name on one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MAX_NAME,
            error_messages={
                "required": "Give it a name.",
                "max_length": f"The name is longer than {MAX_NAME} characters. Shorten it.",
                "null_characters_not_allowed": "The name has a null character. Retype it.",
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> str:
        """Return the name with single spaces."""
        return " ".join((super().to_python(value) or "").split())


class SearchForm(forms.Form):
    """The name of a saved search and how often it sends e-mail, where e-mail is offered."""

    name = NameField()
    cadence = forms.ChoiceField(
        choices=Cadence.choices,
        required=False,
        error_messages={"invalid_choice": "Choose no e-mail, daily or weekly."},
    )


class CollectionForm(forms.Form):
    """The name of a collection."""

    name = NameField()


class NoteForm(forms.Form):
    """The note of an item."""

    note = forms.CharField(
        max_length=MAX_NOTE,
        required=False,
        error_messages={
            "max_length": f"The note is longer than {MAX_NOTE:,} characters. Nothing was changed.",
            "null_characters_not_allowed": "The note has a null character. Nothing was changed.",
        },
    )


class IdsField(forms.MultipleChoiceField):
    """Ids of articles, once each."""

    def valid_value(self, value: str) -> bool:
        """Accept every id; whether there is such an article shows later."""
        return True

    def to_python(self, value: Any) -> Any:
        """Return the ids in order; what is no id is left out."""
        typed = dict.fromkeys(super().to_python(value))
        ids = [int(text) for text in typed if text.isascii() and text.isdecimal()]
        ids = [pk for pk in ids if pk <= _MAX_ID]
        if len(ids) > MAX_ITEMS:
            raise ValidationError(f"Choose at most {MAX_ITEMS} articles at once.")
        return ids


class CollectForm(forms.Form):
    """Which articles to put into which collection; a name makes a new one."""

    article = IdsField(error_messages={"required": "No article is chosen."})
    collection = forms.IntegerField(required=False, min_value=1, max_value=_MAX_ID)
    name = NameField(required=False)
