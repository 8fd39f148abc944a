"""Measurements that need a process of their own, so that memory and time are one engine's.

Each module that runs as a child prints one JSON object as its last line.
"""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks import cache

_MEGABYTE = 1024 * 1024


def run(module: str, *arguments: str | Path, data_dir: Path | None = None) -> dict[str, Any]:
    """Run a module of this package and return what it printed last."""
    environment = os.environ | ({"ARCHIVE_DATA_DIR": str(data_dir)} if data_dir else {})
    done = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)],
        cwd=cache.ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def reply(**found: float) -> None:
    """Hand numbers to the parent."""
    print(json.dumps({name: round(value, 4) for name, value in found.items()}))


def cpu_seconds() -> float:
    """Return the processor time of this process, its threads and its finished children."""
    spent = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        spent += usage.ru_utime + usage.ru_stime
    return spent


def peak_mb(at_once: int = 0) -> float:
    """Return the most resident memory that this process and its children can have had.

    `at_once` children ran at the same time, each as large as the largest one at worst.
    """
    own, largest = (
        resource.getrusage(who).ru_maxrss * 1024 / _MEGABYTE
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + at_once * largest


def cores() -> int:
    """Return how many processor cores there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def resident_mb(kind: str = "VmRSS") -> float:
    """Return the resident memory now; `RssAnon` leaves out mapped files, which are shared."""
    status = Path("/proc/self/status")
    if not status.exists():
        return peak_mb()
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines[kind].split()[0]) * 1024 / _MEGABYTE
