"""Names that the end of a question may mean: minerals, countries, companies and sources."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from django.db.models import Model

from archive.models import Company, Country, Mineral, NamesVersion, Source
from archive.search import SearchError, SearchQuery, get_engine, search
from archive.web._facet_page import folded

_ENDINGS = 3  # words from the end that may begin a name
_TABLES: dict[str, type[Model]] = {
    "mineral": Mineral,
    "country": Country,
    "company": Company,
    "source": Source,
}
_BEHIND_FIELD = re.compile(
    rf"(?P<kept>(?:.*[\s(])?)(?P<sign>[-−]?)(?P<field>(?i:{'|'.join(_TABLES)}))\s*:\s*"
    r'"?(?P<typed>[^":()]*)'
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name that fits; `kept` are the words before it, `rank` sorts the best first."""

    facet: str
    slug: str
    name: str
    kept: str
    rank: tuple[int, int, int, str]
    is_excluded: bool = False


def names_at_the_end(text: str, most: int) -> list[Name]:
    """Return the names that a text ends with or begins to, the best first.

    Behind a field (`mineral:lit`) it is names of that field alone.
    """
    if behind := _BEHIND_FIELD.fullmatch(text):
        facet, typed = behind["field"].lower(), " ".join(behind["typed"].split())
        facets, endings = [facet], {typed: behind["kept"].rstrip()}
    else:
        facets, endings = list(_TABLES), dict(_endings(text))
    token = NamesVersion._default_manager.values_list("token", flat=True).first()
    counts, known = _counts(), _known(token)
    fitting = chain.from_iterable(
        _fitting(facet, endings, counts, known, is_excluded=bool(behind and behind["sign"]))
        for facet in facets
    )
    best: dict[tuple[str, str], Name] = {}
    for name in sorted(fitting, key=lambda name: name.rank):
        best.setdefault((name.facet, name.slug), name)
    return list(best.values())[:most]


def _comparable(text: str) -> str:
    """Return a text without what a reader does not type: capitals, accents, curly apostrophes."""
    return folded(text).replace("’", "'")


def is_enough(text: str) -> bool:
    """Tell whether a beginning is long enough to mean something."""
    return len(text) > 1 or (bool(text) and not text.isascii())


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of each facet, by what each of their words begins.

    `beginnings` are sorted: the folded rest of a name from one of its words on, how well that
    fits (0 for a whole name, 1 for an alias, 2 for a later word of a name), slug and name.
    """

    beginnings: Mapping[str, list[tuple[str, int, str, str]]]

    def fitting(self, facet: str, ending: str) -> Iterator[tuple[int, str, str]]:
        """Yield what begins with an ending."""
        entries = self.beginnings[facet]
        wanted = _comparable(ending)
        for number in range(bisect_left(entries, (wanted,)), len(entries)):
            beginning, place, slug, name = entries[number]
            if not beginning.startswith(wanted):
                break
            yield place, slug, name


def _fitting(
    facet: str,
    endings: Mapping[str, str],
    counts: Mapping[tuple[str, str], int],
    known: "_Known",
    *,
    is_excluded: bool,
) -> Iterator[Name]:
    """Yield the names of a facet that one of the endings begins."""
    for ending, kept in endings.items():
        for place, slug, name in known.fitting(facet, ending):
            count = counts.get((facet, slug), 0)
            if count or not counts:  # a filter that would find nothing is not offered
                rank = (-len(ending), place, -count, name)
                yield Name(facet, slug, name, kept, rank, is_excluded)


@lru_cache(maxsize=2)
def _known(token: str | None) -> _Known:
    """Return the names in one state, which its token tells from all others."""
    return _Known({facet: sorted(_beginnings(table)) for facet, table in _TABLES.items()})


def _beginnings(table: type[Model]) -> Iterator[tuple[str, int, str, str]]:
    rows = table._default_manager.order_by("pk")
    for slug, name in rows.values_list("slug", "name"):
        first, *later = _comparable(name).split(" ")
        yield " ".join((first, *later)), 0, slug, name
        for number in range(len(later)):
            yield " ".join(later[number:]), 2, slug, name
    aliases = rows.filter(aliases__is_active=True).values_list("slug", "name", "aliases__text")
    for slug, name, alias in aliases:
        yield _comparable(alias), 1, slug, name


def _endings(text: str) -> Iterator[tuple[str, str]]:
    """Yield the last words of a text, the most first, each with the words before them."""
    words = text.split()
    for count in range(min(_ENDINGS, len(words)), 0, -1):
        ending = " ".join(words[-count:])
        if is_enough(ending):
            yield ending, " ".join(words[:-count])


def _counts() -> Mapping[tuple[str, str], int]:
    """Return how many articles have each value of a facet; empty when that cannot be read."""
    try:
        return _counts_of(get_engine().generation)
    except SearchError:
        return {}


@lru_cache(maxsize=1)
def _counts_of(generation: str) -> Mapping[tuple[str, str], int]:
    facets = search(SearchQuery()).facets or {}
    return {(facet, each.value): each.count for facet, counts in facets.items() for each in counts}
