"""How far a run over the whole archive has come: a small file that outlives a crash."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from archive.errors import ArchiveError
from archive.ingest._gazetteer import names_in_use

_FILE = "reextract.json"
_LOCK = "reextract.lock"


class ReextractRunning(ArchiveError):
    """Another process is extracting the archive again."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A run that has not reached its end: its scope, its names, and what lies behind it."""

    source: str
    since: int
    names: str
    last_id: int = 0
    seen: int = 0
    changed: int = 0
    failed: tuple[int, ...] = ()

    def continues(self, other: "Checkpoint") -> bool:
        """Tell whether both runs cover the same articles with the same names and rules."""
        return (self.source, self.since, self.names) == (other.source, other.since, other.names)


def load_checkpoint() -> Checkpoint | None:
    """Return where the last run stopped; None when it reached its end, or left no trace."""
    try:
        record = json.loads(_path().read_text(encoding="utf-8"))
        return Checkpoint(**record | {"failed": tuple(record["failed"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def save_checkpoint(checkpoint: Checkpoint) -> None:
    """Write where a run is; a crash leaves the old file or the new one, never half of one."""
    path = _path()
    draft = path.with_suffix(".new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(asdict(checkpoint), file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def clear_checkpoint() -> None:
    """Forget the last run: it is complete."""
    _path().unlink(missing_ok=True)


@contextmanager
def the_only_run() -> Iterator[None]:
    """Hold the right to extract the archive again; the kernel takes it back from the dead.

    Raises ReextractRunning when another process has it.
    """
    with (Path(settings.DATA_DIR) / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ReextractRunning(
                "Another reextract is at work; wait until it is done, or stop it."
            ) from error
        yield


def names_fingerprint() -> str:
    """Return what changes when extraction would: its rules, its names, the editors' changes."""
    digest = hashlib.sha256(names_in_use().encode())
    package = Path(__file__).resolve().parent.parent / "extraction"
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _path() -> Path:
    return Path(settings.DATA_DIR) / _FILE
