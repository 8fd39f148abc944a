"""Is the index sound, and does it agree with the database? Mend it when asked."""

import time
from dataclasses import dataclass, replace

from archive.indexing._queue import drain, retry_failed
from archive.indexing._rebuild import Progress, needs_rebuild, no_progress, rebuild
from archive.indexing._reconcile import Difference, find_differences, repair
from archive.search.engines import get_engine

_PATIENCE = 60.0  # seconds to wait for another writer
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found and did: `damage` in words, differing articles, articles indexed.

    `is_sound` tells whether database and index agree now; `warnings` are of what else needs a
    person.
    """

    damage: str
    differences: tuple[Difference, ...]
    indexed: int
    is_sound: bool
    warnings: tuple[str, ...] = ()


def check() -> CheckReport:
    """Compare database and index, and change nothing."""
    damage = needs_rebuild()
    if damage:
        return CheckReport(damage, (), 0, is_sound=False)
    differences, warnings = tuple(find_differences()), tuple(get_engine().warnings())
    return CheckReport("", differences, 0, is_sound=not differences, warnings=warnings)


def check_and_repair(progress: Progress = no_progress) -> CheckReport:
    """Rebuild a damaged index, index what differs, and try failed articles again.

    Raise IndexLocked when another process is writing.
    """
    before = check()
    indexed = rebuild(progress) if before.damage else 0
    repair(before.differences)
    retry_failed()
    indexed += _drain_patiently()
    return replace(check(), damage=before.damage, differences=before.differences, indexed=indexed)


def _drain_patiently() -> int:
    """Drain, waiting for another process that is writing; return how many were indexed here."""
    indexed, deadline = 0, time.monotonic() + _PATIENCE
    while True:
        report = drain()
        indexed += report.indexed
        if not report.was_locked or time.monotonic() > deadline:
            return indexed
        time.sleep(_PAUSE)
