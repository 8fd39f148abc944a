"""The companies and projects of the gazetteer as rows.

Missing rows are added; kind, country, owner and commodities of built-in rows follow the
gazetteer, their names stay as an editor left them.
"""

from collections.abc import Iterable, Mapping

from archive import extraction
from archive.extraction import Gazetteer
from archive.models import Company, Country, Mineral

Entry = extraction.Company | extraction.Project


def load_companies(gazetteer: Gazetteer) -> tuple[int, dict[str, int]]:
    """Return how many rows were added, and the id of every row by its slug.

    Countries and minerals must be there already.
    """
    entries: dict[str, Entry] = {**gazetteer.companies, **gazetteer.projects}
    added = _add(gazetteer.companies.values()) + _add(gazetteer.projects.values())
    _update_facts(entries)
    ids = dict(Company.objects.values_list("slug", "pk"))
    _set_commodities(entries, ids)
    return added, ids


def _add(entries: Iterable[Entry]) -> int:
    """Add the missing rows; owners must be there already."""
    known = dict(Company.objects.values_list("slug", "name"))
    taken = set(known.values())
    missing = [entry for entry in entries if entry.slug not in known]
    facts = _Facts() if missing else None
    rows = [
        Company(slug=entry.slug, name=_free_name(entry, taken), **facts.of(entry))
        for entry in missing
        if facts
    ]
    return len(Company.objects.bulk_create(rows))


class _Facts:
    """What the gazetteer says of an entry, as columns of its row."""

    def __init__(self) -> None:
        self._countries = dict(Country.objects.values_list("slug", "pk"))
        self._companies = dict(Company.objects.values_list("slug", "pk"))

    def of(self, entry: Entry) -> dict[str, str | int | None]:
        """Return kind, country and owner of an entry."""
        owner = entry.owner if isinstance(entry, extraction.Project) else ""
        return {
            "kind": entry.kind,
            "country_id": self._countries.get(entry.country),
            "owner_id": self._companies.get(owner),
        }


def _free_name(entry: Entry, taken: set[str]) -> str:
    """Return the name, told apart by the slug when another row has it already."""
    free = f"{entry.name} ({entry.slug})" if entry.name in taken else entry.name
    taken.add(free)
    return free


def _update_facts(entries: Mapping[str, Entry]) -> None:
    facts = _Facts()
    changed = []
    for row in Company.objects.filter(slug__in=list(entries)):
        wanted = facts.of(entries[row.slug])
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            changed.append(row)
    Company.objects.bulk_update(changed, ["kind", "country", "owner"], batch_size=200)


def _set_commodities(entries: Mapping[str, Entry], ids: Mapping[str, int]) -> None:
    minerals = dict(Mineral.objects.values_list("slug", "pk"))
    builtin = {ids[slug] for slug in entries}
    wanted = {
        (ids[slug], minerals[each]) for slug, entry in entries.items() for each in entry.commodities
    }
    links = Company.commodities.through
    known = {
        (company, mineral): pk
        for pk, company, mineral in links.objects.values_list("pk", "company_id", "mineral_id")
        if company in builtin
    }
    stale = [pk for pair, pk in known.items() if pair not in wanted]
    links.objects.filter(pk__in=stale).delete()
    links.objects.bulk_create(
        links(company_id=company, mineral_id=mineral)
        for company, mineral in sorted(wanted - known.keys())
    )
