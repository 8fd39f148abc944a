"""The gazetteers that come with Lode as rows, which editors may then change.

Rows and aliases that are missing are added, facts (symbols, critical lists, regions) follow
the gazetteer. Names, places in the tree and switched-off aliases stay as an editor left them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from django.db import models, transaction

from archive.extraction import Gazetteer, load_gazetteer
from archive.ingest._company_taxonomy import load_companies
from archive.models import (
    CompanyAlias,
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    Source,
    SourceAlias,
    SourceDomain,
    SourceKind,
)

Alias = CountryAlias | MineralAlias | SourceAlias | CompanyAlias

_OWNERS: dict[type[Alias], str] = {
    CountryAlias: "country_id",
    MineralAlias: "mineral_id",
    SourceAlias: "source_id",
    CompanyAlias: "company_id",
}
_LISTS = ("symbol", "usgs_critical", "eu_critical", "eu_strategic", "iea_focus")


@dataclass(frozen=True, slots=True)
class TaxonomyReport:
    """How many rows one loading added; `dropped` aliases are no longer in the gazetteer."""

    countries: int = 0
    minerals: int = 0
    sources: int = 0
    companies: int = 0
    aliases: int = 0
    domains: int = 0
    dropped: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether everything was there already."""
        return not any(getattr(self, field.name) for field in fields(self))


def load_taxonomy(gazetteer: Gazetteer | None = None) -> TaxonomyReport:
    """Bring the rows up to date with the gazetteer; do nothing twice."""
    gazetteer = gazetteer or load_gazetteer()
    with transaction.atomic():
        countries = _load_countries(gazetteer)
        minerals = _load_minerals(gazetteer)
        sources, owners = _load_sources(gazetteer)
        country_ids = dict(Country.objects.values_list("slug", "pk"))
        mineral_ids = dict(Mineral.objects.values_list("slug", "pk"))
        companies, company_ids = load_companies(gazetteer)
        entries = (*gazetteer.companies.values(), *gazetteer.projects.values())
        changes = [
            _load_aliases(CountryAlias, _names(gazetteer.countries.values(), country_ids)),
            _load_aliases(MineralAlias, _names(gazetteer.minerals.values(), mineral_ids)),
            _load_aliases(SourceAlias, _names(gazetteer.outlets.values(), owners)),
            _load_aliases(CompanyAlias, _names(entries, company_ids)),
        ]
        return TaxonomyReport(
            countries=countries,
            minerals=minerals,
            sources=sources,
            companies=companies,
            aliases=sum(added for added, _ in changes),
            domains=_load_domains(gazetteer, owners),
            dropped=sum(dropped for _, dropped in changes),
        )


def _load_countries(gazetteer: Gazetteer) -> int:
    known = {row.slug: row for row in Country.objects.all()}
    taken = {row.name for row in known.values()}
    missing = [
        Country(
            slug=entry.slug, name=_free_name(entry.name, entry.slug, taken), region=entry.region
        )
        for entry in gazetteer.countries.values()
        if entry.slug not in known
    ]
    _update_facts(known, gazetteer.countries, ("region",))
    return len(Country.objects.bulk_create(missing))


def _load_minerals(gazetteer: Gazetteer) -> int:
    """Add the missing minerals level by level, as a child needs its parent's row."""
    known = {row.slug: row for row in Mineral.objects.all()}
    _update_facts(known, gazetteer.minerals, _LISTS)
    taken = {row.name for row in known.values()}
    missing = [entry for entry in gazetteer.minerals.values() if entry.slug not in known]
    added = 0
    while missing:
        level = [entry for entry in missing if not entry.parent or entry.parent in known]
        rows = [
            Mineral(
                slug=entry.slug,
                name=_free_name(entry.name, entry.slug, taken),
                kind=entry.kind,
                parent=known.get(entry.parent),
                **{name: getattr(entry, name) for name in _LISTS},
            )
            for entry in level
        ]
        known |= {row.slug: row for row in Mineral.objects.bulk_create(rows)}
        added += len(rows)
        missing = [entry for entry in missing if entry.slug not in known]
        if not level:
            raise ValueError(f"Minerals without a parent: {[entry.slug for entry in missing]}")
    return added


def _load_sources(gazetteer: Gazetteer) -> tuple[int, dict[str, int]]:
    """Return how many sources were added, and the id of every outlet's row by its slug.

    A source that ingest met before the gazetteer knew it is taken over by its name.
    """
    rows = list(Source.objects.all())
    by_slug = {row.slug: row for row in rows}
    by_name = {row.name.casefold(): row for row in rows}
    country_ids = dict(Country.objects.values_list("slug", "pk"))
    missing, changed = [], []
    for entry in gazetteer.outlets.values():
        row = by_slug.get(entry.slug) or by_name.get(entry.name.casefold())
        country_id = country_ids.get(entry.country)
        if row is None:
            row = Source(slug=entry.slug, name=entry.name, kind=entry.kind, country_id=country_id)
            by_name[entry.name.casefold()] = row
            missing.append(row)
        elif row.pk and row.kind == SourceKind.UNKNOWN and entry.kind != SourceKind.UNKNOWN:
            row.kind, row.country_id = entry.kind, row.country_id or country_id
            changed.append(row)
        by_slug[entry.slug] = row
    Source.objects.bulk_create(missing)
    Source.objects.bulk_update(changed, ["kind", "country"])
    return len(missing), {slug: by_slug[slug].pk for slug in gazetteer.outlets}


def _load_domains(gazetteer: Gazetteer, owners: Mapping[str, int]) -> int:
    known = set(SourceDomain.objects.values_list("domain", flat=True))
    missing: dict[str, SourceDomain] = {}
    for entry in gazetteer.outlets.values():
        for domain in entry.domains:
            if domain not in known:
                row = SourceDomain(source_id=owners[entry.slug], domain=domain)
                missing.setdefault(domain, row)
    return len(SourceDomain.objects.bulk_create(missing.values()))


def _names(entries: Iterable[Any], ids: Mapping[str, int]) -> set[tuple[int, str]]:
    return {(ids[entry.slug], text) for entry in entries for text in entry.aliases}


def _load_aliases(model: type[Alias], wanted: set[tuple[int, str]]) -> tuple[int, int]:
    """Add the aliases that are missing, drop built-in ones that the gazetteer gave up."""
    owner = _OWNERS[model]
    aliases = model._default_manager
    known: set[tuple[int, str]] = set()
    stale: list[int] = []
    for pk, owner_id, text, is_builtin, is_active in aliases.values_list(
        "pk", owner, "text", "is_builtin", "is_active"
    ):
        known.add(_key(model, owner_id, text))
        if is_builtin and is_active and (owner_id, text) not in wanted:
            stale.append(pk)
    missing = {
        key: model(**{owner: owner_id}, text=text, is_builtin=True)
        for owner_id, text in sorted(wanted)
        if (key := _key(model, owner_id, text)) not in known
    }
    aliases.filter(pk__in=stale).delete()
    aliases.bulk_create(cast(Any, missing.values()))
    return len(missing), len(stale)


def _key(model: type[Alias], owner_id: int, text: str) -> tuple[int, str]:
    """Return what the database holds unique: sources' aliases regardless of case."""
    return owner_id, text.lower() if model is SourceAlias else text


def _update_facts(
    rows: Mapping[str, models.Model], entries: Mapping[str, object], names: tuple[str, ...]
) -> None:
    changed = []
    for slug, row in rows.items():
        facts = {name: getattr(entries[slug], name) for name in names} if slug in entries else {}
        if any(getattr(row, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        type(changed[0])._default_manager.bulk_update(changed, names)


def _free_name(name: str, slug: str, taken: set[str]) -> str:
    """Return the name, told apart by the slug when an editor's row has it already."""
    free = f"{name} ({slug})" if name in taken else name
    taken.add(free)
    return free
