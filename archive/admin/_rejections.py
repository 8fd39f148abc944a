"""The desk for names that mean something else in the articles of one source."""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import reverse

from archive.admin._names import NamesAdmin
from archive.models import AliasRejection, Source

ADD = "admin:archive_aliasrejection_add"


@admin.register(AliasRejection)
class AliasRejectionAdmin(NamesAdmin):
    """Readings that editors refused: what they would change is shown before it is saved."""

    fields = ("source", "field", "text", "value", "means")
    autocomplete_fields = ("source",)
    list_display = ("text", "field", "value", "means", "source")
    list_filter = ("field",)
    list_select_related = ("source",)
    search_fields = ("text", "value", "source__name")


def rejection_href(source: Source, field: str, value: str, text: str) -> str:
    """Return the address of the form that refuses a reading in the articles of a source."""
    filled = {"source": source.pk, "field": field, "value": value, "text": text}
    return f"{reverse(ADD)}?{urlencode(filled)}"
