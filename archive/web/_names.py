"""Names that the end of a question may mean: minerals, countries, companies and sources."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

from django.db.models import Model

from archive.models import Company, Country, Mineral, NamesVersion, Source
from archive.search import SearchError, SearchQuery, get_engine, search
from archive.web._facet_page import folded

_NAME, _ALIAS, _LATER_WORD = range(3)  # how well a beginning fits
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
    counts, known = _counts(), _known(_token())
    fitting = chain.from_iterable(
        _fitting(facet, endings, counts, known, is_excluded=bool(behind and behind["sign"]))
        for facet in facets
    )
    best: dict[tuple[str, str], Name] = {}
    for name in sorted(fitting, key=lambda name: name.rank):
        best.setdefault((name.facet, name.slug), name)
    return list(best.values())[:most]


def names_called(facet: str, text: str) -> dict[str, str]:
    """Return the slugs and names of what a text is the name of, or else an alias."""
    known, wanted = _known(_token()), _comparable(" ".join(text.split()))
    for place in (_NAME, _ALIAS):
        if found := dict(known.called(facet, wanted, place)):
            return found
    return {}


def names_in(phrases: Iterable[str], facet: str) -> dict[str, dict[str, str]]:
    """Return for each phrase the slugs and names of what it names, or ends the name of (`Korea`).

    Those that the most articles have come first, those of no article are left out.
    """
    known, counts = _known(_token()), _counts()
    return {phrase: _named(facet, _comparable(phrase), known, counts) for phrase in phrases}


def _named(
    facet: str, wanted: str, known: "_Known", counts: Mapping[tuple[str, str], int]
) -> dict[str, str]:
    names: dict[str, str] = {}
    for place in (_NAME, _ALIAS, _LATER_WORD):
        names |= known.called(facet, wanted, place)
    present = [slug for slug in names if counts.get((facet, slug))]
    return {slug: names[slug] for slug in sorted(present, key=lambda slug: -counts[facet, slug])}


def names_beginning(facet: str, text: str, most: int) -> list[str]:
    """Return names that a text begins, whether or not an article has them; the shortest first."""
    places: dict[str, int] = {}
    for place, _, name in _known(_token()).fitting(facet, " ".join(text.split())):
        places[name] = min(place, places.get(name, place))
    return sorted(places, key=lambda name: (places[name], len(name), name))[:most]


def names_resembling(facet: str, text: str, most: int) -> list[str]:
    """Return names that a text may be a misspelling of, the likest first."""
    entries = _known(_token()).beginnings[facet]
    names = {beginning: name for beginning, place, _, name in entries if place in (_NAME, _ALIAS)}
    close = get_close_matches(_comparable(text), names, 3 * most, 0.75)
    return list(dict.fromkeys(names[each] for each in close))[:most]


def _token() -> str | None:
    return NamesVersion._default_manager.values_list("token", flat=True).first()


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
    fits (the name, an alias, a later word of the name), slug and name.
    """

    beginnings: Mapping[str, list[tuple[str, int, str, str]]]

    def called(self, facet: str, wanted: str, place: int) -> Iterator[tuple[str, str]]:
        """Yield slug and name of what is called just so."""
        entries = self.beginnings[facet]
        for number in range(bisect_left(entries, (wanted, place)), len(entries)):
            if entries[number][:2] != (wanted, place):
                break
            yield entries[number][2:]

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
        yield " ".join((first, *later)), _NAME, slug, name
        for number in range(len(later)):
            yield " ".join(later[number:]), _LATER_WORD, slug, name
    aliases = rows.filter(aliases__is_active=True).values_list("slug", "name", "aliases__text")
    for slug, name, alias in aliases:
        yield _comparable(alias), _ALIAS, slug, name


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
