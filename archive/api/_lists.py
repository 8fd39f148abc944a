"""Long lists: a page at a time, with a box to find a name in."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from archive.api._answers import PagingRecord, paging_record
from archive.api._parameters import refuse_repeats, refuse_strangers
from archive.api._problems import BadParameters
from archive.search import PER_PAGE_CHOICES
from archive.web import folded, root_address

_MAX_PAGE = 10_000


class PageNumberField(serializers.IntegerField):
    """A whole number in figures, and in nothing else that Python would read as one."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if not (isinstance(data, str) and data.isascii() and data.isdecimal()):
            self.fail("invalid")
        number: int = super().to_internal_value(data)
        return number


class ListParameters(serializers.Serializer):
    """What of a long list is shown."""

    find = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        default="",
        max_length=100,
        help_text="Only names and aliases with this in them; capitals and accents do not matter.",
    )
    page = PageNumberField(
        required=False, default=1, min_value=1, max_value=_MAX_PAGE, help_text="The page."
    )
    per_page = serializers.ChoiceField(
        choices=PER_PAGE_CHOICES,
        required=False,
        default=PER_PAGE_CHOICES[-1],
        help_text="Rows on a page.",
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a list is wanted."""

    find: str
    page: int
    per_page: int

    def parameters(self) -> dict[str, str]:
        """Return the parameters that ask for it."""
        pairs = {"find": self.find, "page": str(self.page), "per_page": str(self.per_page)}
        return {name: value for name, value in pairs.items() if value}


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    rows: tuple[Any, ...]
    total: int
    paging: PagingRecord


def read_parameters(request: Request, form: type[serializers.Serializer]) -> dict[str, Any]:
    """Return the parameters that a form declares; raise BadParameters for anything else."""
    names = list(form().fields)
    refuse_strangers(request, names)
    refuse_repeats(request, names)
    checked = form(data=request.query_params.dict())
    if not checked.is_valid():
        raise BadParameters(
            {name: " ".join(map(str, messages)) for name, messages in checked.errors.items()}
        )
    values: dict[str, Any] = checked.validated_data
    return values


def read_list(request: Request) -> Asked:
    """Return the part of a list that a request asks for."""
    values = read_parameters(request, ListParameters)
    return Asked(values["find"].strip(), values["page"], int(values["per_page"]))


def page_of(request: Request, asked: Asked, rows: QuerySet[Any]) -> ListPage:
    """Return a page of the rows whose names fit."""
    ids = _fitting(rows, asked.find)
    start = (asked.page - 1) * asked.per_page
    wanted = ids[start : start + asked.per_page]
    found = rows.in_bulk(wanted)
    return ListPage(
        rows=tuple(found[pk] for pk in wanted if pk in found),
        total=len(ids),
        paging=_paging(request, asked, len(ids)),
    )


def _fitting(rows: QuerySet[Any], find: str) -> list[int]:
    """Return the ids of the rows with a text in their name or an active alias, in order."""
    if not find:
        return list(rows.values_list("pk", flat=True))
    wanted = folded(find)
    named = list(rows.values_list("pk", "name"))
    aliases = rows.filter(aliases__is_active=True).values_list("pk", "aliases__text")
    fitting = {pk for pk, name in [*named, *aliases] if wanted in folded(name)}
    return [pk for pk, _ in named if pk in fitting]


def _paging(request: Request, asked: Asked, total: int) -> PagingRecord:
    last = max(1, -(-total // asked.per_page))
    return paging_record(
        asked.page,
        asked.per_page,
        last,
        lambda page: _link(request, replace(asked, page=page)),
    )


def _link(request: Request, asked: Asked) -> str:
    return f"{root_address(request)}{request.path}?{urlencode(asked.parameters())}"
