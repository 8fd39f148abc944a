"""The manifest of a commit: what it consists of, with sums. Readers need nothing else."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

_CHUNK = 1 << 20

Seal = tuple[int, str]  # size in bytes, SHA-256


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment of a commit; `deleted` of its documents are."""

    name: str
    size: int
    deleted: int = 0

    @property
    def live(self) -> int:
        """Return how many documents are not deleted."""
        return self.size - self.deleted


@dataclass(frozen=True, slots=True)
class Manifest:
    """The segments of a commit in order, the file of its deletions, and the seals of all files."""

    segments: tuple[SegmentEntry, ...] = ()
    deletions: str = ""
    files: Mapping[str, Seal] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the manifest and make it durable."""
        path.write_text(json.dumps(asdict(self), sort_keys=True))
        sync(path)


def manifest_path(folder: Path, toc: int) -> Path:
    """Return where the manifest of a commit is kept."""
    return folder / f"manifest-{toc}.json"


def read_manifest(folder: Path, toc: int) -> Manifest | None:
    """Return the manifest of a commit; None when there is none."""
    try:
        content = json.loads(manifest_path(folder, toc).read_text())
    except FileNotFoundError:
        return None
    return Manifest(
        tuple(SegmentEntry(**entry) for entry in content["segments"]),
        content["deletions"],
        {name: (size, digest) for name, (size, digest) in content["files"].items()},
    )


def seal(path: Path) -> Seal:
    """Return a file's size and SHA-256."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
        return file.tell(), digest.hexdigest()


def sync(path: Path) -> None:
    """Make a file, or a folder's list of names, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
