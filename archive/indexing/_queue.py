"""Empty the queue: read a task, read the row again, write the engine, then drop the task.

At least once and idempotent. A task is dropped only at the generation that was read, so a
change that arrives meanwhile stays queued.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Count, F, Min, Q
from django.utils import timezone

from archive.indexing._documents import load_documents
from archive.models import Article, IndexTask
from archive.search import IndexLocked, IndexUnavailable, SearchError
from archive.search.engines import Batch, Engine, get_engine

logger = logging.getLogger(__name__)

BATCH_SIZE = 500  # articles in one commit of the index
MAX_ATTEMPTS = 5  # a task that failed so often waits for a person
_BACK_OFF = timedelta(seconds=2)  # doubled at every further attempt

Task = tuple[int, int]  # (article id, generation)


@dataclass(frozen=True, slots=True)
class DrainReport:
    """What one drain did. `was_locked`: another process is writing and will do the rest."""

    indexed: int = 0
    failed: int = 0
    was_locked: bool = False


@dataclass(frozen=True, slots=True)
class QueueState:
    """How far the index lags behind.

    `failed` tasks are among the waiting ones; `oldest` is when the oldest of the others was queued.
    """

    waiting: int
    failed: int
    oldest: datetime | None


def drain_after_commit() -> None:
    """Drain once the current transaction is committed; at once when there is none."""
    from django.conf import settings

    if settings.INLINE_INDEXING:
        transaction.on_commit(_drain_quietly)


def drain() -> DrainReport:
    """Index everything that is queued and due; leave at once when another process does.

    Raise IndexUnavailable when there is no readable index: the tasks stay queued.
    """
    indexed = failed = 0
    try:
        while tasks := _due_tasks():
            _check_covered(get_engine())
            bad = _index(get_engine(), tasks)
            indexed += len(tasks) - len(bad)
            failed += len(bad)
    except IndexLocked:
        return DrainReport(indexed, failed, was_locked=True)
    return DrainReport(indexed, failed)


def queue_state() -> QueueState:
    """Return how many tasks wait, how many of them failed, and since when the others wait."""
    counts = IndexTask.objects.aggregate(
        waiting=Count("pk"),
        failed=Count("pk", filter=Q(attempts__gt=0)),
        oldest=Min("queued_at", filter=Q(attempts=0)),
    )
    return QueueState(**counts)


def retry_failed() -> int:
    """Make every failed task due again; return how many there are."""
    failed = IndexTask.objects.filter(attempts__gt=0)
    return failed.update(attempts=0, not_before=None)


def replay(batch: Batch) -> list[Task]:
    """Put every queued article into a batch, due or not; return the tasks that this covers."""
    tasks = list(IndexTask.objects.values_list("article_id", "generation"))
    for start in range(0, len(tasks), BATCH_SIZE):
        _write(batch, tasks[start : start + BATCH_SIZE])
    return tasks


def acknowledge(tasks: Sequence[Task]) -> None:
    """Drop the tasks, but for those that have changed since they were read."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM archive_indextask WHERE article_id = %s AND generation = %s", tasks
        )


def _drain_quietly() -> None:
    """Drain; a failure stays in the queue and in the log, not in the editor's way."""
    try:
        drain()
    except (SearchError, DatabaseError):
        logger.exception("The index could not be written; the tasks stay queued.")


def _due_tasks() -> list[Task]:
    due = Q(not_before=None) | Q(not_before__lte=timezone.now())
    tasks = IndexTask.objects.filter(due, attempts__lt=MAX_ATTEMPTS)
    return list(tasks.values_list("article_id", "generation")[:BATCH_SIZE])


def _check_covered(engine: Engine) -> None:
    """Raise IndexUnavailable when there is no index and the queue would fill a part of one.

    An engine without an index begins an empty one, and every article that is not queued would
    be missing from it without a word.
    """
    try:
        engine.generation  # noqa: B018
    except IndexUnavailable:
        if Article.objects.exclude(pk__in=IndexTask.objects.values("article_id")).exists():
            raise


def _index(engine: Engine, tasks: Sequence[Task]) -> list[Task]:
    """Index the tasks in one commit; when that fails, one by one, to find the bad ones."""
    try:
        with engine.write() as batch:
            _write(batch, tasks)
    except SearchError:
        raise
    except Exception as error:  # noqa: BLE001  INVARIANT: one bad article never stops the queue
        if len(tasks) == 1:
            _record_failure(tasks[0], error)
            return list(tasks)
        return [bad for task in tasks for bad in _index(engine, [task])]
    acknowledge(tasks)
    return []


def _write(batch: Batch, tasks: Sequence[Task]) -> None:
    """Put the articles that exist, delete those that do not."""
    gone = {article_id for article_id, _ in tasks}
    for document in load_documents(tuple(gone)):
        batch.put(document)
        gone.discard(document.id)
    for article_id in sorted(gone):
        batch.delete(article_id)


def _record_failure(task: Task, error: Exception) -> None:
    article_id, generation = task
    logger.error("Article %d could not be indexed: %r", article_id, error)
    tasks = IndexTask.objects.filter(article_id=article_id, generation=generation)
    attempts = tasks.values_list("attempts", flat=True).first() or 0
    tasks.update(
        attempts=F("attempts") + 1,
        last_error=f"{type(error).__name__}: {error}"[:2000],
        not_before=timezone.now() + _BACK_OFF * 2**attempts,
    )
