"""How many exports run at once: an export keeps a server process busy from first row to last.

A slot is a file lock, so it holds across server processes and the kernel takes it back when
one dies.
"""

import fcntl
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from archive.errors import ArchiveError


class NoSlot(ArchiveError):
    """Too many exports run already; the message says whose."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The right to run one export; closing it twice is harmless."""

    locks: tuple[BinaryIO, ...]

    def close(self) -> None:
        """Give the right back."""
        for lock in self.locks:
            lock.close()


def take_slot(client: str) -> Slot:
    """Return a slot for a client, which may hold one at a time; raise NoSlot without any left."""
    # Two clients in 4,096 share a name; at worst one of them is asked to wait for the other.
    own = _lock(f"client-{sha256(client.encode()).hexdigest()[:3]}")
    if own is None:
        raise NoSlot("An export of yours is still running. Wait for it, or cancel it first.")
    for number in range(settings.EXPORTS_AT_ONCE):
        if (shared := _lock(f"slot-{number}")) is not None:
            return Slot((own, shared))
    own.close()
    raise NoSlot("Other people’s exports are running. Try again in a minute.")


def _lock(name: str) -> BinaryIO | None:
    """Return a locked file; None when another export holds the lock."""
    directory = Path(settings.DATA_DIR) / "exports"
    directory.mkdir(mode=0o700, exist_ok=True)
    file = (directory / f"{name}.lock").open("ab")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
