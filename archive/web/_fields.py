"""Form fields for the parameters of a search: each value is checked once, here.

A value that cannot be used is an error with a message, never a silent drop: a dropped
filter would widen the result without a word.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.edtf import parse_typed
from archive.search import (
    MAX_RESULT_WINDOW,
    MAX_TEXT,
    PER_PAGE_CHOICES,
    UNDATED,
    YEAR_UNKNOWN,
    Sort,
)

MAX_VALUES = 50  # values of one facet in one question
_MAX_SLUG = 200


class TextField(forms.CharField):
    """The words of the question."""

    def __init__(self, **kwargs: Any) -> None:
        message = f"The question is longer than {MAX_TEXT} characters. Please shorten it."
        super().__init__(
            max_length=MAX_TEXT,
            error_messages={
                "max_length": message,
                "null_characters_not_allowed": "The question has a null character. Retype it.",
            },
            **kwargs,
        )


class SlugsField(forms.MultipleChoiceField):
    """Any slugs, once each, in lower case, as all slugs are.

    An unknown one is valid: it finds nothing and can be removed.
    """

    def valid_value(self, value: str) -> bool:
        """Accept every slug, so that one unknown value does not drop the others."""
        return True

    def to_python(self, value: Any) -> list[str]:
        """Return the slugs in the order the reader chose them."""
        stripped = (slug.strip().replace("\0", "").lower() for slug in super().to_python(value))
        slugs = list(dict.fromkeys(slug for slug in stripped if slug))
        if len(slugs) > MAX_VALUES:
            raise ValidationError(f"Choose at most {MAX_VALUES} values of one facet.")
        if any(len(slug) > _MAX_SLUG for slug in slugs):
            raise ValidationError(f"A facet value is longer than {_MAX_SLUG} characters.")
        return slugs


class DateFacetField(SlugsField):
    """The two values of the date facet: undated, and year unknown."""

    def to_python(self, value: Any) -> list[str]:
        """Refuse anything but the two values."""
        slugs = super().to_python(value)
        if unknown := [slug for slug in slugs if slug not in (UNDATED, YEAR_UNKNOWN)]:
            raise ValidationError(
                f"“{unknown[0]}” is not a value of date. Use {UNDATED} or {YEAR_UNKNOWN}; "
                "for a day, month or year use after and before."
            )
        return slugs


class ModeField(forms.ChoiceField):
    """`all`: every chosen value must be present. Empty or `any`: one is enough."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("any", "Any"), ("all", "All")],
            error_messages={"invalid_choice": "“%(value)s” is not a mode. Use all or any."},
            **kwargs,
        )


class MainField(forms.ChoiceField):
    """`1`: only the main subjects of an article count as its minerals and countries."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("1", "Main subjects only")],
            error_messages={
                "invalid_choice": "“%(value)s” cannot be read. Use main=1, or leave main out."
            },
            **kwargs,
        )


class PartialDateField(forms.CharField):
    """A day, a month or a year as a person types it; cleans to EDTF."""

    def clean(self, value: Any) -> str:
        """Return the date in EDTF, or an empty string for an empty box."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            date = parse_typed(typed[:40])
            if date.earliest is None:
                raise ValueError(f"“{typed[:40]}” has no year. Try 2024, 2024-03 or 6 Nov 2024.")
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return str(date)


class SortField(forms.TypedChoiceField):
    """The order of the result; empty when the reader did not choose one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[(sort.value, sort.value.title()) for sort in Sort],
            coerce=Sort,
            empty_value=None,
            error_messages={
                "invalid_choice": "“%(value)s” is not an order, so the usual one is used. "
                "Use relevance, newest or oldest."
            },
            **kwargs,
        )


class PerPageField(forms.TypedChoiceField):
    """How many articles a page shows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[(number, str(number)) for number in PER_PAGE_CHOICES],
            coerce=int,
            empty_value=None,
            error_messages={
                "invalid_choice": "A page cannot show “%(value)s” articles, so it shows "
                f"{PER_PAGE_CHOICES[0]}. Use 20, 50 or 100."
            },
            **kwargs,
        )


TOO_DEEP = (
    f"Paging reaches the first {MAX_RESULT_WINDOW:,} articles. Narrow the search to see the others."
)


class PageField(forms.IntegerField):
    """The number of a page, from 1."""

    def __init__(self, **kwargs: Any) -> None:
        message = "That is not the number of a page, so this is page 1."
        super().__init__(
            min_value=1,
            error_messages={
                "invalid": message,
                "min_value": message,
            },
            **kwargs,
        )
