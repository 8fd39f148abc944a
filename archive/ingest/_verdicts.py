"""An editor's word on one value that was found: it is right, or it is wrong. Both hold for ever."""

from django.db import transaction

from archive.indexing import drain_after_commit
from archive.ingest._editing import SCALARS, record_removal, record_value
from archive.ingest._links import Links
from archive.ingest._reextract import reextract
from archive.ingest._store import MAX_TITLE, set_published
from archive.ingest._tags import link_once
from archive.models import Article, Field


def confirm(article: Article, field: Field, value: str) -> Article:
    """Vouch for a value; a field that has one value takes it, and its other values are rejected.

    Return the article as it is then. An unknown country, mineral or company raises ValueError.
    """
    with transaction.atomic():
        row = Article.objects.get(pk=article.pk)
        if field in SCALARS:
            _set(row, field, value)
        else:
            link_once(row, field, value)
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
