"""Invented people, companies and projects that come back from story to story.

The name with a given rank is always the same, so that an archive of synthetic clippings
has its own well-known companies; all of them are put together from syllables.
"""

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from archive.synthetic._dice import dice
from archive.synthetic._vocabulary import vocabulary
from archive.synthetic._zipf import ranks

_PEOPLE = 160
_COMPANIES = 70
_PROJECTS = 45
_TOWNS = 60


@dataclass(frozen=True, slots=True)
class Person:
    """A person: full name, what later sentences say, and the pronouns."""

    full: str
    last: str
    he: str
    his: str


@dataclass(frozen=True, slots=True)
class Company:
    """A company: legal name and what later sentences say."""

    full: str
    short: str


def person(random: Random, culture: str, place: str) -> Person:
    """Choose somebody of a culture who is known in a place (a country code)."""
    return _person(culture, place, ranks(_PEOPLE).spin(random))


def company(random: Random, culture: str, place: str) -> Company:
    """Choose a company of a place."""
    return _company(culture, place, ranks(_COMPANIES).spin(random))


def project(random: Random, culture: str, place: str) -> str:
    """Choose a mine or a deposit in a place."""
    return _project(culture, place, ranks(_PROJECTS).spin(random))


def town(random: Random, culture: str, country: str) -> str:
    """Choose a town of a country; it is no place on any map."""
    return _town(culture, country, ranks(_TOWNS).spin(random))


@lru_cache(maxsize=50_000)
def _person(culture: str, place: str, rank: int) -> Person:
    random = dice("person", culture, place, rank)
    names = vocabulary().cultures[culture]
    is_female = random.random() < 0.4
    given = _one(random, names.female if is_female else names.male)
    surname = _compound(random, names.surname)
    full = names.person.format(given=given, surname=surname)
    pronouns = ("she", "her") if is_female else ("he", "his")
    return Person(full, surname, *pronouns)


@lru_cache(maxsize=50_000)
def _company(culture: str, place: str, rank: int) -> Company:
    random = dice("company", culture, place, rank)
    names = vocabulary().cultures[culture]
    short = _one(random, names.companies).format(
        stem=_compound(random, names.place),
        other=_compound(random, names.place),
        surname=_compound(random, names.surname),
    )
    return Company(_one(random, names.legal).format(name=short), short)


@lru_cache(maxsize=50_000)
def _project(culture: str, place: str, rank: int) -> str:
    random = dice("project", culture, place, rank)
    names = vocabulary().cultures[culture]
    stem = _compound(random, names.place)
    return _one(random, names.projects).format(stem=stem)


@lru_cache(maxsize=50_000)
def _town(culture: str, country: str, rank: int) -> str:
    random = dice("town", culture, country, rank)
    return _compound(random, vocabulary().cultures[culture].place)


def _one(random: Random, options: tuple[str, ...]) -> str:
    return options[int(random.random() * len(options))]


def _compound(random: Random, syllables: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
    heads, tails = syllables
    return _one(random, heads) + _one(random, tails)
