"""Read the gazetteer from its TOML files. Knows their layout and nothing of matching."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from archive.errors import ArchiveError
from archive.extraction._company_rows import Company, Project
from archive.extraction._gazetteer import (
    Country,
    Gazetteer,
    Mineral,
    Outlet,
    Phrase,
    Place,
    Translation,
)

DIRECTORY = Path(__file__).parent / "gazetteers"
_LISTS = {
    "usgs": "usgs_critical",
    "eu-critical": "eu_critical",
    "eu-strategic": "eu_strategic",
    "iea": "iea_focus",
}
Row = TypeVar("Row", Country, Mineral, Outlet, Company, Project)


class GazetteerError(ArchiveError):
    """A gazetteer file is missing or malformed; the message names it and the fix."""


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer that comes with Lode.

    Raises GazetteerError, which names the file, when one is missing or malformed.
    """
    return read_gazetteer()


def read_gazetteer(directory: Path = DIRECTORY) -> Gazetteer:
    """Return the gazetteer of the TOML files in `directory`.

    Raises GazetteerError for a missing, malformed or contradictory file.
    """
    countries = _rows(directory / "countries.toml", "country", _country)
    minerals = _rows(directory / "minerals.toml", "mineral", _mineral)
    outlets = _rows(directory / "outlets.toml", "outlet", _outlet)
    companies = _rows(directory / "companies.toml", "company", _company)
    projects = _rows(directory / "projects.toml", "project", _project)
    _check_tree(directory / "minerals.toml", minerals)
    _check_references(directory / "companies.toml", companies, countries, minerals)
    _check_references(directory / "projects.toml", projects, countries, minerals)
    _check_owners(directory / "projects.toml", projects, companies)
    return Gazetteer(
        countries=MappingProxyType(countries),
        minerals=MappingProxyType(minerals),
        outlets=MappingProxyType(outlets),
        companies=MappingProxyType(companies),
        projects=MappingProxyType(projects),
        places=tuple(_read(directory / "places.toml", lambda table: _places(table, countries))),
        translations=tuple(_read(directory / "translations.toml", _translations)),
        phrases=tuple(_read(directory / "phrases.toml", _phrases)),
        senses=dict(_read(directory / "senses.toml", _senses)),
    )


def _table(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError as error:
        raise GazetteerError(f"{path.name} is missing in {path.parent}; restore it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path} is not valid TOML ({error}); mend or restore it.") from error


Item = TypeVar("Item")


def _read(path: Path, parse: Callable[[dict[str, Any]], Iterable[Item]]) -> list[Item]:
    table = _table(path)
    try:
        return list(parse(table))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise GazetteerError(f"{path} has an entry Lode cannot read: {error!r}.") from error


def _rows(path: Path, key: str, parse: Callable[[dict[str, Any]], Row]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in _read(path, lambda table: [parse(entry) for entry in table[key]]):
        if row.slug in rows:
            raise GazetteerError(f"{path} has the slug {row.slug!r} twice; rename one.")
        rows[row.slug] = row
    return rows


def _country(entry: dict[str, Any]) -> Country:
    demonyms = tuple(entry.get("demonyms", ()))
    return Country(
        slug=entry["slug"],
        name=entry["name"],
        region=entry["region"],
        aliases=tuple(dict.fromkeys((*entry.get("aliases", ()), *demonyms))),
        demonyms=demonyms,
    )


def _mineral(entry: dict[str, Any]) -> Mineral:
    return Mineral(
        slug=entry["slug"],
        name=entry["name"],
        symbol=entry.get("symbol", ""),
        kind=entry["kind"],
        parent=entry.get("parent", ""),
        aliases=tuple(entry.get("aliases", ())),
        **{_LISTS[listed]: True for listed in entry.get("lists", ())},
    )


def _outlet(entry: dict[str, Any]) -> Outlet:
    return Outlet(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry.get("kind", "unknown"),
        country=entry.get("country", ""),
        aliases=tuple(entry.get("aliases", ())),
        domains=tuple(entry.get("domains", ())),
    )


def _company(entry: dict[str, Any]) -> Company:
    return Company(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry["kind"],
        country=entry.get("country", ""),
        aliases=tuple(entry.get("aliases", ())),
        weak=frozenset(entry.get("weak", ())),
        tickers=tuple(entry.get("tickers", ())),
        commodities=tuple(entry.get("commodities", ())),
    )


def _project(entry: dict[str, Any]) -> Project:
    return Project(
        slug=entry["slug"],
        name=entry["name"],
        kind=entry["kind"],
        country=entry.get("country", ""),
        owner=entry.get("owner", ""),
        aliases=tuple(entry.get("aliases", ())),
        weak=frozenset(entry.get("weak", ())),
        commodities=tuple(entry.get("commodities", ())),
    )


def _places(table: dict[str, Any], countries: dict[str, Country]) -> Iterator[Place]:
    for country, kinds in table.items():
        if country not in countries:
            raise ValueError(f"[{country}] is no country slug")
        for kind, names in kinds.items():
            for name in names:
                yield Place(name, country, kind.replace("-", " "))


def _translations(table: dict[str, Any]) -> Iterator[Translation]:
    for language, kinds in table.items():
        for kind, slugs in kinds.items():
            for slug, texts in slugs.items():
                for text in texts:
                    yield Translation(language, kind, slug, text)


def _phrases(table: dict[str, Any]) -> Iterator[Phrase]:
    for kind, texts in table.items():
        for text in texts:
            yield Phrase(kind, text)  # type: ignore[arg-type]


def _senses(table: dict[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    for name, words in table.items():
        yield name, frozenset(words)


def _check_tree(path: Path, minerals: dict[str, Mineral]) -> None:
    for mineral in minerals.values():
        parent = minerals.get(mineral.parent)
        is_sound = (
            (parent is None and not mineral.parent)
            if mineral.kind == "group"
            else (
                parent is not None
                and parent.kind != "form"
                and (mineral.kind == "form" or parent.kind == "group")
            )
        )
        if not is_sound:
            raise GazetteerError(
                f"{path}: {mineral.slug!r} ({mineral.kind}) has the parent {mineral.parent!r}; "
                "groups are roots, minerals belong to a group, forms to a mineral or group."
            )


def _check_references(
    path: Path,
    rows: Mapping[str, Company] | Mapping[str, Project],
    countries: dict[str, Country],
    minerals: dict[str, Mineral],
) -> None:
    for row in rows.values():
        unknown = [slug for slug in row.commodities if slug not in minerals]
        if row.country and row.country not in countries:
            unknown.append(row.country)
        unknown += sorted(row.weak - {row.name, *row.aliases})
        if unknown:
            raise GazetteerError(
                f"{path}: {row.slug!r} refers to {unknown[0]!r}, which is no country, mineral or "
                "name of its own; mend the entry."
            )


def _check_owners(path: Path, projects: dict[str, Project], companies: dict[str, Company]) -> None:
    for project in projects.values():
        if project.slug in companies:
            raise GazetteerError(f"{path}: {project.slug!r} is a company's slug too; rename one.")
        if project.owner and project.owner not in companies:
            raise GazetteerError(
                f"{path}: {project.slug!r} has the owner {project.owner!r}, who is no company."
            )
