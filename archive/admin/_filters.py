"""Filters of the list of articles that stay short however large the archive is."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count
from django.http import HttpRequest
from django.utils.safestring import SafeString

MAX_COMMON = 10  # values of a filter
NONE = "(none)"


class CommonestFilter(admin.RelatedFieldListFilter):
    """The values that most articles have; the search box finds all the others."""

    def __init__(self, field: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.title = f"{self.lookup_title} (the commonest)"
        self.empty_value_display = SafeString(NONE)

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[Any]:
        """Return key and name of the commonest values, and of those that are chosen."""
        counted = (
            field.model._default_manager.filter(**{f"{self.field_path}__isnull": False})
            .order_by()
            .values_list(self.field_path)
            .annotate(articles=Count("pk"))
            .order_by("-articles")[:MAX_COMMON]
        )
        common = [pk for pk, _ in counted]
        chosen = [int(pk) for pk in self.lookup_val or () if pk.isdecimal() and len(pk) < 19]
        return field.get_choices(
            include_blank=False,
            limit_choices_to={"pk__in": {*common, *chosen}},
            ordering=self.field_admin_ordering(field, request, model_admin),
        )


class NamedBlankFilter(admin.AllValuesFieldListFilter):
    """Every value of a short list; the empty one has a name too, or nobody could choose it."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Return the choices as Django does, with a name for the empty one."""
        for choice in super().choices(changelist):
            shown = str(choice["display"])
            named = shown if shown and not shown.startswith(" (") else f"{NONE}{shown}"
            yield {**choice, "display": named}
