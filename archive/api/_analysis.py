"""The tables of an analysis: whatever a search finds, counted."""

from dataclasses import dataclass
from typing import Any, get_args

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from archive.analysis import ANALYSES, Column, Note, Table, UnknownAnalysis, analyse, find_analysis
from archive.api import _examples as examples
from archive.api._answers import api_href
from archive.api._documented import search_parameters
from archive.api._parameters import read_filters, refuse_repeats
from archive.api._problems import BadParameters
from archive.api._view import ApiView
from archive.search import SearchQuery
from archive.web import root_address, whole_href

_NAMES = tuple(each.name for each in ANALYSES)
_SPLITS = tuple(dict.fromkeys(split for each in ANALYSES for split in each.splits))
_KINDS = get_args(Column.__annotations__["kind"])


@dataclass(frozen=True, slots=True)
class CellRecord:
    """A value and the search for exactly the articles that it counts."""

    value: str | int | float | None
    slug: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """What stands in a column."""

    name: str
    label: str
    kind: str
    link: str | None


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A remark."""

    text: str
    link: str | None


@dataclass(frozen=True, slots=True)
class TableRecord:
    """One table."""

    name: str
    title: str
    total: int
    read_as: str
    reading: str
    nothing: str
    notes: tuple[NoteRecord, ...]
    columns: tuple[ColumnRecord, ...]
    rows: tuple[tuple[CellRecord, ...], ...]
    links: dict[str, str]


class NoteSerializer(serializers.Serializer):
    """What a careful reader should know of a table: what was left out, and why."""

    text = serializers.CharField()
    link = serializers.URLField(allow_null=True, help_text="The search it is about, if any.")


class ColumnSerializer(serializers.Serializer):
    """A column of a table."""

    name = serializers.CharField()
    label = serializers.CharField()
    kind = serializers.ChoiceField(
        choices=_KINDS,
        help_text="A `count` counts articles, a `number` anything else; `points` are differences "
        "of two `percent`, a `ratio` tells how many times as often, a `score` is "
        "log-likelihood (G2).",
    )
    link = serializers.URLField(
        allow_null=True, help_text="The search for the whole column, if there is one."
    )


@extend_schema_field({"type": ["string", "number", "null"]})
class _ValueField(serializers.Field):
    """Whatever stands in a cell."""

    def to_representation(self, value: Any) -> Any:
        """Return it as it is."""
        return value


class CellSerializer(serializers.Serializer):
    """A cell of a table."""

    value = _ValueField(allow_null=True)
    slug = serializers.CharField(
        allow_null=True, help_text="The facet value that a first cell is about, if any."
    )
    link = serializers.URLField(
        allow_null=True, help_text="The search for exactly the articles that it counts, if any."
    )


class TableLinksSerializer(serializers.Serializer):
    """Other forms of a table."""

    search = serializers.URLField(help_text="The search, in the API.")
    page = serializers.URLField(help_text="Its page for people, with a drawing.")
    csv = serializers.URLField()


class TableSerializer(serializers.Serializer):
    """An analysis of one search."""

    name = serializers.CharField()
    title = serializers.CharField()
    total = serializers.IntegerField(help_text="How many articles the search finds.")
    read_as = serializers.CharField(help_text="How its words were read.")
    reading = serializers.CharField(help_text="What a number of the table means.")
    nothing = serializers.CharField(help_text="Why there are no rows; empty when there are.")
    notes = NoteSerializer(many=True)
    columns = ColumnSerializer(many=True)
    rows = serializers.ListField(
        child=CellSerializer(many=True),
        help_text="Each with a cell for every column; the first says what the row is about.",
    )
    links = TableLinksSerializer()


class AnalysisView(ApiView):
    """A table of a search."""

    @extend_schema(
        operation_id="analysis",
        tags=["Analysis"],
        summary="Analyse a search",
        description="Counts everything that a search finds, whatever page it stands on. Tables: "
        + ", ".join(f"`{each.name}` ({each.label.lower()})" for each in ANALYSES)
        + ". Every number carries the search that finds exactly the articles it counts.",
        parameters=[
            OpenApiParameter("table", enum=_NAMES, location=OpenApiParameter.PATH),
            OpenApiParameter(
                "by",
                enum=_SPLITS,
                description="What a table is counted by, where there is a choice: "
                + ", ".join(f"`{each.name}`" for each in ANALYSES if each.splits)
                + ".",
            ),
            *search_parameters(paged=False),
        ],
        responses={200: TableSerializer},
        examples=[examples.TABLE],
    )
    def get(self, request: Request, table: str) -> Response:
        """Count one table."""
        try:
            analysis = find_analysis(table)
        except UnknownAnalysis as error:
            raise Http404(str(error)) from error
        filters = read_filters(request, beside=["by"])
        refuse_repeats(request, ["by"])
        by = request.query_params.get("by")
        if by is not None and by not in analysis.splits:
            known = f"Use {' or '.join(analysis.splits)}." if analysis.splits else "Leave it out."
            raise BadParameters({"by": f"{table} is not counted by “{by[:40]}”. {known}"})
        made = analyse(table, filters.search_query(), by=by or "")
        return Response(TableSerializer(_record(made, by or "", root_address(request))).data)


def _record(table: Table, by: str, root: str) -> TableRecord:
    return TableRecord(
        name=table.name,
        title=table.title,
        total=table.total,
        read_as=table.read_as,
        reading=table.reading,
        nothing=table.nothing,
        notes=tuple(_note(each, root) for each in table.notes),
        columns=tuple(_column(each, root) for each in table.columns),
        rows=tuple(
            tuple(
                CellRecord(cell.value, cell.slug or None, _link(cell.query, root))
                for cell in row.cells
            )
            for row in table.rows
        ),
        links=_links(table, by, root),
    )


def _note(note: Note, root: str) -> NoteRecord:
    return NoteRecord(note.text, _link(note.query, root))


def _column(column: Column, root: str) -> ColumnRecord:
    return ColumnRecord(column.name, column.label, column.kind, _link(column.query, root))


def _link(query: SearchQuery | None, root: str) -> str | None:
    return None if query is None else root + api_href(query)


def _links(table: Table, by: str, root: str) -> dict[str, str]:
    """Return the table as a page and as a file, and the search it is made of."""
    split = f"by={by}" if by else ""

    def whole(name: str) -> str:
        href = root + whole_href(name, table.query, table.name)
        return href + (f"{'&' if '?' in href else '?'}{split}" if split else "")

    return {
        "search": root + api_href(table.query.at_page(1)),
        "page": whole("analysis-table"),
        "csv": whole("analysis-csv"),
    }
