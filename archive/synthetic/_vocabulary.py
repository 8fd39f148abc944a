"""The word lists and templates in `data/`, read once and checked into typed values.

`data/*.toml` holds what every language shares; each folder of `data/` is one edition,
its files merged. Lists ordered by importance say so in the file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from archive.synthetic._grammar import Binding, bind
from archive.synthetic._zipf import Wheel

_DATA = files("archive.synthetic") / "data"


@dataclass(frozen=True, slots=True)
class Mineral:
    """A mineral as the trade writes about it; the lists are templates."""

    name: str
    adjective: str
    is_scarce: bool
    ores: tuple[str, ...]
    compounds: tuple[str, ...]
    grades: tuple[str, ...]
    prices: tuple[str, ...]
    uses: tuple[str, ...]
    producers: Wheel[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `name` as in a sentence ("the Philippines"), `short` as in a headline."""

    code: str
    name: str
    short: str
    demonym: str
    capital: str
    places: tuple[str, ...]
    culture: str


@dataclass(frozen=True, slots=True)
class Culture:
    """How people, places and companies of a part of the world are called."""

    female: tuple[str, ...]
    male: tuple[str, ...]
    person: str
    surname: tuple[tuple[str, ...], tuple[str, ...]]
    place: tuple[tuple[str, ...], tuple[str, ...]]
    projects: tuple[str, ...]
    companies: tuple[str, ...]
    legal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented publisher or agency."""

    name: str
    country: str
    kind: str
    language: str
    countries: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a kind of story says, from headline to last paragraph."""

    name: str
    headlines: tuple[str, ...]
    leads: tuple[str, ...]
    facts: tuple[str, ...]
    quotes: tuple[str, ...]
    closings: tuple[str, ...]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateStyle:
    """A way to print a date and what it tells: day, month, year or month-day."""

    text: str
    precision: str
    min_day: int


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything a language needs for whole clippings."""

    language: str
    separators: str
    length: tuple[int, int, int]
    join: str
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    culture: str
    lexicon: Mapping[str, Binding]
    countries: Mapping[str, Mapping[str, str]]
    minerals: Mapping[str, Mapping[str, str]]
    topics: Wheel[Topic]
    background: tuple[str, ...]
    quotes: tuple[str, ...]
    quote_first: tuple[str, ...]
    quote_again: tuple[str, ...]
    date_styles: Mapping[str, Wheel[DateStyle]]
    headers_dated: Wheel[str]
    headers_undated: Wheel[str]
    footers: Wheel[str]
    captions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All data of the package."""

    minerals: Mapping[str, Mineral]
    mineral_wheel: Wheel[str]
    in_passing: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, Country]
    country_wheel: Wheel[str]
    partner_wheel: Wheel[str]
    cultures: Mapping[str, Culture]
    outlets: Mapping[str, Wheel[Outlet]]
    local_outlets: Mapping[str, Wheel[Outlet]]
    agencies: Mapping[str, Wheel[Outlet]]
    editions: Mapping[str, Edition]
    edition_wheel: Wheel[str]


@cache
def vocabulary() -> Vocabulary:
    """Read and return the data; a mistake in it raises KeyError or ValueError here."""
    minerals = _read(_DATA / "minerals.toml")
    countries = _read(_DATA / "countries.toml")
    outlets, agencies = _outlets(_read(_DATA / "outlets.toml"))
    folders = sorted((item for item in _DATA.iterdir() if item.is_dir()), key=lambda f: f.name)
    editions = {folder.name: _merged(folder) for folder in folders}
    return Vocabulary(
        minerals={name: _mineral(name, row) for name, row in minerals["mineral"].items()},
        mineral_wheel=_weighted(minerals["mineral"]),
        in_passing={code: tuple(names) for code, names in minerals["in_passing"].items()},
        countries={code: _country(code, row) for code, row in countries["country"].items()},
        country_wheel=_weighted(countries["country"]),
        partner_wheel=Wheel.weighted(*_columns(countries["partners"])),
        cultures={
            name: _culture(row) for name, row in _read(_DATA / "cultures.toml")["culture"].items()
        },
        outlets=_by_language(outlets),
        local_outlets=_by_country(outlets),
        agencies=_by_language(agencies),
        editions={name: _edition(name, row) for name, row in editions.items()},
        edition_wheel=_weighted(editions),
    )


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _merged(folder: Traversable) -> dict[str, Any]:
    """Merge the TOML files below a folder: tables are united, lists concatenated."""
    merged: dict[str, Any] = {}
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        tables = _merged(item) if item.is_dir() else _read(item)
        for key, value in tables.items():
            if isinstance(value, dict):
                merged.setdefault(key, {}).update(value)
            elif isinstance(value, list):
                merged.setdefault(key, []).extend(value)
            else:
                merged[key] = value
    return merged


def _columns(weights: Mapping[str, float]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    return tuple(weights), tuple(weights.values())


def _weighted(tables: Mapping[str, Mapping[str, Any]]) -> Wheel[str]:
    return Wheel.weighted(tuple(tables), [row["weight"] for row in tables.values()])


def _mineral(name: str, row: Mapping[str, Any]) -> Mineral:
    return Mineral(
        name=name,
        adjective=row.get("adjective", name),
        is_scarce=row.get("scarce", False),
        ores=tuple(row["ores"]),
        compounds=tuple(row["compounds"]),
        grades=tuple(row["grades"]),
        prices=tuple(row["prices"]),
        uses=tuple(row["uses"]),
        producers=Wheel.weighted(*_columns(row["producers"])),
    )


def _country(code: str, row: Mapping[str, Any]) -> Country:
    return Country(
        code=code,
        name=row["name"],
        short=row.get("short", row["name"].removeprefix("the ")),
        demonym=row["demonym"],
        capital=row["capital"],
        places=tuple(row["places"]),
        culture=row["culture"],
    )


def _culture(row: Mapping[str, Any]) -> Culture:
    return Culture(
        female=tuple(row["female"]),
        male=tuple(row["male"]),
        person=row.get("person", "{given} {surname}"),
        surname=_syllables(row["surname"]),
        place=_syllables(row["place"]),
        projects=tuple(row["projects"]),
        companies=tuple(row["companies"]),
        legal=tuple(row["legal"]),
    )


def _syllables(pair: list[list[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    heads, tails = pair
    return tuple(heads), tuple(tails)


def _outlets(tables: Mapping[str, Any]) -> tuple[list[Outlet], list[Outlet]]:
    publishers: list[Outlet] = []
    agencies: list[Outlet] = []
    for language, rows in tables["outlets"].items():
        for name, country, kind in rows:
            named = tables["named"].get(name, {})
            outlet = Outlet(
                name, country, kind, language,
                tuple(named.get("countries", ())), tuple(named.get("minerals", ())),
            )  # fmt: skip
            (agencies if kind == "agency" else publishers).append(outlet)
    return publishers, agencies


def _by_language(outlets: list[Outlet]) -> dict[str, Wheel[Outlet]]:
    languages = sorted({outlet.language for outlet in outlets})
    return {
        language: Wheel.ranked([outlet for outlet in outlets if outlet.language == language])
        for language in languages
    }


def _by_country(outlets: list[Outlet]) -> dict[str, Wheel[Outlet]]:
    english = [outlet for outlet in outlets if outlet.language == "en"]
    codes = sorted({outlet.country for outlet in english})
    return {
        code: Wheel.ranked([outlet for outlet in english if outlet.country == code])
        for code in codes
    }


def _edition(language: str, row: Mapping[str, Any]) -> Edition:
    headers = row["headers"]
    return Edition(
        language=language,
        separators=row.get("separators", ",."),
        length=(row["length"][0], row["length"][1], row["length"][2]),
        join=row.get("join", " "),
        months=tuple(row["months"]),
        months_short=tuple(row["months_short"]),
        weekdays=tuple(row["weekdays"]),
        weekdays_short=tuple(row["weekdays_short"]),
        culture=row.get("culture", ""),
        lexicon={name: bind(options) for name, options in row["lexicon"].items()},
        countries=row.get("countries", {}),
        minerals=row.get("minerals", {}),
        topics=Wheel.weighted(
            [_topic(name, topic) for name, topic in row["topic"].items()],
            [topic["weight"] for topic in row["topic"].values()],
        ),
        background=tuple(row["background"]),
        quotes=tuple(row["quotes"]),
        quote_first=tuple(row["quote_first"]),
        quote_again=tuple(row["quote_again"]),
        date_styles=_date_styles(row["dates"]),
        headers_dated=_texts([header for header in headers if "{date}" in header["text"]]),
        headers_undated=_texts([header for header in headers if "{date}" not in header["text"]]),
        footers=_texts(row["footers"]),
        captions=tuple(row["captions"]),
    )


def _topic(name: str, row: Mapping[str, Any]) -> Topic:
    return Topic(
        name=name,
        headlines=tuple(row["headlines"]),
        leads=tuple(row["leads"]),
        facts=tuple(row["facts"]),
        quotes=tuple(row["quotes"]),
        closings=tuple(row["closings"]),
        speakers=tuple(row["speakers"]),
    )


def _date_styles(rows: list[Mapping[str, Any]]) -> dict[str, Wheel[DateStyle]]:
    styles: dict[str, tuple[list[DateStyle], list[float]]] = {}
    for row in rows:
        chosen, weights = styles.setdefault(row["precision"], ([], []))
        chosen.append(DateStyle(row["text"], row["precision"], row.get("min_day", 1)))
        weights.append(row.get("weight", 1))
    return {
        precision: Wheel.weighted(chosen, weights)
        for precision, (chosen, weights) in styles.items()
    }


def _texts(rows: list[Mapping[str, Any]]) -> Wheel[str]:
    return Wheel.weighted([row["text"] for row in rows], [row.get("weight", 1) for row in rows])
