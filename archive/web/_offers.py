"""Filters that plain words of a question may mean: a year, countries.

A word finds the articles that have it anywhere; who types `korea 2024` often means the country
and the date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from archive.search import SearchError, SearchQuery, get_engine
from archive.web._links import search_href
from archive.web._names import names_in

MOST = 3
_WORDS = 12  # of a question; who has typed more knows the language
_LONGEST = 3  # words of a name
_AMBIGUOUS = 2  # names that one phrase may mean, at most: "Korea", but not "Republic"
_PLAIN = re.compile(r"(?!.*\b(?:AND|OR|NOT)\b)(?!.*(?:^|\s)[-−])[^\"“”():*~?]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Offer:
    """A filter in place of words, and how many articles it would leave."""

    label: str
    href: str
    total: int


def make_offers(query: SearchQuery) -> tuple[Offer, ...]:
    """Return the filters that words of a question may mean, where they find something."""
    words = query.text.split()
    if not 0 < len(words) <= _WORDS or not _PLAIN.fullmatch(query.text):
        return ()
    found: list[Offer] = []
    for label, other in (*_both(query, words), *_year(query, words), *_countries(query, words)):
        if len(found) < MOST and (total := _total(other)):
            found.append(Offer(label, search_href(other), total))
    return tuple(found)


def _both(query: SearchQuery, words: list[str]) -> Iterator[tuple[str, SearchQuery]]:
    """Yield a year together with the first country."""
    for year, dated in _year(query, words):
        for country, narrowed in islice(_countries(dated, dated.text.split()), 1):
            yield f"{year}, {country}", narrowed


def _year(query: SearchQuery, words: list[str]) -> Iterator[tuple[str, SearchQuery]]:
    years = [word for word in words if _YEAR.fullmatch(word)]
    if len(years) == 1 and not (query.after or query.before):
        others = " ".join(word for word in words if word not in years)
        yield f"Date: {years[0]}", query.asking(others).between(years[0], years[0])


def _countries(query: SearchQuery, words: list[str]) -> Iterator[tuple[str, SearchQuery]]:
    phrases = {
        range(first, first + length): " ".join(words[first : first + length])
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for first in range(len(words) - length + 1)
    }
    known = names_in(phrases.values(), "country")
    used: set[int] = set()
    for places, phrase in phrases.items():
        names = known[phrase]
        if not 0 < len(names) <= _AMBIGUOUS or not used.isdisjoint(places):
            continue
        used.update(places)
        others = query.asking(" ".join(words[: places.start] + words[places.stop :]))
        for slug, name in names.items():
            if slug not in query.chosen("country"):
                yield f"Country: {name}", others.toggled("country", slug)


def _total(query: SearchQuery) -> int:
    try:
        return get_engine().matches(query).total
    except SearchError:
        return 0
