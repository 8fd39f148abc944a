"""`manage.py index_worker`: empty the index queue for ever."""

import signal
import threading
from typing import Any

from archive import indexing
from archive.management.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Index in a process of its own, for ARCHIVE_INLINE_INDEXING=0."""

    help = "Empty the index queue until stopped with Ctrl-C or SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until a signal asks to stop."""
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        indexing.queue_state()  # fails here and now without a database
        self.stdout.write("Emptying the index queue; Ctrl-C stops.")
        indexing.work(stop)
