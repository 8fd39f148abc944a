"""The desk for companies and projects, and for the names that text gives them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from archive.admin._forms import AliasFormSet
from archive.admin._taxonomy import AliasInline, TaxonomyAdmin
from archive.extraction import load_gazetteer
from archive.models import PROJECT_KINDS, Company, CompanyAlias

_FACTS = ("kind", "country", "owner", "commodities")


class CompanyForm(forms.ModelForm):
    """A company, or a project that may have an owner."""

    class Meta:
        model = Company
        fields = ("name", *_FACTS)

    def clean_owner(self) -> Company | None:
        """Accept a company other than this one; a project owns nothing."""
        owner: Company | None = self.cleaned_data.get("owner")
        if owner and (owner.is_project or owner.pk == self.instance.pk):
            raise ValidationError("An owner is a company. Choose one, or leave this empty.", "kind")
        return owner

    def clean(self) -> dict[str, Any]:
        """Check that only projects have owners, and that owners stay companies."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind", self.instance.kind)
        if cleaned.get("owner") and kind not in PROJECT_KINDS:
            self.add_error("owner", "Only mines, deposits and plants have an owner here.")
        if kind in PROJECT_KINDS and self.instance.pk and self.instance.projects.exists():
            self.add_error("kind", "It owns projects, so it stays a company. Move them first.")
        return cleaned


class CompanyAliasInline(AliasInline):
    """Other names of a company or project."""

    model = CompanyAlias
    formset = AliasFormSet


class IsProjectFilter(admin.SimpleListFilter):
    """Companies alone, or mines and projects alone."""

    title = "sort"
    parameter_name = "project"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Name the two sorts."""
        return [("no", "Companies"), ("yes", "Mines and projects")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Narrow the list to the chosen sort."""
        if self.value() == "yes":
            return queryset.filter(kind__in=PROJECT_KINDS)
        return queryset.exclude(kind__in=PROJECT_KINDS) if self.value() == "no" else queryset


@admin.register(Company)
class CompanyAdmin(TaxonomyAdmin):
    """Companies and projects: what they stand for is shown as implied, never added."""

    form = CompanyForm
    fields = ("name", *_FACTS)
    autocomplete_fields = ("country", "owner", "commodities")
    inlines = (CompanyAliasInline,)
    list_display = ("name", "kind", "country", "owner", "article_count")
    list_filter = (IsProjectFilter, "kind", ("country", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("country", "owner")
    search_fields = ("name", "aliases__text")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Model | None = None
    ) -> tuple[str, ...]:
        """Keep the facts of built-in rows as the gazetteer states them."""
        return _FACTS if isinstance(obj, Company) and self.is_builtin(obj) else ()

    def is_builtin(self, row: Company) -> bool:
        """Tell whether a company or project came with Lode."""
        gazetteer = load_gazetteer()
        return row.slug in gazetteer.companies or row.slug in gazetteer.projects
