"""The desks for sources, countries and minerals, and for the names that text gives them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.text import slugify

from archive.admin._forms import AliasFormSet, DomainForm, MineralForm
from archive.admin._links import TableInline
from archive.admin._names import NamesAdmin
from archive.extraction import load_gazetteer
from archive.ingest import free_slug
from archive.models import (
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    Source,
    SourceAlias,
    SourceDomain,
)


class AliasInline(TableInline):
    """Other names; built-in ones can be switched off and back on."""

    formset = AliasFormSet
    fields = ("text", "is_active", "is_builtin")
    readonly_fields = ("is_builtin",)


class SourceAliasInline(AliasInline):
    """Other names of a source."""

    model = SourceAlias


class CountryAliasInline(AliasInline):
    """Other names of a country."""

    model = CountryAlias


class MineralAliasInline(AliasInline):
    """Other names of a mineral."""

    model = MineralAlias


class DomainInline(TableInline):
    """Internet domains of a source."""

    model = SourceDomain
    form = DomainForm


class TaxonomyAdmin(NamesAdmin):
    """Rows of the taxonomy. Those that came with Lode cannot be deleted: they would come back."""

    ordering = ("name",)
    list_per_page = 100
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Count the articles of each row."""
        # Distinct: a search by alias joins a row once for each name that matches.
        count = Count(self.counted, distinct=True)
        return super().get_queryset(request).annotate(article_count=count)

    @property
    def counted(self) -> str:
        """Name the relation to the articles."""
        return "article_links"

    @admin.display(description="articles", ordering="article_count")
    def article_count(self, row: Any) -> int:
        """Return how many articles carry it."""
        return int(row.article_count)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow deleting what editors made, as far as nothing else needs it."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not self.is_builtin(obj))

    def is_builtin(self, row: Any) -> bool:
        """Tell whether a row came with Lode."""
        raise NotImplementedError

    def free_slug(self, name: str) -> str:
        """Return a slug for a new row."""
        return free_row_slug(self.model, name, str(self.opts.model_name))

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Give a new row its slug, which it keeps."""
        if not obj.slug:
            obj.slug = self.free_slug(obj.name)
        super().save_model(request, obj, form, change)


@admin.register(Source)
class SourceAdmin(TaxonomyAdmin):
    """Who publishes."""

    counted = "articles"
    fields = ("name", "kind", "country")
    autocomplete_fields = ("country",)
    inlines = (SourceAliasInline, DomainInline)
    list_display = ("name", "kind", "country", "article_count")
    list_filter = ("kind", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country",)
    search_fields = ("name", "aliases__text", "domains__domain")

    def is_builtin(self, row: Source) -> bool:
        """Tell whether a source came with Lode."""
        return row.slug in load_gazetteer().outlets

    def free_slug(self, name: str) -> str:
        """Return the slug that ingest would give it."""
        return free_slug(name)


@admin.register(Country)
class CountryAdmin(TaxonomyAdmin):
    """Countries: those of ISO 3166, all there from the start."""

    fields = ("slug", "name", "region")
    readonly_fields = ("slug", "region")
    inlines = (CountryAliasInline,)
    list_display = ("name", "slug", "region", "article_count")
    list_filter = ("region",)
    search_fields = ("name", "=slug", "aliases__text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: a country needs a code of ISO 3166, and all of those are there."""
        return False

    def is_builtin(self, row: Country) -> bool:
        """Tell whether a country came with Lode."""
        return row.slug in load_gazetteer().countries


@admin.register(Mineral)
class MineralAdmin(TaxonomyAdmin):
    """The tree of groups, minerals and forms."""

    form = MineralForm
    facts = ("symbol", "usgs_critical", "eu_critical", "eu_strategic", "iea_focus")
    fields = ("name", "kind", "parent", *facts)
    autocomplete_fields = ("parent",)
    inlines = (MineralAliasInline,)
    list_display = ("name", "symbol", "kind", "parent", "article_count")
    list_filter = ("kind", "usgs_critical", "eu_critical", "eu_strategic", "iea_focus")
    list_select_related = ("parent",)
    search_fields = ("name", "=symbol", "aliases__text")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        """Keep the facts of built-in minerals as their sources state them."""
        return self.facts if isinstance(obj, Mineral) and self.is_builtin(obj) else ()

    def is_builtin(self, row: Mineral) -> bool:
        """Tell whether a mineral came with Lode."""
        return row.slug in load_gazetteer().minerals


def free_row_slug(model: type[Model], name: str, noun: str) -> str:
    """Return a slug that no row of a table has; names without Latin letters get the noun."""
    base = slugify(name)[:50] or noun
    rows = model._default_manager.filter(slug__startswith=base)
    taken = set(rows.values_list("slug", flat=True))
    number, slug = 1, f"{noun}-none" if base == "none" else base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
