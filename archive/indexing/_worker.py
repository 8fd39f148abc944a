"""Drain again and again: catches writes that asked for no drain, and retries failures."""

import logging
import threading

from django.db import DatabaseError, connection

from archive.indexing._queue import drain
from archive.search import SearchError

logger = logging.getLogger(__name__)

PAUSE = 0.7  # seconds between two looks at the queue


def work(stop: threading.Event, pause: float = PAUSE) -> None:
    """Drain the queue until `stop` is set; a failure is tried again, and logged when it is new."""
    logged = ""
    while not stop.wait(pause):
        try:
            drain()
            logged = ""
        except (SearchError, DatabaseError) as error:
            if str(error) != logged:
                logger.exception("The index queue could not be emptied; trying again.")
            logged = str(error)
            connection.close()


def start_worker_thread() -> threading.Event:
    """Start `work` in the background of this process; setting the event returned stops it."""
    stop = threading.Event()
    threading.Thread(target=work, args=(stop,), name="index-worker", daemon=True).start()
    return stop
