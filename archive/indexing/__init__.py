"""Article rows to index documents: the durable queue, rebuild and reconcile.

Database triggers fill the queue (migration 0002); this package empties it.
"""

from archive.indexing._documents import load_documents
from archive.indexing._queue import (
    MAX_ATTEMPTS,
    DrainReport,
    drain,
    drain_after_commit,
    queue_state,
    retry_failed,
)
from archive.indexing._rebuild import needs_rebuild, rebuild
from archive.indexing._reconcile import Difference, find_differences, repair

__all__ = [
    "MAX_ATTEMPTS",
    "Difference",
    "DrainReport",
    "drain",
    "drain_after_commit",
    "find_differences",
    "load_documents",
    "needs_rebuild",
    "queue_state",
    "rebuild",
    "repair",
    "retry_failed",
]
