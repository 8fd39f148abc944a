"""From the names and slugs of findings to the rows they mean."""

import hashlib
from unicodedata import normalize

from django.db import models
from django.utils.text import slugify

from archive.ingest._taxonomy import load_taxonomy
from archive.models import Company, Country, Mineral, Source, SourceAlias, SourceDomain

MAX_NAME = 200


class Links:
    """The ids of sources, countries, minerals and companies, remembered for one run of ingest.

    Call `forget` after a rollback, which may have taken new sources with it.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Read everything again at the next question."""
        self._sources: dict[str, int] = {}
        self._countries: dict[str, int] = {}
        self._minerals: dict[str, int] = {}
        self._companies: dict[str, int] = {}

    def country(self, slug: str) -> int:
        """Return the id of a country."""
        return _by_slug(Country, self._countries, slug)

    def mineral(self, slug: str) -> int:
        """Return the id of a mineral."""
        return _by_slug(Mineral, self._minerals, slug)

    def company(self, slug: str) -> int:
        """Return the id of a company or project."""
        return _by_slug(Company, self._companies, slug)

    def known_source(self, name: str) -> int | None:
        """Return the id of the source of this name, alias or domain; None for an unknown one."""
        if not self._sources:
            self._sources = _source_names()
        return self._sources.get(clean_name(name).casefold())

    def source(self, name: str) -> int | None:
        """Return the id of the source of this name, alias or domain; make an unknown one."""
        name = clean_name(name)
        if not name:
            return None
        if not self._sources:
            self._sources = _source_names()
        key = name.casefold()
        if key not in self._sources:
            self._sources[key] = _make_source(name)
        return self._sources[key]


def clean_name(name: str) -> str:
    """Return the name of a source as it is stored."""
    return " ".join(name.split())[:MAX_NAME].strip()


def _by_slug(model: type[models.Model], ids: dict[str, int], slug: str) -> int:
    """Look a slug up; a database whose taxonomy is older than the gazetteer is mended first."""
    if slug not in ids:
        rows = model._default_manager.values_list("slug", "pk")
        ids.update(rows)
        if slug not in ids:
            load_taxonomy()
            ids.update(rows.all())
    return ids[slug]


def _source_names() -> dict[str, int]:
    """Return the id of each source by everything it is called; its own name wins."""
    names: dict[str, int] = {}
    for rows in (
        Source.objects.values_list("slug", "pk"),
        SourceDomain.objects.values_list("domain", "source_id"),
        SourceAlias.objects.filter(is_active=True).values_list("text", "source_id"),
        Source.objects.values_list("name", "pk"),
    ):
        names.update((name.casefold(), pk) for name, pk in rows)
    return names


def _make_source(name: str) -> int:
    """Return the id of a source of unknown kind, made unless somebody just did."""
    source, _ = Source.objects.get_or_create(name=name, defaults={"slug": free_slug(name)})
    return source.pk


def free_slug(name: str) -> str:
    """Return a slug for a new source that no other source has.

    Names without Latin letters get one from their hash.
    """
    digest = hashlib.sha256(normalize("NFKC", name).encode()).hexdigest()[:8]
    slug = slugify(name)[:70].strip("-") or f"source-{digest}"
    if slug == "none" or Source.objects.filter(slug=slug).exists():
        slug = f"{slug}-{digest}"
    number = 1
    free = slug
    while Source.objects.filter(slug=free).exists():
        number += 1
        free = f"{slug}-{number}"
    return free
