"""Minerals, countries, companies and sources: what the facets' slugs mean, with counts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import _examples as examples
from archive.api._answers import api_href
from archive.api._lists import ListParameters, page_of, read_list, read_parameters
from archive.api._parameters import refuse_strangers
from archive.api._serializers import PagingSerializer
from archive.api._view import ApiView
from archive.models import (
    Company,
    CompanyAlias,
    CompanyKind,
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    MineralKind,
    Source,
    SourceAlias,
    SourceKind,
)
from archive.search import IndexUnavailable, SearchQuery, search
from archive.web import root_address


class EntrySerializer(serializers.Serializer):
    """A row of the taxonomy."""

    slug = serializers.CharField(help_text="The value of the facet's parameter.")
    name = serializers.CharField()
    aliases = serializers.SerializerMethodField(help_text="Other names that texts use for it.")
    articles = serializers.SerializerMethodField(
        help_text="How many articles have it; null while the index cannot be read."
    )
    link = serializers.SerializerMethodField(help_text="These articles.")

    def get_aliases(self, row: Any) -> list[str]:
        """Return the names that are switched on."""
        return [alias.text for alias in row.aliases.all()]

    def get_articles(self, row: Any) -> int | None:
        """Return the count of the index."""
        counts = self.context["counts"]
        return None if counts is None else counts.get(row.slug, 0)

    def get_link(self, row: Any) -> str:
        """Return the search for this value."""
        query = SearchQuery(filters=((self.context["facet"], row.slug),))
        return f"{self.context['root']}{api_href(query)}"


class MineralSerializer(EntrySerializer):
    """A node of the tree group > mineral > form."""

    symbol = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=MineralKind.values)
    parent = serializers.CharField(
        source="parent.slug", allow_null=True, help_text="Null for a group."
    )
    usgs_critical = serializers.BooleanField(help_text="On the USGS list of 2025.")
    eu_critical = serializers.BooleanField(help_text="On the EU's critical list of 2024.")
    eu_strategic = serializers.BooleanField(help_text="On the EU's strategic list of 2024.")
    iea_focus = serializers.BooleanField(help_text="A focus mineral of the IEA.")

    def get_fields(self) -> dict[str, Any]:
        """Add the nodes below, which are of the same shape."""
        below = MineralSerializer(many=True, help_text="The nodes below; empty in a flat list.")
        return super().get_fields() | {"children": below}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Take the children from the tree that was asked for, not from the database."""
        fields = {name: field for name, field in self.fields.items() if name != "children"}
        shown = {name: _shown(field, instance) for name, field in fields.items()}
        below = self.context["below"].get(instance.slug, ())
        return shown | {"children": [self.to_representation(child) for child in below]}


def _shown(field: Any, instance: Any) -> Any:
    value = field.get_attribute(instance)
    return None if value is None else field.to_representation(value)


class CountrySerializer(EntrySerializer):
    """A country or territory of ISO 3166-1."""

    region = serializers.CharField()


class CompanySerializer(EntrySerializer):
    """A company, or a mine or project of one."""

    kind = serializers.ChoiceField(choices=CompanyKind.values)
    is_project = serializers.BooleanField(help_text="A mine, deposit or plant, not a company.")
    country = serializers.CharField(
        source="country.slug", allow_null=True, help_text="Its seat or place."
    )
    owner = serializers.CharField(
        source="owner.slug", allow_null=True, help_text="Of a project: its company."
    )
    commodities = serializers.SerializerMethodField(help_text="Slugs of minerals.")

    def get_commodities(self, row: Any) -> list[str]:
        """Return what it mines, makes or trades."""
        return [mineral.slug for mineral in row.commodities.all()]


class SourceEntrySerializer(EntrySerializer):
    """Someone who publishes."""

    kind = serializers.ChoiceField(choices=SourceKind.values)
    country = serializers.CharField(source="country.slug", allow_null=True)
    domains = serializers.SerializerMethodField(help_text="Its internet domains.")

    def get_domains(self, row: Any) -> list[str]:
        """Return the domains without www."""
        return [domain.domain for domain in row.domains.all()]


class MineralsSerializer(serializers.Serializer):
    """The minerals."""

    total = serializers.IntegerField()
    minerals = MineralSerializer(many=True)


class CountriesSerializer(serializers.Serializer):
    """The countries."""

    total = serializers.IntegerField()
    countries = CountrySerializer(many=True)


class CompaniesSerializer(serializers.Serializer):
    """A page of the companies and projects."""

    total = serializers.IntegerField()
    companies = CompanySerializer(many=True)
    paging = PagingSerializer()


class SourcesSerializer(serializers.Serializer):
    """A page of the sources."""

    total = serializers.IntegerField()
    sources = SourceEntrySerializer(many=True)
    paging = PagingSerializer()


class MineralParameters(serializers.Serializer):
    """How the minerals are listed."""

    shape = serializers.ChoiceField(
        choices=["tree", "flat"],
        default="tree",
        help_text="As a tree of groups, minerals and forms, or as a flat list with parents.",
    )


class MineralsView(ApiView):
    """The minerals."""

    @extend_schema(
        operation_id="minerals",
        tags=["Taxonomy"],
        summary="Minerals",
        description="Groups, minerals, and their ores, compounds and products. A count includes "
        "what lies below a node, each article once.",
        parameters=[MineralParameters],
        responses={200: MineralsSerializer},
        examples=[examples.MINERALS],
    )
    def get(self, request: Request) -> Response:
        """List every node."""
        is_tree = read_parameters(request, MineralParameters)["shape"] == "tree"
        rows = list(_named(Mineral, MineralAlias).select_related("parent"))
        below: dict[str, list[Mineral]] = {}
        for row in rows if is_tree else ():
            below.setdefault(row.parent.slug if row.parent else "", []).append(row)
        context = _context(request, "mineral") | {"below": below}
        roots = below.get("", ()) if is_tree else rows
        shown = MineralSerializer(roots, many=True, context=context).data
        return Response({"total": len(rows), "minerals": shown})


class CountriesView(ApiView):
    """The countries."""

    @extend_schema(
        operation_id="countries",
        tags=["Taxonomy"],
        summary="Countries",
        description="All countries and territories of ISO 3166-1 by name.",
        responses={200: CountriesSerializer},
        examples=[examples.COUNTRIES],
    )
    def get(self, request: Request) -> Response:
        """List every country."""
        refuse_strangers(request, ())
        rows = list(_named(Country, CountryAlias))
        shown = CountrySerializer(rows, many=True, context=_context(request, "country")).data
        return Response({"total": len(rows), "countries": shown})


class CompaniesView(ApiView):
    """The companies and projects."""

    @extend_schema(
        operation_id="companies",
        tags=["Taxonomy"],
        summary="Companies and projects",
        description="Miners, refiners, traders and makers, and their mines and plants, by name. "
        "Country and commodities are what a name stands for; articles do not get them.",
        parameters=[ListParameters],
        responses={200: CompaniesSerializer},
        examples=[examples.COMPANIES],
    )
    def get(self, request: Request) -> Response:
        """List a page of them."""
        rows = _named(Company, CompanyAlias).select_related("country", "owner")
        found = page_of(request, read_list(request), rows.prefetch_related("commodities"))
        context = _context(request, "company")
        shown = CompanySerializer(found.rows, many=True, context=context).data
        paging = PagingSerializer(found.paging).data
        return Response({"total": found.total, "companies": shown, "paging": paging})


class SourcesView(ApiView):
    """The sources."""

    @extend_schema(
        operation_id="sources",
        tags=["Taxonomy"],
        summary="Sources",
        description="Who publishes: newspapers, agencies, ministries, companies, by name.",
        parameters=[ListParameters],
        responses={200: SourcesSerializer},
        examples=[examples.SOURCES],
    )
    def get(self, request: Request) -> Response:
        """List a page of them."""
        rows = _named(Source, SourceAlias).select_related("country").prefetch_related("domains")
        found = page_of(request, read_list(request), rows)
        context = _context(request, "source")
        shown = SourceEntrySerializer(found.rows, many=True, context=context).data
        paging = PagingSerializer(found.paging).data
        return Response({"total": found.total, "sources": shown, "paging": paging})


def _named(table: type[Model], aliases: type[Model]) -> QuerySet[Any]:
    """Return the rows of a table by name, with the aliases that are switched on."""
    active = aliases._default_manager.filter(is_active=True)
    return table._default_manager.order_by("name", "pk").prefetch_related(
        Prefetch("aliases", active)
    )


def _context(request: Request, facet: str) -> dict[str, Any]:
    return {"facet": facet, "root": root_address(request), "counts": _counts(facet)}


def _counts(facet: str) -> Mapping[str, int] | None:
    """Return how many articles have each value; None while the index cannot be read."""
    try:
        counts: Iterable[Any] = (search(SearchQuery()).facets or {}).get(facet, ())
    except IndexUnavailable:
        return None
    return {each.value: each.count for each in counts}
