"""The vocabulary of a search's URL, declared once with django-filter.

Three duties: validate the parameters, turn them into a `SearchQuery`, and answer the same
filters from SQL (`.qs`), independently of the search engine, for parity tests and for the
list that stands in while the index cannot be read. Engine hits never pass through `.qs`.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from functools import cache, cached_property, partial
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from archive.edtf import parse
from archive.indexing import MAIN_WEIGHT
from archive.models import Article, ArticleCompany, ArticleCountry, ArticleMineral
from archive.search import (
    FACETS,
    MAX_RESULT_WINDOW,
    NONE,
    PER_PAGE_CHOICES,
    UNDATED,
    YEAR_UNKNOWN,
    SearchQuery,
    Sort,
)
from archive.web import _fields

Articles = QuerySet[Article]
Condition = Any  # Q or Exists, possibly negated

# A wrong value here changes how a result is shown, not what it contains.
PRESENTATION = ("sort", "page", "per_page")

_MULTIVALUED = tuple(facet.name for facet in FACETS if facet.is_multivalued)

_ANY = Q()
_MAIN = Q(weight__gte=MAIN_WEIGHT)


def _having_mineral(slug: str, links: Q = _ANY) -> Condition:
    minerals = ArticleMineral.objects.filter(links, article=OuterRef("pk"))
    if slug == NONE:
        return ~Exists(minerals)
    # The tree has three levels, so a node's articles are its own, its children's and theirs.
    paths = ("mineral__slug", "mineral__parent__slug", "mineral__parent__parent__slug")
    return Exists(minerals.filter(Q(*((path, slug) for path in paths), _connector=Q.OR)))


def _having_country(slug: str, links: Q = _ANY) -> Condition:
    countries = ArticleCountry.objects.filter(links, article=OuterRef("pk"))
    return ~Exists(countries) if slug == NONE else Exists(countries.filter(country__slug=slug))


def _having_company(slug: str) -> Condition:
    links = ArticleCompany.objects.filter(article=OuterRef("pk"))
    return ~Exists(links) if slug == NONE else Exists(links.filter(company__slug=slug))


def _having_source(slug: str) -> Q:
    return Q(source=None) if slug == NONE else Q(source__slug=slug)


def _having_language(code: str) -> Q:
    return Q(language="" if code == NONE else code)


def _having_review(state: str) -> Q:
    return Q(review="" if state == NONE else state)


def _having_date(value: str) -> Q:
    return {UNDATED: Q(published=""), YEAR_UNKNOWN: Q(published__startswith="XXXX")}[value]


_HAVING = {
    "mineral": _having_mineral,
    "country": _having_country,
    "company": _having_company,
    "source": _having_source,
    "language": _having_language,
    "review": _having_review,
}
_HAVING_AS_MAIN = {
    "mineral": partial(_having_mineral, links=_MAIN),
    "country": partial(_having_country, links=_MAIN),
}


def _having(asked: django_filters.Filter) -> Callable[[str], Condition]:
    """Return what tells whether an article has a value of a filter's facet."""
    is_main = asked.parent.form.cleaned_data.get("main")
    known = _HAVING | _HAVING_AS_MAIN if is_main else _HAVING
    condition: Callable[[str], Condition] = known[asked.field_name]
    return condition


def _first_day(edtf: str) -> date:
    return parse(edtf).earliest or date.min


def _last_day(edtf: str) -> date:
    return parse(edtf).latest or date.max


def _within(after: str, before: str) -> Q:
    """Return what may be dated between two EDTF dates; an empty one leaves that end open."""
    dated = Q(published_earliest__isnull=False)
    if after:
        dated &= Q(published_latest__gte=_first_day(after))
    if before:
        dated &= Q(published_earliest__lte=_last_day(before))
    return dated


class FacetFilter(django_filters.Filter):
    """Articles that have one of the chosen values of a facet, or all when its mode says so."""

    field_class = _fields.SlugsField

    def filter(self, qs: Articles, value: list[str]) -> Articles:
        """Narrow `qs` to the chosen values."""
        if not value:
            return qs
        having = _having(self)
        if self.parent.form.cleaned_data.get(f"{self.field_name}_mode") == "all":
            return qs.filter(*(having(slug) for slug in value))
        condition: Any = Q(pk__in=[])
        for slug in value:
            condition |= Q(having(slug))
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
        conditions = [_having_date(choice) for choice in value or ()]
        if after or before:
            conditions.append(_within(after, before))
        return qs.filter(Q(*conditions, _connector=Q.OR)) if conditions else qs


class ExclusionFilter(django_filters.Filter):
    """Articles that have none of the excluded values of a facet."""

    field_class = _fields.SlugsField

    def filter(self, qs: Articles, value: list[str]) -> Articles:
        """Take the excluded values out of `qs`."""
        having = _having(self)
        return qs.filter(*(~Q(having(slug)) for slug in value or ()))


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


class SearchForm(forms.Form):
    """The parameters of one search, validated together."""

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot know."""
        values = self.cleaned_data
        after, before = values.get("after"), values.get("before")
        if after and before and _first_day(after) > _last_day(before):
            self.add_error("before", "This date lies before the other one. Swap the two dates.")
        page, per_page = values.get("page") or 1, values.get("per_page") or PER_PAGE_CHOICES[0]
        if page * per_page > MAX_RESULT_WINDOW:
            self.add_error("page", self.fields["page"].error_messages["max_value"])
        return values


class ArticleFilterSet(django_filters.FilterSet):
    """Every parameter of a search. `search_query()` asks the engine; `.qs` asks the database."""

    q = TextFilter(label="Words")
    mineral = FacetFilter("mineral")
    not_mineral = ExclusionFilter("mineral")
    mineral_mode = ModeFilter()
    country = FacetFilter("country")
    not_country = ExclusionFilter("country")
    country_mode = ModeFilter()
    company = FacetFilter("company")
    not_company = ExclusionFilter("company")
    company_mode = ModeFilter()
    source = FacetFilter("source")
    not_source = ExclusionFilter("source")
    language = FacetFilter("language")
    not_language = ExclusionFilter("language")
    review = FacetFilter("review")
    not_review = ExclusionFilter("review")
    date = DateFacetFilter("date")
    after = RangeFilter(label="From")
    before = RangeFilter(label="To")
    main = MainFilter()
    sort = SortFilter()
    page = PageFilter()
    per_page = PerPageFilter()

    class Meta:
        model = Article
        fields: list[str] = []
        form = SearchForm

    base_filters: dict[str, django_filters.Filter]
    filters: dict[str, django_filters.Filter]

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.base_filters = {}  # `.qs` alone needs the copies that the library makes
        super().__init__(data, **kwargs)

    @property
    def qs(self) -> Articles:
        """Return the articles that the database finds."""
        if not self.filters:
            self.filters = _filters_of(self)
        articles: Articles = super().qs
        return articles

    def get_form_class(self) -> type[forms.Form]:
        """Return the form, made once: copying its fields costs more than most questions."""
        return _form_class()

    def search_query(self) -> SearchQuery:
        """Return the question that the valid parameters ask."""
        return self._search_query

    @cached_property
    def _search_query(self) -> SearchQuery:
        self.form.is_valid()
        values = self.form.cleaned_data
        names = [facet.name for facet in FACETS]
        return SearchQuery(
            text=values.get("q") or "",
            filters=_choices(values, {name: name for name in [*names, "date"]}),
            excluded=_choices(values, {f"not_{name}": name for name in names}),
            all_of=tuple(name for name in _MULTIVALUED if values.get(f"{name}_mode") == "all"),
            after=values.get("after") or "",
            before=values.get("before") or "",
            main_only=bool(values.get("main")),
            sort=values.get("sort"),
            page=values.get("page") or 1,
            per_page=values.get("per_page") or PER_PAGE_CHOICES[0],
        )

    def problems(self) -> dict[str, str]:
        """Return why there can be no answer, by parameter; empty when there can be one."""
        return self._messages(lambda name: name not in PRESENTATION)

    def remarks(self) -> dict[str, str]:
        """Return what was wrong with the presentation and was replaced by its default."""
        return self._messages(lambda name: name in PRESENTATION)

    def _messages(self, is_wanted: Any) -> dict[str, str]:
        return {
            name: " ".join(map(str, errors))
            for name, errors in self.form.errors.items()
            if is_wanted(name)
        }


def _filters_of(owner: ArticleFilterSet) -> dict[str, django_filters.Filter]:
    filters: dict[str, django_filters.Filter] = deepcopy(ArticleFilterSet.base_filters)
    for each in filters.values():
        each.model, each.parent = Article, owner
    return filters


class _Unchanging(dict[str, forms.Field]):
    """Fields that nothing changes, so that one copy serves all questions."""

    def __deepcopy__(self, memo: Any) -> "_Unchanging":
        return self


@cache
def _form_class() -> type[forms.Form]:
    fields = {name: each.field for name, each in _filters_of(ArticleFilterSet()).items()}
    made = type("ArticleFilterSetForm", (SearchForm,), fields)
    made.base_fields = _Unchanging(made.base_fields)  # type: ignore[attr-defined]
    return made


def _choices(values: dict[str, Any], facets: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the (facet, value) pairs of the given parameters, in the order of a URL."""
    return tuple(
        sorted((facet, value) for name, facet in facets.items() for value in values.get(name) or ())
    )
