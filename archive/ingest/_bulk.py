"""Extracting the whole archive again, article by article, in small transactions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from archive.extraction import Extraction, Gazetteer
from archive.indexing import drain_after_commit
from archive.ingest._changes import Change, planned_changes
from archive.ingest._links import Links
from archive.ingest._reextract import apply, extract_stored
from archive.models import Article

BATCH_SIZE = 25  # articles in one transaction: the write lock is held for a fraction of a second
DRAIN_EVERY = 1_000  # articles that changed


@dataclass(frozen=True, slots=True)
class Step:
    """What extracting one article again changes, or did change; `error` says why nothing."""

    article_id: int
    label: str
    changes: tuple[Change, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Ready:
    article: Article
    found: Extraction


def preview_reextract(articles: QuerySet[Article], gazetteer: Gazetteer) -> Iterator[Step]:
    """Yield what `reextract_many` would change in each article; write nothing."""
    links = Links()
    for article in _in_order(articles):
        ready = _read(article, gazetteer)
        yield ready if isinstance(ready, Step) else _planned(ready, gazetteer, links)


def reextract_many(articles: QuerySet[Article], gazetteer: Gazetteer) -> Iterator[list[Step]]:
    """Extract articles again in order of their ids; yield each batch once it is committed.

    One article that fails is told and left as it was; the others are not held up. A batch is
    all or nothing, and doing it twice changes nothing, so that a run may end at any moment.
    """
    waiting = 0
    links = Links()
    rows = _in_order(articles)
    while batch := list(islice(rows, BATCH_SIZE)):
        steps = _write([_read(article, gazetteer) for article in batch], gazetteer, links)
        waiting += sum(bool(step.changes) for step in steps)
        if waiting >= DRAIN_EVERY:
            drain_after_commit()
            waiting = 0
        yield steps
    drain_after_commit()


def _in_order(articles: QuerySet[Article]) -> Iterator[Article]:
    """Yield the articles by ascending id, a batch a question: no cursor stays open meanwhile."""
    last = 0
    ordered = articles.select_related("source").order_by("pk")
    while batch := list(ordered.filter(pk__gt=last)[:BATCH_SIZE]):
        yield from batch
        last = batch[-1].pk


def _read(article: Article, gazetteer: Gazetteer) -> _Ready | Step:
    try:
        return _Ready(article, extract_stored(article, gazetteer))
    except Exception as error:  # noqa: BLE001  INVARIANT: one article never stops the rest
        return _failure(article, error)


def _planned(ready: _Ready, gazetteer: Gazetteer, links: Links) -> Step:
    changes = planned_changes(ready.article, ready.found, gazetteer, links)
    return Step(ready.article.pk, ready.article.label, changes)


def _write(batch: list[_Ready | Step], gazetteer: Gazetteer, links: Links) -> list[Step]:
    try:
        with transaction.atomic():
            return [
                item if isinstance(item, Step) else _apply(item, gazetteer, links) for item in batch
            ]
    except DatabaseError:
        links.forget()
        raise


def _apply(ready: _Ready, gazetteer: Gazetteer, links: Links) -> Step:
    try:
        with transaction.atomic():
            # Planned inside the transaction: an editor may have decided something meanwhile.
            step = _planned(ready, gazetteer, links)
            apply(ready.article.pk, ready.found, links)
            return step
    except Article.DoesNotExist:
        return Step(ready.article.pk, ready.article.label)
    except DatabaseError as error:
        links.forget()
        return _failure(ready.article, error)


def _failure(article: Article, error: Exception) -> Step:
    message = f"Lode failed on it ({type(error).__name__}: {error}). Please report this."
    return Step(article.pk, article.label, error=message)
