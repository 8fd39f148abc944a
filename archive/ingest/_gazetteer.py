"""The gazetteer as editors have changed it: what comes with Lode plus the rows that differ."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, cast

from django.db import models
from django.db.models import Q

from archive import extraction
from archive.extraction import AliasChange, Gazetteer, Rejection, load_gazetteer
from archive.ingest._company_changes import changed_companies
from archive.models import (
    AliasRejection,
    CompanyAlias,
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    NamesVersion,
    Source,
    SourceAlias,
    SourceDomain,
)

_ALIASES: tuple[
    tuple[Literal["country", "mineral", "source", "company"], type[models.Model]], ...
] = (
    ("country", CountryAlias),
    ("mineral", MineralAlias),
    ("source", SourceAlias),
    ("company", CompanyAlias),
)


@dataclass(frozen=True, slots=True)
class _Changes:
    """Everything in the rows that the built-in gazetteer does not say."""

    aliases: tuple[AliasChange, ...]
    countries: tuple[extraction.Country, ...]
    minerals: tuple[extraction.Mineral, ...]
    outlets: tuple[extraction.Outlet, ...]
    companies: tuple[extraction.Company, ...]
    projects: tuple[extraction.Project, ...]
    rejections: tuple[Rejection, ...]


def current_gazetteer() -> Gazetteer:
    """Return the built-in gazetteer with the editors' rows and aliases applied.

    Asks the database on every call whether a name has changed, whichever process changed it,
    and reads them again only then; the gazetteer stays the same object while they are equal.
    """
    token = NamesVersion._default_manager.values_list("token", flat=True).first()
    return _changed(_changes()) if token is None else _at(token)


def names_in_use() -> str:
    """Return the editors' changes as text: equal texts, equal names."""
    return repr(_changes())


@lru_cache(maxsize=4)
def _at(token: str) -> Gazetteer:
    """Return the gazetteer at one state of the names. Tokens are random: none comes back."""
    return _changed(_changes())


@lru_cache(maxsize=2)
def _changed(changes: _Changes) -> Gazetteer:
    return load_gazetteer().with_changes(
        changes.aliases,
        countries=changes.countries,
        minerals=changes.minerals,
        outlets=changes.outlets,
        companies=changes.companies,
        projects=changes.projects,
        rejections=changes.rejections,
    )


def _changes() -> _Changes:
    companies, projects = changed_companies()
    return _Changes(
        aliases=_alias_changes(),
        countries=_changed_countries(),
        minerals=_changed_minerals(),
        outlets=_changed_outlets(),
        companies=companies,
        projects=projects,
        rejections=_rejections(),
    )


def _alias_changes() -> tuple[AliasChange, ...]:
    changed = Q(is_builtin=False) | Q(is_active=False)
    return tuple(
        AliasChange(kind, slug, text, is_active)
        for kind, model in _ALIASES
        for slug, text, is_active in model._default_manager.filter(changed)
        .order_by("pk")
        .values_list(f"{kind}__slug", "text", "is_active")
    )


def _rejections() -> tuple[Rejection, ...]:
    rows = AliasRejection.objects.order_by("pk").values_list(
        "field", "value", "text", "source__name", "means"
    )
    return tuple(Rejection(cast(Any, field), *rest) for field, *rest in rows)


def _changed_countries() -> tuple[extraction.Country, ...]:
    builtin = load_gazetteer().countries
    rows = Country.objects.order_by("slug").values_list("slug", "name", "region")
    return tuple(
        replace(builtin[slug], name=name, aliases=_with_old_name(builtin[slug], name))
        if slug in builtin
        else extraction.Country(slug, name, region)
        for slug, name, region in rows
        if slug not in builtin or builtin[slug].name != name
    )


def _changed_minerals() -> tuple[extraction.Mineral, ...]:
    builtin = load_gazetteer().minerals
    rows = Mineral.objects.order_by("slug").select_related("parent")
    changed = []
    for row in rows:
        known = builtin.get(row.slug) or extraction.Mineral(row.slug, row.name)
        parent = row.parent.slug if row.parent else ""
        now = replace(
            known,
            name=row.name,
            kind=cast(Any, row.kind),
            parent=parent,
            aliases=_with_old_name(known, row.name),
        )
        if now != builtin.get(row.slug):
            changed.append(now)
    return tuple(changed)


def _changed_outlets() -> tuple[extraction.Outlet, ...]:
    builtin = load_gazetteer().outlets
    slugs = {entry.name.casefold(): slug for slug, entry in builtin.items()}
    domains = _domains()
    changed = []
    for slug, name, kind, country in Source.objects.order_by("slug").values_list(
        "slug", "name", "kind", "country__slug"
    ):
        # A source that was met before the gazetteer knew it keeps the slug it was given.
        known = builtin.get(slugs.get(name.casefold(), slug))
        if known is None:
            found = domains.get(slug, ())
            changed.append(extraction.Outlet(slug, name, cast(Any, kind), country or "", (), found))
        elif known.name != name or set(domains.get(slug, ())) - set(known.domains):
            every = tuple(dict.fromkeys((*known.domains, *domains.get(slug, ()))))
            aliases = _with_old_name(known, name)
            changed.append(replace(known, name=name, aliases=aliases, domains=every))
    return tuple(changed)


def _domains() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    rows = SourceDomain.objects.order_by("domain").values_list("source__slug", "domain")
    for slug, domain in rows:
        found[slug] = (*found.get(slug, ()), domain)
    return found


def _with_old_name(
    entry: extraction.Country | extraction.Mineral | extraction.Outlet, name: str
) -> tuple[str, ...]:
    """Return the aliases of a renamed entry: texts go on using the old name."""
    if entry.name == name or entry.name in entry.aliases:
        return entry.aliases
    return (*entry.aliases, entry.name)
