"""Is the index sound, and does it agree with the database? Mend it when asked."""

import time
from dataclasses import dataclass

from archive.indexing._queue import drain, retry_failed
from archive.indexing._rebuild import Progress, needs_rebuild, no_progress, rebuild
from archive.indexing._reconcile import Difference, find_differences, repair

_PATIENCE = 60.0  # seconds to wait for another writer
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found and did: `damage` in words, differing articles, articles indexed.

    `is_sound` tells whether database and index agree now.
    """

    damage: str
    differences: tuple[Difference, ...]
    indexed: int
    is_sound: bool


def check() -> CheckReport:
    """Compare database and index, and change nothing."""
    damage = needs_rebuild()
    differences = () if damage else tuple(find_differences())
    return CheckReport(damage, differences, 0, is_sound=not (damage or differences))


def check_and_repair(progress: Progress = no_progress) -> CheckReport:
    """Rebuild a damaged index, index what differs, and try failed articles again.

    Raise IndexLocked when another process is writing.
    """
    before = check()
    indexed = rebuild(progress) if before.damage else 0
    repair(before.differences)
    retry_failed()
    indexed += _drain_patiently()
    return CheckReport(before.damage, before.differences, indexed, is_sound=check().is_sound)


def _drain_patiently() -> int:
    """Drain, waiting for another process that is writing; return how many were indexed here."""
    indexed, deadline = 0, time.monotonic() + _PATIENCE
    while True:
        report = drain()
        indexed += report.indexed
        if not report.was_locked or time.monotonic() > deadline:
            return indexed
        time.sleep(_PAUSE)
