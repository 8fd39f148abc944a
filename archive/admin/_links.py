"""Choosing rows of other tables: what is offered beside the box, and rows of links in a table."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Field as ModelField
from django.db.models import FloatField
from django.forms import NumberInput
from django.http import HttpRequest

from archive.models import ArticleCompany, ArticleCountry, ArticleMineral


class LinkingMixin:
    """Offers to see or add a row that may be chosen, never to change or delete that row.

    Beside a source, a red cross looks as if it emptied the box; it would delete the source.
    """

    def formfield_for_dbfield(
        self, db_field: ModelField, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Return the field without the two buttons that reach beyond the row at hand."""
        field: forms.Field | None = super().formfield_for_dbfield(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = False
            field.widget.can_delete_related = False
        return field


class NamedRowFormSet(forms.BaseInlineFormSet):
    """Rows of a table whose boxes each say which row they belong to; columns name no box."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Give every visible box a name of its own."""
        super().add_fields(form, index)
        row = str(form.instance) if form.instance.pk else "new row"
        for name, field in form.fields.items():
            if not field.widget.is_hidden:
                wrapped: forms.Widget | None = getattr(field.widget, "widget", None)
                label = field.label or name.replace("_", " ").capitalize()
                (wrapped or field.widget).attrs["aria-label"] = f"{label}: {row}"


class TableInline(LinkingMixin, admin.TabularInline):
    """A table of rows that belong to the row at hand."""

    formset = NamedRowFormSet
    extra = 1


class LinkInline(TableInline):
    """Countries, minerals or companies of an article."""

    formfield_overrides = {
        FloatField: {"widget": NumberInput(attrs={"min": 0, "max": 1, "step": 0.01})}
    }


class CountryInline(LinkInline):
    """The countries that an article names."""

    model = ArticleCountry
    autocomplete_fields = ("country",)


class MineralInline(LinkInline):
    """The minerals that an article names."""

    model = ArticleMineral
    autocomplete_fields = ("mineral",)


class CompanyInline(LinkInline):
    """The companies and projects that an article names."""

    model = ArticleCompany
    autocomplete_fields = ("company",)
