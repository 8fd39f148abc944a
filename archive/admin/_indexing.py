"""What every desk that writes shares: a change is searchable as soon as it is committed."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from archive.admin._links import LinkingMixin
from archive.indexing import drain_after_commit


class NamedListAdmin(admin.ModelAdmin):
    """An admin whose list is headed by what it lists."""

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list under its name."""
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, title | (extra_context or {}))


class IndexingAdmin(LinkingMixin, NamedListAdmin):
    """An admin whose every write is followed by a drain of the index queue."""

    def save_related(
        self,
        request: HttpRequest,
        form: ModelForm,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save what hangs on the row, then index."""
        super().save_related(request, form, formsets, change)
        self.note_saved(form)
        drain_after_commit()

    def note_saved(self, form: ModelForm) -> None:
        """Do what follows from a saved row and its links; most desks have nothing to do."""

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Delete one row, then index."""
        super().delete_model(request, obj)
        drain_after_commit()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete the chosen rows, then index."""
        super().delete_queryset(request, queryset)
        drain_after_commit()
