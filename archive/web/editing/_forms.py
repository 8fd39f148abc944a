"""The form that adds a value to an article."""

from typing import Any

from django import forms

from archive.ingest import UnclearQuote, find_quote
from archive.models import Article, Field
from archive.web.editing._values import FIELDS, read_value

_NULL = "There is a null character in it. Retype it."


class ValueForm(forms.Form):
    """Field, value and the words of the text that say so; without a value it is the words.

    When valid, `found` is the field, the value and the range of the words. `mark` tells what the
    fields with one value were when the page was made.
    """

    field = forms.ChoiceField(
        choices=FIELDS, error_messages={"invalid_choice": "Choose one of the fields."}
    )
    value = forms.CharField(required=False, error_messages={"null_characters_not_allowed": _NULL})
    quote = forms.CharField(required=False, error_messages={"null_characters_not_allowed": _NULL})
    start = forms.IntegerField(required=False, min_value=0, max_value=2**31)
    mark = forms.CharField(required=False)

    found: tuple[Field, str, tuple[int, int] | None]

    def __init__(self, article: Article, *args: Any) -> None:
        super().__init__(*args)
        self.article = article

    def clean(self) -> dict[str, Any]:
        """Find the words in the text and the value among those that the archive knows."""
        cleaned = super().clean() or {}
        words = self._find_words(cleaned.get("quote", ""))
        if not self.errors.keys() & {"field", "value"}:
            typed = cleaned["value"] or cleaned.get("quote", "")
            try:
                self.found = (*read_value(Field(cleaned["field"]), typed), words)
            except ValueError as error:
                self.add_error("value", str(error))
        return cleaned

    def _find_words(self, quote: str) -> tuple[int, int] | None:
        if not quote:
            return None
        try:
            return find_quote(self.article.text, quote, self.cleaned_data.get("start"))
        except UnclearQuote as error:
            self.add_error("quote", str(error))
            return None
