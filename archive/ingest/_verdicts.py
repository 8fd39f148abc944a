"""An editor's word on one value that was found: it is right, or it is wrong. Both hold for ever."""

from typing import Any

from django.db import models, transaction

from archive.indexing import drain_after_commit
from archive.ingest._editing import SCALARS, record_removal, record_value
from archive.ingest._links import Links
from archive.ingest._reextract import reextract
from archive.ingest._store import MAX_TITLE, set_published
from archive.models import Article, ArticleCountry, ArticleMineral, Field

_LINKS: dict[Field, type[models.Model]] = {
    Field.COUNTRY: ArticleCountry,
    Field.MINERAL: ArticleMineral,
}


def confirm(article: Article, field: Field, value: str) -> Article:
    """Vouch for a value; a field that has one value takes it, and its other values are rejected.

    Return the article as it is then. An unknown country or mineral raises ValueError.
    """
    with transaction.atomic():
        row = Article.objects.get(pk=article.pk)
        if field in SCALARS:
            _set(row, field, value)
        else:
            _link(row, field, value)
        record_value(row, field, value)
        drain_after_commit()
    return row


def reject(article: Article, field: Field, value: str) -> Article:
    """Refuse a value for ever and return the article without it.

    A field that has one value takes the next best that the text offers, or none.
    """
    with transaction.atomic():
        record_removal(article, field, value)
        return reextract(article)


def _set(article: Article, field: Field, value: str) -> None:
    if field == Field.DATE:
        set_published(article, value)
    elif field == Field.TITLE:
        article.title = value[:MAX_TITLE]
    else:
        setattr(article, f"{field}_id", Links().source(value))
    article.save()


def _link(article: Article, field: Field, slug: str) -> None:
    """Add the country or mineral unless it is there."""
    owner = _LINKS[field]._meta.get_field(field.value).related_model
    row = owner._default_manager.filter(slug=slug).first() if owner else None
    if row is None:
        raise ValueError(f"There is no {field} {slug!r}.")
    link: dict[str, Any] = {"article": article, field.value: row}
    _LINKS[field]._default_manager.get_or_create(**link)
