"""Compare database and index article by article, and queue what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import connection

from archive.indexing._documents import load_documents
from archive.indexing._queue import BATCH_SIZE
from archive.indexing._rebuild import article_id_pages
from archive.models import IndexTask
from archive.search.engines import get_engine

Kind = Literal["missing", "stale", "orphan"]


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that the index lacks, holds in an old version, or holds without a row."""

    article_id: int
    kind: Kind

    def __str__(self) -> str:
        return f"article {self.article_id} is {self.kind}"


def find_missing_and_orphans() -> list[Difference]:
    """Return the articles that only the database or only the index has; cheap at any size."""
    queued = _queued_ids()
    indexed = get_engine().stamps().keys()
    stored = {article_id for page in article_id_pages() for article_id in page}
    missing = [Difference(article_id, "missing") for article_id in stored - indexed - queued]
    orphans = [Difference(article_id, "orphan") for article_id in indexed - stored - queued]
    return missing + orphans


def find_differences() -> Iterator[Difference]:
    """Yield every article on which database and index disagree; queued ones are excused."""
    queued = _queued_ids()
    stamps = dict(get_engine().stamps())
    for article_ids in article_id_pages():
        for document in load_documents(article_ids):
            stamp = stamps.pop(document.id, None)
            if stamp != document.stamp and document.id not in queued:
                yield Difference(document.id, "missing" if stamp is None else "stale")
    for article_id in sorted(stamps.keys() - queued):
        yield Difference(article_id, "orphan")


def repair(differences: Sequence[Difference]) -> None:
    """Queue the articles that differ; the next drain puts them right."""
    with connection.cursor() as cursor:
        for start in range(0, len(differences), BATCH_SIZE):
            cursor.executemany(
                "INSERT INTO archive_indextask"
                " (article_id, generation, attempts, last_error, queued_at)"
                " VALUES (%s, 1, 0, '', strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now'))"
                " ON CONFLICT (article_id) DO UPDATE SET generation = generation + 1",
                [(each.article_id,) for each in differences[start : start + BATCH_SIZE]],
            )


def _queued_ids() -> set[int]:
    return set(IndexTask.objects.values_list("article_id", flat=True))
