"""Drain again and again, and heal: the index follows the database without being asked.

Catches writes that asked for no drain, retries failures, and builds a new index when the
present one cannot answer.
"""

import itertools
import logging
import threading
from contextlib import suppress

from django.db import DatabaseError, connection

from archive.indexing._queue import drain
from archive.indexing._rebuild import rebuild
from archive.search import IndexLocked, IndexUnavailable, SearchError, SearchQuery, search

logger = logging.getLogger(__name__)

PAUSE = 0.7  # seconds between two looks at the queue
_TURNS_BETWEEN_PROBES = 10


def work(stop: threading.Event, pause: float = PAUSE) -> None:
    """Drain and heal until `stop` is set; a failure is tried again, and logged when it is new."""
    logged = ""
    for turn in itertools.count():
        if stop.wait(pause):
            return
        try:
            drain_and_heal(probe=turn % _TURNS_BETWEEN_PROBES == 0)
            logged = ""
        except (SearchError, DatabaseError) as error:
            if str(error) != logged:
                logger.exception("The index queue could not be emptied; trying again.")
            logged = str(error)
            connection.close()


def drain_and_heal(*, probe: bool) -> bool:
    """Drain; build a new index when the present one cannot be read, and tell whether it was so.

    With `probe`, ask the index a question even when there is nothing to drain.
    """
    try:
        drain()
        if probe:
            search(SearchQuery())
    except IndexUnavailable as error:
        with suppress(IndexLocked):  # another process is at it
            count = rebuild()
            logger.warning(
                "Built a new index of %d articles, because: %s", count, error, exc_info=error
            )
        return True
    return False


def start_worker_thread() -> threading.Event:
    """Start `work` in the background of this process; setting the event returned stops it."""
    stop = threading.Event()
    threading.Thread(target=work, args=(stop,), name="index-worker", daemon=True).start()
    return stop
