"""Merging after commits. A merge that fails leaves the segments as they were, and is put off.

Nothing is lost without merging: questions only take longer, the more segments there are.
"""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from archive.search.engines.whoosh import _storage, _tiers, _verifying
from archive.search.engines.whoosh._faults import damaged
from archive.search.engines.whoosh._manifest import SegmentEntry
from archive.search.engines.whoosh._merging import merge
from archive.search.engines.whoosh._segment import EXTENSION, Mask, Segment
from archive.search.engines.whoosh._storage import DurableStorage
from archive.search.engines.whoosh._workshop import new_name
from archive.search.engines.whoosh._writing import current, finish

logger = logging.getLogger(__name__)

_SETBACK = "setback.json"  # beside the generations
_PAUSE = 60.0  # seconds without merging after a failure, doubled with each further one
_MOST_DOUBLINGS = 8  # some four hours
_WORTH_A_WARNING = 3  # failures in a row


@dataclass(frozen=True, slots=True)
class Setback:
    """Merges of a generation that failed: how many in a row, from when to when, and why."""

    generation: str
    failures: int
    first: float
    last: float
    reason: str

    @property
    def is_recent(self) -> bool:
        """Tell whether it is too early for another attempt."""
        pause = _PAUSE * (1 << min(self.failures - 1, _MOST_DOUBLINGS))
        return 0 <= time.time() - self.last < pause


def merge_due(generation: Path) -> None:
    """Merge segments, one commit at a time, as long as some are due.

    Raise IndexUnavailable when one of them is damaged. Any other fault is logged and remembered;
    later commits try again, ever more rarely.
    """
    setback = _setback(generation)
    if setback and setback.is_recent:
        return
    try:
        while _merge_next(generation):
            pass
    except Exception as error:  # noqa: BLE001 (the commit before it stands, whatever it is)
        _put_off(generation, setback, error)
    else:
        _path(generation).unlink(missing_ok=True)


def warnings(generation: Path) -> list[str]:
    """Return what to tell about merges that keep failing, in words."""
    setback = _setback(generation)
    if setback is None or setback.failures < _WORTH_A_WARNING:
        return []
    since = datetime.fromtimestamp(setback.first, UTC).isoformat(" ", "minutes")
    warning = (
        f"Segments of the search index could not be merged since {since} ({setback.reason}; "
        f"{setback.failures} attempts). Answers are right but take longer. It is tried again; "
        "the log tells more, and `python manage.py index_rebuild` makes a new index."
    )
    return [warning]


def _merge_next(generation: Path) -> bool:
    """Put one segment in the place of several, if any are due, and tell whether they were."""
    entries, live = current(generation)
    due = _tiers.due([(entry.size, entry.live) for entry in entries])
    chosen = [entries[number] for number in due]
    if chosen:
        with _storage.writing_to(generation) as storage:
            merged = _merged(storage, [entry for entry in chosen if entry.live], live)
            kept = [entry for entry in entries if entry not in chosen]
            finish(storage, [*kept, *merged], live)
    return bool(chosen)


def _merged(
    storage: DurableStorage, entries: Sequence[SegmentEntry], live: Mapping[str, Mask]
) -> list[SegmentEntry]:
    if not entries:
        return []
    name = new_name()
    segments = [
        (Segment(storage.path / f"{entry.name}{EXTENSION}"), live[entry.name]) for entry in entries
    ]
    with storage.create_file(f"{name}{EXTENSION}") as file:
        merge(file, segments)
    return [SegmentEntry(name, sum(entry.live for entry in entries))]


def _put_off(generation: Path, setback: Setback | None, error: Exception) -> None:
    """Log a failed merge and remember it, unless it failed for damage."""
    if damage := _verifying.damage(generation):
        raise damaged(" ".join(damage)) from error
    logger.error("Segments of the search index could not be merged.", exc_info=error)
    now = time.time()
    earlier = setback or Setback(generation.name, 0, now, now, "")
    reason = f"{type(error).__name__}: {error}"
    setback = Setback(generation.name, earlier.failures + 1, earlier.first, now, reason)
    with suppress(OSError):  # a full disk takes not even this
        _path(generation).write_text(json.dumps(asdict(setback)))


def _setback(generation: Path) -> Setback | None:
    """Return the setback of a generation; one that cannot be read is none."""
    try:
        setback = Setback(**json.loads(_path(generation).read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return setback if setback.generation == generation.name else None


def _path(generation: Path) -> Path:
    return generation.parent / _SETBACK
