"""Build a new index beside the old one, replay the queue, check the count, switch."""

from collections.abc import Callable, Iterator

from archive.indexing._documents import load_documents
from archive.indexing._queue import BATCH_SIZE, acknowledge, drain, replay
from archive.models import Article
from archive.search import IndexUnavailable
from archive.search.engines import get_engine

Progress = Callable[[int, int], None]  # (done, total)


def no_progress(done: int, total: int) -> None:
    """Show nothing."""


def rebuild(progress: Progress = no_progress) -> int:
    """Make a new index from the database and return its number of articles.

    Searches go on with the old one until the end. Raise IndexLocked when another process
    is writing, and IndexUnavailable when the new index does not hold what was written.
    """
    engine = get_engine()
    total = Article.objects.count()
    done = 0
    with engine.rebuild() as batch:
        for article_ids in article_id_pages():
            for document in load_documents(article_ids):
                batch.put(document)
            done += len(article_ids)
            progress(done, max(total, done))
        tasks = replay(batch)
    acknowledge(tasks)
    drain()  # what others queued while this process held the lock
    return len(engine.stamps())


def needs_rebuild() -> str:
    """Return why the index has to be built anew; empty when it need not."""
    try:
        problems = get_engine().verify()
    except IndexUnavailable as error:
        return str(error)
    return "; ".join(problems)


def article_id_pages() -> Iterator[list[int]]:
    """Page by primary key: rows that change meanwhile are neither missed nor repeated."""
    last = 0
    ids = Article.objects.order_by("pk").values_list("pk", flat=True)
    while page := list(ids.filter(pk__gt=last)[:BATCH_SIZE]):
        yield page
        last = page[-1]
