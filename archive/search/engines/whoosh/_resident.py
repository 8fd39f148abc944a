"""How much of the mapped index counts as this process's memory, and letting go of it."""

import mmap
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from archive.search.engines.whoosh._snapshot import Snapshot

MOST = 96 << 20  # bytes of files that stay mapped, those of programs included
_FAULTS = 512  # pages, and their neighbours, that are read between two looks
_STATM = Path("/proc/self/statm")


class ResidentFiles:
    """Keeps the pages of an index from piling up in a process that has read them once.

    Pages that are let go stay in the page cache of the machine, which all processes share:
    reading them again costs next to nothing.
    """

    def __init__(self) -> None:
        self._faults = 0

    def trim(self, snapshot: Snapshot) -> None:
        """Let go of a snapshot's pages when there are too many; look only when many are new."""
        faults = getrusage(RUSAGE_SELF).ru_minflt
        if faults - self._faults > _FAULTS:
            self._faults = faults
            if _mapped_bytes() > MOST:
                for segment in snapshot.segments:
                    segment.file.let_go()


def _mapped_bytes() -> int:
    """Return how much of all mapped files is in memory; 0 where the system does not tell."""
    try:
        pages = _STATM.read_bytes().split()[2]
    except OSError:
        return 0
    return int(pages) * mmap.PAGESIZE
