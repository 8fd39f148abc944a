"""Names for slugs, read from the database in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf.locale import LANG_INFO

from archive.models import Company, Country, Mineral, NamesVersion, Review, Source
from archive.search import FACETS, NONE, UNDATED, YEAR_UNKNOWN, SearchQuery

FACET_LABELS = {facet.name: facet.label for facet in FACETS} | {"date": "Date"}

_DATES = {UNDATED: "undated", YEAR_UNKNOWN: "year unknown"}
_REVIEWS = {value: str(label) for value, label in Review.choices}


@dataclass(frozen=True, slots=True)
class Labels:
    """What the slugs of each facet are called, and the tree of the minerals."""

    names: Mapping[str, Mapping[str, str]]
    parents: Mapping[str, str]
    groups: frozenset[str] = frozenset()

    def of(self, facet: str, slug: str) -> str:
        """Return the name of a facet value; an unknown slug is its own name."""
        if facet != "date" and slug == NONE:
            return "(none)"
        if facet == "language":
            return language_name(slug)
        return self.names[facet].get(slug, slug)

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """Return the nodes above a mineral, nearest first."""
        above: list[str] = []
        while (slug := self.parents.get(slug, "")) and slug not in above:
            above.append(slug)
        return tuple(above)


def load_labels(sources: Iterable[str], companies: Iterable[str] | None = None) -> Labels:
    """Return the names of minerals, countries, the given sources, and the given or all companies.

    That takes three queries, and two more after any name has changed.
    """
    known_companies = Company.objects.order_by()
    if companies is not None:
        known_companies = known_companies.filter(slug__in=[*companies, ""])
    known_sources = Source.objects.order_by().filter(slug__in=[*sources, ""])
    taxonomy = _taxonomy(NamesVersion._default_manager.values_list("token", flat=True).first())
    return Labels(
        names={
            **taxonomy.names,
            "company": dict(known_companies.values_list("slug", "name")),
            "source": dict(known_sources.values_list("slug", "name")),
        },
        parents=taxonomy.parents,
        groups=taxonomy.groups,
    )


@lru_cache(maxsize=2)
def _taxonomy(token: str | None) -> Labels:
    """Return the names that are few, in one state, which its token tells from all others."""
    minerals = list(Mineral.objects.order_by().values_list("slug", "name", "parent__slug"))
    return Labels(
        names={
            "mineral": {slug: name for slug, name, _ in minerals},
            "country": dict(Country.objects.order_by().values_list("slug", "name")),
            "review": _REVIEWS,
            "date": _DATES,
        },
        parents={slug: parent for slug, _, parent in minerals if parent},
        groups=frozenset(slug for slug, _, parent in minerals if not parent),
    )


def labels_for(queries: Iterable[SearchQuery]) -> Labels:
    """Read the names that some questions use, in as many queries for many as for one."""
    return load_labels(
        value
        for query in queries
        for facet, value in query.filters + query.excluded
        if facet == "source"
    )


def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 language; an unknown code is its own name."""
    known = LANG_INFO.get("zh-hans" if code == "zh" else code, {})
    name = str(known.get("name", code))
    return "Chinese" if code == "zh" else name
