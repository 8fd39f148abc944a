"""Suggestions while a question is typed: minerals, countries, companies, sources and titles.

The last words typed may begin a name (`graphite south kor`); choosing it keeps the words
before it and adds the name as a filter. All words together may stand in a title.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from django.db.models import Model, Q
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.models import Article, Company, Country, Mineral, Source
from archive.search import FACET_NAMES, SearchError, SearchQuery, get_engine, search
from archive.web._filters import ArticleFilterSet
from archive.web._labels import FACET_LABELS
from archive.web._links import search_href

MOST = 5
LONGEST = 60  # characters; who has typed more knows the question
_TITLES = 2  # places that titles get when there are more names than places
_ROWS = 40  # names of a kind that are looked at
_ENDINGS = 3  # words from the end that may begin a name
_TABLES: dict[str, type[Model]] = {
    "mineral": Mineral,
    "country": Country,
    "company": Company,
    "source": Source,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to: a filter of a facet, or an article by its title."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that fits; `kept` are the words before it, `rank` sorts the best first."""

    facet: str
    slug: str
    name: str
    kept: str
    rank: tuple[int, int, int, str]


@require_safe
@cache_control(private=True, max_age=60)
def suggest_view(request: HttpRequest) -> JsonResponse:
    """Return up to five suggestions for the parameters of a search being typed."""
    filters = ArticleFilterSet(request.GET)
    query = SearchQuery() if filters.problems() else filters.search_query().at_page(1)
    found = suggestions(str(request.GET.get("q", "")), query)
    rows = [{"kind": each.kind, "label": each.label, "href": each.href} for each in found]
    return JsonResponse({"suggestions": rows})


def suggestions(text: str, query: SearchQuery) -> tuple[Suggestion, ...]:
    """Return what a text may become; none for a text of one letter or of too many."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text) > LONGEST or not _is_enough(text):
        return ()
    names = [_by_name(name, query) for name in _names(text)]
    titles = list(_titles(text))
    room = MOST - min(len(titles), _TITLES)
    return tuple([*names[:room], *titles][:MOST])


def _by_name(name: _Name, query: SearchQuery) -> Suggestion:
    chosen = query.asking(name.kept)
    if name.slug not in query.chosen(name.facet):
        chosen = chosen.toggled(name.facet, name.slug)
    return Suggestion(FACET_LABELS[name.facet], name.name, search_href(chosen))


def _names(text: str) -> list[_Name]:
    """Return the names that the text ends with, the best first: one query for each table."""
    endings = dict(_endings(text))
    counts = _counts()
    tables = {facet: table for facet, table in _TABLES.items() if facet in FACET_NAMES}
    fitting = chain.from_iterable(
        _fitting(facet, table, endings, counts) for facet, table in tables.items()
    )
    best: dict[tuple[str, str], _Name] = {}
    for name in sorted(fitting, key=lambda name: name.rank):
        best.setdefault((name.facet, name.slug), name)
    return list(best.values())[:MOST]


def _fitting(
    facet: str,
    table: type[Model],
    endings: Mapping[str, str],
    counts: Mapping[tuple[str, str], int],
) -> Iterator[_Name]:
    """Yield the rows of a table that a name or alias of makes fit."""
    condition = Q()
    for ending in endings:
        condition |= Q(name__istartswith=ending) | Q(name__icontains=f" {ending}")
        condition |= Q(aliases__text__istartswith=ending, aliases__is_active=True)
    rows = table._default_manager.filter(condition).order_by("name", "slug")
    for slug, name, alias in rows.values_list("slug", "name", "aliases__text")[:_ROWS]:
        count = counts.get((facet, slug), 0)
        if counts and not count:  # a filter that would find nothing
            continue
        for ending, kept in endings.items():
            if (place := _place(ending, name, alias or "")) is not None:
                yield _Name(facet, slug, name, kept, (-len(ending), place, -count, name))


def _place(ending: str, name: str, alias: str) -> int | None:
    """Return how well an ending fits: 0 for the beginning of a name; None when it does not."""
    ending, name = ending.casefold(), name.casefold()
    fits = (name.startswith(ending), alias.casefold().startswith(ending), f" {ending}" in name)
    return fits.index(True) if any(fits) else None


def _endings(text: str) -> Iterator[tuple[str, str]]:
    """Yield the last words of a text, the most first, each with the words before them."""
    words = text.split()
    for count in range(min(_ENDINGS, len(words)), 0, -1):
        ending = " ".join(words[-count:])
        if _is_enough(ending):
            yield ending, " ".join(words[:-count])


def _is_enough(text: str) -> bool:
    return len(text) > 1 or (bool(text) and not text.isascii())


def _titles(text: str) -> Iterator[Suggestion]:
    """Yield articles whose titles have all the words, the last of them as far as it is typed."""
    words = re.findall(r"[^\W_]+", text)
    if not words or not _is_enough(words[-1]):
        return
    star = "*" if words[-1].upper() != words[-1].lower() else ""
    asked = " ".join(f"title:{word}" for word in words)
    try:
        ids = get_engine().matching_ids(SearchQuery(text=asked + star))[:MOST]
    except SearchError:
        return
    titles = Article.objects.only("title").in_bulk(ids)
    for article in (titles[pk] for pk in ids if pk in titles):
        yield Suggestion("Article", article.title, article.get_absolute_url())


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
