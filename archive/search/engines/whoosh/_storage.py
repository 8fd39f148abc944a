"""One generation of the index on disk: mapped for reading, made durable before it counts.

A commit reaches the disk in this order: segment files, manifest, table of contents. A process
or a machine that dies in between leaves the previous commit in force.
"""

import hashlib
import json
import mmap
import os
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, FileIndex
from whoosh.writing import SegmentWriter

INDEX_NAME = "MAIN"
_CHUNK = 1 << 20

Seal = tuple[int, str]  # size in bytes, SHA-256


class MappedFile(StructFile):
    """A file read through the page cache, which all processes share."""

    def get(self, position: int, length: int) -> bytes:
        """Return bytes without moving the file's position."""
        if isinstance(self.file, mmap.mmap):
            return self.file[position : position + length]
        return bytes(super().get(position, length))


class DurableStorage(FileStorage):
    """A folder of index files in which a table of contents never precedes what it lists."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._unsynced: set[str] = set()
        self._listed: tuple[str, ...] = ()
        self._written: list[StructFile] = []

    def create_file(self, name: str, **options: Any) -> StructFile:
        """Create a file, remembering that it has not reached the disk."""
        self._unsynced.add(name)
        file = super().create_file(name, **options)
        self._written.append(file)
        return file

    def temp_storage(self, name: str | None = None) -> "DurableStorage":
        """Return a folder for a writer's temporary files."""
        storage = DurableStorage(self.path / (name or "MAIN.tmp"))
        storage._written = self._written
        storage.create()
        return storage

    def close_files(self) -> None:
        """Close what a failed writer has left open."""
        for file in self._written:
            if not file.is_closed:
                with suppress(OSError, ValueError):
                    file.close()
        self._written.clear()

    def open_file(self, name: str, **options: Any) -> StructFile:
        """Map a file into memory."""
        with (self.path / name).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return MappedFile(BytesIO(), name=name, **options)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return MappedFile(mapped, name=name, **options)

    def lock(self, name: str) -> "NoLock":
        """Return a lock that is always free: the index directory's own lock rules."""
        return NoLock()

    def announce(self, names: Iterable[str]) -> None:
        """Take the names of the segment files that the next table of contents lists."""
        self._listed = tuple(names)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002
        """Put a table of contents in force, once everything it needs is on the disk."""
        for name in sorted(self._unsynced):
            if (self.path / name).exists():
                sync(self.path / name)
        self._unsynced.clear()
        self._write_manifest(oldname, newname)
        sync(self.path)
        super().rename_file(oldname, newname, safe=safe)
        sync(self.path)

    def _write_manifest(self, oldname: str, newname: str) -> None:
        known = read_manifest(self.path, toc_number(newname) - 1) or {}
        seals = {name: known.get(name) or seal(self.path / name) for name in self._listed}
        seals[newname] = seal(self.path / oldname)
        target = manifest_path(self.path, toc_number(newname))
        target.write_text(json.dumps(seals, sort_keys=True))
        sync(target)


class NoLock:
    """A lock without effect."""

    def acquire(self, blocking: bool = False) -> bool:  # noqa: FBT001, FBT002
        """Take nothing."""
        return True

    def release(self) -> None:
        """Give nothing back."""


class DurableWriter(SegmentWriter):
    """Whoosh's writer, announcing to its storage which files a commit consists of."""

    def __init__(self, storage: DurableStorage, *, memory_mb: int) -> None:
        super().__init__(
            FileIndex(storage, indexname=INDEX_NAME), compound=False, limitmb=memory_mb
        )

    def _commit_toc(self, segments: list[Any]) -> None:
        prefixes = tuple(f"{segment.segment_id()}." for segment in segments)
        names = (name for name in self.storage.list() if name.startswith(prefixes))
        self.storage.announce(sorted(names) if prefixes else ())
        super()._commit_toc(segments)


def latest_toc(path: Path) -> int:
    """Return the number of the newest table of contents in a folder; -1 when there is none."""
    numbers = (toc_number(entry.name) for entry in path.iterdir())
    return max((number for number in numbers if number >= 0), default=-1)


def toc_number(name: str) -> int:
    """Return the number in the name of a table of contents; -1 for any other file."""
    match = TOC._pattern(INDEX_NAME).match(name)
    return int(match[1]) if match else -1


def manifest_path(path: Path, toc: int) -> Path:
    """Return where the sums of a commit's files are kept."""
    return path / f"manifest-{toc}.json"


def read_manifest(path: Path, toc: int) -> dict[str, Seal] | None:
    """Return the size and SHA-256 of each file of a commit; None when there is no manifest."""
    try:
        seals = json.loads(manifest_path(path, toc).read_text())
    except FileNotFoundError:
        return None
    return {name: (size, digest) for name, (size, digest) in seals.items()}


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
