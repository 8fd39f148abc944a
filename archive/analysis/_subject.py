"""The search that is analysed: its matches, and the names of what they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.timezone import localdate

from archive.models import Country, Mineral, MineralKind, Source
from archive.search import (
    NONE,
    PER_PAGE_CHOICES,
    FacetAxis,
    Key,
    Matches,
    Period,
    SearchQuery,
    containing,
    during,
    get_engine,
    having,
    lacking,
    undated,
)

BY = ("mineral", "country")  # what a table may be counted by


@dataclass(slots=True)
class Names:
    """What minerals, countries and sources are called, read from the database when asked for.

    Minerals are compared at one level of their tree: not the forms, which count as their
    mineral, and not the groups, unless people speak of the group as one (rare earths).
    """

    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, facet: str, slug: str) -> str:
        """Return the name of a value; an unknown slug is its own name."""
        return "(none)" if slug == NONE else self.all(facet).get(slug, slug)

    def all(self, facet: str) -> Mapping[str, str]:
        """Return the names of a facet's values by slug; a mineral's forms are left out."""
        if facet not in self.known:
            self.known[facet] = _READERS[facet]()
        return self.known[facet]

    def add_sources(self, slugs: Iterable[str]) -> None:
        """Read the names of some sources, of which there may be too many to read them all."""
        rows = Source.objects.filter(slug__in=[*slugs])
        self.known.setdefault("source", {}).update(rows.values_list("slug", "name"))


@dataclass(frozen=True)
class Subject:
    """One search with all that it matches."""

    query: SearchQuery
    matches: Matches
    names: Names
    today: date

    @property
    def total(self) -> int:
        """Return how many articles there are."""
        return self.matches.total

    def asking(self, query: SearchQuery) -> "Subject":
        """Return another search in the same state of the index."""
        query = _whole(query)
        return replace(self, query=query, matches=self.matches.matches(query))

    def top(self, facet: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the values of a facet that most articles have, with their counts."""
        ordered = sorted(self.counts(facet).items(), key=lambda each: (-each[1], each[0]))
        return tuple(ordered[:limit])

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many articles have each value; `none` and a mineral's forms are left out."""
        counts = self._all_counts(facet)
        if facet == "source":
            return {str(key): count for key, count in counts.items() if key != NONE}
        known = self.names.all(facet)
        return {str(key): count for key, count in counts.items() if key in known}

    def lacking_any(self, facet: str) -> int:
        """Return how many articles have no value of a facet."""
        return self._all_counts(facet).get(NONE, 0)

    def having(self, facet: str, slug: str) -> SearchQuery | None:
        """Return the search for the articles with a value."""
        return having(self.query, facet, slug, self.matches.read_as)

    def having_both(self, one: tuple[str, str], other: tuple[str, str]) -> SearchQuery | None:
        """Return the search for the articles with two values."""
        query = self.having(*one)
        if query is None:
            return None
        is_as_asked = query.text == self.query.text
        return having(query, *other, self.matches.read_as if is_as_asked else "")

    def lacking(self, facet: str, slugs: Iterable[str]) -> SearchQuery:
        """Return the search for the articles with none of some values."""
        return lacking(self.query, facet, slugs)

    def during(self, period: Period) -> SearchQuery:
        """Return the search for the articles that may be dated in a period."""
        return during(self.query, period)

    def dated_as(self, value: str) -> SearchQuery:
        """Return the search for the articles without a date, or without its year."""
        return undated(self.query, value)

    def containing(self, word: str) -> SearchQuery | None:
        """Return the search for the articles that a word is found in."""
        return containing(self.query, f'"{word}"', self.matches.read_as)

    @cached_property
    def _counted(self) -> dict[str, Mapping[Key, int]]:
        return {}

    def _all_counts(self, facet: str) -> Mapping[Key, int]:
        if facet not in self._counted:
            self._counted[facet] = self.matches.counts(FacetAxis(facet))
        return self._counted[facet]


def open_subject(query: SearchQuery) -> Subject:
    """Return a search with all that it matches, whatever page it stands on.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    query = _whole(query)
    return Subject(query, get_engine().matches(query), Names(), localdate())


def _whole(query: SearchQuery) -> SearchQuery:
    return replace(query, page=1, per_page=PER_PAGE_CHOICES[0], sort=None)


def _minerals() -> dict[str, str]:
    spoken_of = Q(kind=MineralKind.GROUP, aliases__is_active=True)
    rows = Mineral.objects.filter(Q(kind=MineralKind.MINERAL) | spoken_of).distinct()
    return dict(rows.order_by().values_list("slug", "name"))


def _countries() -> dict[str, str]:
    return dict(Country.objects.order_by().values_list("slug", "name"))


_READERS = {"mineral": _minerals, "country": _countries, "source": dict}
