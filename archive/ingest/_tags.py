"""The fields of an article that hold several values: each value a link to a row, with a weight."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from archive.ingest._links import Links
from archive.models import (
    PROJECT_KINDS,
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Company,
    Country,
    Field,
    Mineral,
)

TAGS = (Field.COUNTRY, Field.MINERAL, Field.COMPANY, Field.PROJECT)

_LINKS: dict[Field, tuple[type[models.Model], str]] = {
    Field.COUNTRY: (ArticleCountry, "country"),
    Field.MINERAL: (ArticleMineral, "mineral"),
    Field.COMPANY: (ArticleCompany, "company"),
    Field.PROJECT: (ArticleCompany, "company"),
}
# Companies and projects share a table; the evidence tells them apart.
_KINDS = {
    Field.COMPANY: ~Q(company__kind__in=PROJECT_KINDS),
    Field.PROJECT: Q(company__kind__in=PROJECT_KINDS),
}


def tags_of(article: Article, field: Field) -> dict[str, float]:
    """Return the slugs that an article has in a field, with their weights."""
    model, row = _LINKS[field]
    links = model._default_manager.filter(_KINDS.get(field, Q()), article=article)
    return dict(links.values_list(f"{row}__slug", "weight"))


def add_tags(article: Article, field: Field, wanted: Mapping[str, float], links: Links) -> None:
    """Link an article to rows by their slugs."""
    model, row = _LINKS[field]
    ids = {"country": links.country, "mineral": links.mineral, "company": links.company}[row]
    model._default_manager.bulk_create(
        model(**{"article": article, f"{row}_id": ids(slug), "weight": weight})
        for slug, weight in wanted.items()
    )


def remove_tags(article: Article, field: Field, slugs: Iterable[str]) -> None:
    """Take links away from an article."""
    model, row = _LINKS[field]
    if listed := list(slugs):
        model._default_manager.filter(**{"article": article, f"{row}__slug__in": listed}).delete()


def row_of(field: Field, slug: str) -> Country | Mineral | Company:
    """Return the row of a value; raise ValueError when the field has no such value."""
    rows: dict[str, models.QuerySet[Country] | models.QuerySet[Mineral] | models.QuerySet[Company]]
    rows = {
        Field.COUNTRY: Country.objects.all(),
        Field.MINERAL: Mineral.objects.all(),
        Field.COMPANY: Company.objects.exclude(kind__in=PROJECT_KINDS),
        Field.PROJECT: Company.objects.filter(kind__in=PROJECT_KINDS),
    }
    row = rows[field].filter(slug=slug).first()
    if row is None:
        raise ValueError(f"There is no {field.label.lower()} {slug!r}.")
    return row


def link_once(article: Article, field: Field, slug: str) -> None:
    """Link an article to a row unless it is; raise ValueError for an unknown slug."""
    model, row = _LINKS[field]
    link: dict[str, Any] = {"article": article, row: row_of(field, slug)}
    model._default_manager.get_or_create(**link)
