"""Giving an article the values that an editor chose, all at once, as the editor's word."""

from django.db import transaction

from archive.indexing import drain_after_commit
from archive.ingest._editing import Values, record_edit, values_of
from archive.ingest._links import Links
from archive.ingest._store import MAX_TITLE, set_published
from archive.ingest._tags import TAGS, link_once, remove_tags
from archive.models import Article


def amend(article: Article, wanted: Values) -> Article:
    """Give an article these values and write what differs into its evidence; return it.

    A source of a new name is made; an unknown country, mineral or company raises ValueError.
    """
    with transaction.atomic():
        row = Article.objects.get(pk=article.pk)
        before = values_of(row)
        _set_scalars(row, before, wanted)
        for field in TAGS:
            old, new = before.tags(field), wanted.tags(field)
            remove_tags(row, field, old - new)
            for slug in sorted(new - old):
                link_once(row, field, slug)
        record_edit(row, before)
        drain_after_commit()
    return row


def _set_scalars(row: Article, before: Values, wanted: Values) -> None:
    links = Links()
    # A title is typed on one line: the same words are no change.
    if wanted.title.split() != before.title.split():
        row.title = wanted.title[:MAX_TITLE]
    row.source_id = links.source(wanted.source)
    row.origin_id = links.source(wanted.origin)
    if wanted.date != before.date:
        set_published(row, wanted.date)
    row.save()
