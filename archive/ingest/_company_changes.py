"""The rows of companies and projects that differ from the gazetteer that comes with Lode."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

from archive import extraction
from archive.extraction import load_gazetteer
from archive.models import PROJECT_KINDS, Company

Changed = tuple[tuple[extraction.Company, ...], tuple[extraction.Project, ...]]


def changed_companies() -> Changed:
    """Return the companies and the projects that an editor added or renamed."""
    entries = list(_entries())
    return (
        tuple(each for each in entries if isinstance(each, extraction.Company)),
        tuple(each for each in entries if isinstance(each, extraction.Project)),
    )


def _entries() -> Iterator[extraction.Company | extraction.Project]:
    gazetteer = load_gazetteer()
    builtin: dict[str, extraction.Company | extraction.Project]
    builtin = {**gazetteer.companies, **gazetteer.projects}
    names = dict(Company.objects.order_by("slug").values_list("slug", "name"))
    for slug, name in names.items():
        entry = builtin.get(slug)
        if entry and entry.name != name:
            yield replace(entry, name=name, aliases=(*entry.aliases, entry.name))
    yield from _added(slug for slug in names if slug not in builtin)


def _added(slugs: Iterable[str]) -> Iterator[extraction.Company | extraction.Project]:
    rows = Company.objects.filter(slug__in=list(slugs)).select_related("country", "owner")
    for row in rows.prefetch_related("commodities").order_by("slug"):
        country = row.country.slug if row.country else ""
        minerals = tuple(sorted(mineral.slug for mineral in row.commodities.all()))
        facts = {"kind": cast(Any, row.kind), "country": country, "commodities": minerals}
        if row.kind in PROJECT_KINDS:
            owner = row.owner.slug if row.owner else ""
            yield extraction.Project(row.slug, row.name, owner=owner, **facts)
        else:
            yield extraction.Company(row.slug, row.name, **facts)
