"""The vocabulary of a search's URL, declared once with django-filter.

Three duties: validate the parameters, turn them into a `SearchQuery`, and answer the same
filters from SQL (`.qs`), independently of the search engine, for parity tests and for the
list that stands in while the index cannot be read. Engine hits never pass through `.qs`.
"""

from copy import deepcopy
from functools import cache, cached_property
from typing import Any

import django_filters
from django import forms

from archive.models import Article
from archive.search import FACETS, MAX_RESULT_WINDOW, PER_PAGE_CHOICES, SearchQuery
from archive.web._conditions import is_range
from archive.web._fields import TOO_DEEP
from archive.web._filter_kinds import (
    Articles,
    DateFacetFilter,
    ExclusionFilter,
    FacetFilter,
    MainFilter,
    ModeFilter,
    PageFilter,
    PerPageFilter,
    RangeFilter,
    SortFilter,
    TextFilter,
)

# A wrong value here changes how a result is shown, not what it contains.
PRESENTATION = ("sort", "page", "per_page")

_MULTIVALUED = tuple(facet.name for facet in FACETS if facet.is_multivalued)


class SearchForm(forms.Form):
    """The parameters of one search, validated together.

    `too_deep` is the page asked for when no result can have so many; 0 otherwise.
    """

    too_deep = 0

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot know."""
        values = self.cleaned_data
        after, before = values.get("after"), values.get("before")
        if after and before and not is_range(after, before):
            self.add_error("before", "This date lies before the other one. Swap the two dates.")
        page, per_page = values.get("page") or 1, values.get("per_page") or PER_PAGE_CHOICES[0]
        if page * per_page > MAX_RESULT_WINDOW:
            self.too_deep = page
            self.add_error("page", TOO_DEEP)
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

    @property
    def too_deep_page(self) -> int:
        """Return the page asked for when no result can have so many; 0 otherwise."""
        self.form.is_valid()
        return int(self.form.too_deep)

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
