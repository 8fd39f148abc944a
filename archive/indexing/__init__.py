"""Article rows to index documents: the durable queue, rebuild and reconcile.

Database triggers fill the queue (migration 0002); this package empties it.
"""

from archive.indexing._check import CheckReport, check, check_and_repair
from archive.indexing._documents import MAIN_WEIGHT, load_documents
from archive.indexing._queue import (
    MAX_ATTEMPTS,
    DrainReport,
    QueueState,
    drain,
    drain_after_commit,
    queue_state,
    retry_failed,
)
from archive.indexing._rebuild import Progress, needs_rebuild, no_progress, rebuild
from archive.indexing._reconcile import (
    Difference,
    find_differences,
    find_missing_and_orphans,
    repair,
)
from archive.indexing._vocabulary import names_near, slug_of, subjects_named
from archive.indexing._worker import drain_and_heal, start_worker_thread, work

__all__ = [
    "MAIN_WEIGHT",
    "MAX_ATTEMPTS",
    "CheckReport",
    "Difference",
    "DrainReport",
    "Progress",
    "QueueState",
    "check",
    "check_and_repair",
    "drain",
    "drain_after_commit",
    "drain_and_heal",
    "find_differences",
    "find_missing_and_orphans",
    "load_documents",
    "names_near",
    "needs_rebuild",
    "no_progress",
    "queue_state",
    "rebuild",
    "repair",
    "retry_failed",
    "slug_of",
    "start_worker_thread",
    "subjects_named",
    "work",
]
