"""The parameters of a search: those of the pages, read strictly.

A program cannot see a notice, so what a page replaces by its default is refused here: an
unknown name, a value twice, an order that does not exist.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from django import forms
from rest_framework.request import Request

from archive.api._problems import BadParameters
from archive.search import MAX_RESULT_WINDOW, MAX_TEXT, UNDATED, YEAR_UNKNOWN
from archive.web import ArticleFilterSet, whole_href

FIELDS: dict[str, forms.Field] = {
    name: declared.field for name, declared in ArticleFilterSet.base_filters.items()
}
FIXED = {"date": (UNDATED, YEAR_UNKNOWN)}  # lists whose values are few and known
LONGEST_DATE = 40  # characters that are read of one
_WHOLE_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


def read_filters(request: Request, *, beside: Collection[str] = ()) -> ArticleFilterSet:
    """Return the filters that a request asks for; raise BadParameters for any other thing.

    `beside` are parameters of the address that are no part of the search.
    """
    refuse_strangers(request, [*FIELDS, *beside])
    given = request.query_params
    problems = dict(_malformed(request, [name for name in given if name in FIELDS]))
    if problems:
        raise BadParameters(problems)
    filters = ArticleFilterSet(given)
    problems = filters.problems() | _presentation(filters)
    if problems:
        raise BadParameters(problems)
    return filters


def refuse_strangers(request: Request, names: Collection[str]) -> None:
    """Raise BadParameters when a request has parameters of other names."""
    strangers = [name for name in request.query_params if name not in names]
    if strangers:
        raise BadParameters({_shown(name): _stranger(name, names) for name in strangers})


def refuse_repeats(request: Request, names: Iterable[str]) -> None:
    """Raise BadParameters when one of these parameters is given more than once."""
    given = request.query_params
    if repeated := [name for name in names if len(given.getlist(name)) > 1]:
        raise BadParameters({name: _repeated(name) for name in repeated})


def choices_of(name: str) -> tuple[str, ...]:
    """Return the values that a parameter may have; empty when they are not few and known."""
    field = FIELDS[name]
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.MultipleChoiceField):
        choices: Iterable[tuple[Any, Any]] = field.choices  # type: ignore[assignment]
        return tuple(str(value) for value, _ in choices if value != "")
    return FIXED.get(name, ())


def is_list(name: str) -> bool:
    """Tell whether a parameter may be given several times."""
    return isinstance(FIELDS[name], forms.MultipleChoiceField)


def is_number(name: str) -> bool:
    """Tell whether a parameter is a whole number."""
    return isinstance(FIELDS[name], forms.IntegerField)


def longest(name: str) -> int:
    """Return how many characters a parameter may have, spaces at its ends included."""
    if name in ("after", "before"):
        return LONGEST_DATE
    return MAX_TEXT


def _malformed(request: Request, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the form of parameters, whatever they mean."""
    for name in names:
        values = request.query_params.getlist(name)
        known = choices_of(name)
        if len(values) > 1 and not is_list(name):
            yield name, _repeated(name)
        elif known and (wrong := [value for value in values if value not in known]):
            yield name, f"“{wrong[0][:40]}” is no value of {name}. Use {' or '.join(known)}."
        elif len(values[0]) > longest(name):
            yield name, f"{name} is longer than {longest(name)} characters. Please shorten it."
        elif is_number(name) and not _WHOLE_NUMBER.fullmatch(values[0]):
            yield name, f"“{values[0][:40]}” is no number for {name}. Use a whole number from 1."


def _presentation(filters: ArticleFilterSet) -> dict[str, str]:
    """Say what keeps a page from being shown: it lies too deep."""
    if not filters.remarks():
        return {}
    everything = whole_href("export", filters.search_query(), "jsonl")
    message = (
        f"Paging reaches the first {MAX_RESULT_WINDOW:,} articles. Narrow the search, or take "
        f"all of them at once from {everything}."
    )
    return dict.fromkeys(filters.remarks(), message)


def _stranger(name: str, names: Collection[str]) -> str:
    near = get_close_matches(name, names, n=1)
    known = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(names) or 'none'}."
    return f"There is no parameter “{_shown(name)}” here. {known}"


def _repeated(name: str) -> str:
    return f"{name} is given more than once. Give it once."


def _shown(name: str) -> str:
    return "".join(letter for letter in name[:40] if letter.isprintable())
