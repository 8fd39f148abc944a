"""The parameters of a search as the schema describes them, from the fields that read them."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from archive.api._parameters import FIELDS, choices_of, is_list, is_number, longest
from archive.search import FACET_NAMES, MAX_RESULT_WINDOW
from archive.web import FACET_LABELS, LESSONS

# What `parse_typed` reads: 2024, 2024-03, 6 Nov 2024, March 2024.
_DATE = (
    r"^\s*(\d{4}([-/.]\d{1,2}([-/.]\d{1,2})?)?"
    r"|(\d{1,2}(st|nd|rd|th)?\s+)?[A-Za-z]{3,9}\.?,?\s+(\d{1,2}(st|nd|rd|th)?,?\s+)?\d{4})?\s*$"
)
_LISTS = {
    "mineral": "/api/minerals/",
    "country": "/api/countries/",
    "company": "/api/companies/",
    "source": "/api/sources/",
}
_OTHERS = {
    "q": "Words, all of which must be in an article in any form, or the query language of the "
    "help page.",
    "main": "`1` counts only what an article is mainly about as its minerals and countries, and "
    "leaves out what it merely mentions.",
    "date": "`none` finds undated articles, `year-unknown` those dated to a day without its year.",
    "after": "Published from then on, inclusive: a year, a month or a day. An article is found "
    "when its date may lie within the range.",
    "before": "Published up to then, inclusive: a year, a month or a day.",
    "sort": "The order; without it relevance for words and newest first for none.",
    "page": f"The page of the result; paging reaches the first {MAX_RESULT_WINDOW:,} articles.",
    "per_page": "Articles on a page.",
}


def search_parameters(*, paged: bool = True) -> list[OpenApiParameter]:
    """Return every parameter of a search; without paging for answers that have no pages."""
    left_out = () if paged else ("page", "per_page", "sort")
    return [_parameter(name) for name in FIELDS if name not in left_out]


def _parameter(name: str) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        _schema(name),
        description=_description(name),
        style="form" if is_list(name) else None,
        explode=True if is_list(name) else None,
        examples=list(_examples(name)),
    )


def _schema(name: str) -> dict[str, Any]:
    choices = choices_of(name)
    if is_list(name):
        item = {"type": "string", "enum": list(choices)} if choices else {"type": "string"}
        return {"type": "array", "items": item}
    if choices and all(choice.isdecimal() for choice in choices):
        return {"type": "integer", "enum": [int(choice) for choice in choices]}
    if choices:
        return {"type": "string", "enum": list(choices)}
    if is_number(name):
        return {"type": "integer", "minimum": 1, "maximum": MAX_RESULT_WINDOW}
    if name in ("after", "before"):
        return {"type": "string", "pattern": _DATE, "maxLength": longest(name)}
    return {"type": "string", "maxLength": longest(name)}


def _description(name: str) -> str:
    if name in _OTHERS:
        return _OTHERS[name]
    facet = name.removeprefix("not_").removesuffix("_mode")
    label = FACET_LABELS.get(facet, facet).lower()
    if name.endswith("_mode"):
        return f"Whether `any` of the values of {facet} is enough, or `all` must be present."
    if name.startswith("not_"):
        return f"Leaves out articles with this {label}; may be given several times."
    if facet not in FACET_NAMES:
        return str(FIELDS[name].label or name)
    listed = f" {_LISTS[facet]} lists them." if facet in _LISTS else ""
    return (
        f"Articles with this {label}; several values mean any of them, `none` that there is no "
        f"value.{listed}"
    )


def _examples(name: str) -> Iterator[OpenApiExample]:
    """Yield the examples of the help page for the words, and one for dates."""
    if name == "q":
        for lesson in LESSONS:
            for example in lesson.examples:
                yield OpenApiExample(example.typed, example.typed, summary=example.finds)
    if name in ("after", "before"):
        for typed in ("2024", "2024-03", "2024-03-15"):
            yield OpenApiExample(typed, typed)
