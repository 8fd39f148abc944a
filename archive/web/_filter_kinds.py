"""The kinds of filters that a search's URL is made of."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet

from archive.models import Article
from archive.search import Sort
from archive.web import _fields
from archive.web._conditions import Condition, having, having_date, within

Articles = QuerySet[Article]


class FacetFilter(django_filters.Filter):
    """Articles that have one of the chosen values of a facet, or all when its mode says so."""

    field_class = _fields.SlugsField

    def filter(self, qs: Articles, value: list[str]) -> Articles:
        """Narrow `qs` to the chosen values."""
        if not value:
            return qs
        has = _having(self)
        if self.parent.form.cleaned_data.get(f"{self.field_name}_mode") == "all":
            return qs.filter(*(has(slug) for slug in value))
        condition: Any = Q(pk__in=[])
        for slug in value:
            condition |= Q(has(slug))
        return qs.filter(condition)


class DateFacetFilter(django_filters.Filter):
    """Articles that may be of the dates asked for, or have one of the date facet's values.

    The range counts as one more value of the facet, so the two are alternatives.
    """

    field_class = _fields.DateFacetField

    def filter(self, qs: Articles, value: list[str]) -> Articles:
        """Narrow `qs` by date."""
        values = self.parent.form.cleaned_data
        after, before = values.get("after"), values.get("before")
        conditions = [having_date(choice) for choice in value or ()]
        if after or before:
            conditions.append(within(after, before))
        return qs.filter(Q(*conditions, _connector=Q.OR)) if conditions else qs


class ExclusionFilter(django_filters.Filter):
    """Articles that have none of the excluded values of a facet."""

    field_class = _fields.SlugsField

    def filter(self, qs: Articles, value: list[str]) -> Articles:
        """Take the excluded values out of `qs`."""
        has = _having(self)
        return qs.filter(*(~Q(has(slug)) for slug in value or ()))


class TextFilter(django_filters.Filter):
    """Articles that contain every word literally: a stand-in for the engine's own reading."""

    field_class = _fields.TextField

    def filter(self, qs: Articles, value: str) -> Articles:
        """Narrow `qs` to articles with every word in the title or the text."""
        words = [word.strip('"“”()') for word in (value or "").split()]
        for word in filter(None, words):
            qs = qs.filter(Q(title__icontains=word) | Q(text__icontains=word))
        return qs


class SortFilter(django_filters.Filter):
    """The order of the result; SQL knows no relevance and answers newest first instead."""

    field_class = _fields.SortField

    def filter(self, qs: Articles, value: Sort | None) -> Articles:
        """Order `qs`; articles whose year is unknown come last."""
        if value == Sort.OLDEST:
            return qs.order_by(F("published_earliest").asc(nulls_last=True), "-id")
        return qs.order_by(F("published_latest").desc(nulls_last=True), "-id")


class SettingFilter(django_filters.Filter):
    """A parameter that changes no matching set by itself."""

    def filter(self, qs: Articles, value: Any) -> Articles:
        """Leave `qs` as it is."""
        return qs


class RangeFilter(SettingFilter):
    """One end of the range of dates; the filter `date` reads both."""

    field_class = _fields.PartialDateField


class ModeFilter(SettingFilter):
    """Whether one chosen value of a facet is enough or all must be present."""

    field_class = _fields.ModeField


class MainFilter(SettingFilter):
    """Whether only main subjects count; the filters of minerals and countries read it."""

    field_class = _fields.MainField


class PageFilter(SettingFilter):
    """The page of the result."""

    field_class = _fields.PageField


class PerPageFilter(SettingFilter):
    """How many articles a page shows."""

    field_class = _fields.PerPageField


def _having(asked: django_filters.Filter) -> Callable[[str], Condition]:
    is_main = asked.parent.form.cleaned_data.get("main")
    return having(asked.field_name, is_main=bool(is_main))
