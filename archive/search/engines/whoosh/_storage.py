"""One generation of the index on disk, made durable before it counts.

A commit reaches the disk in this order: segment files, manifest, table of contents. A process
or a machine that dies in between leaves the previous commit in force.
"""

import mmap
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC

from archive.search.engines.whoosh import _manifest, _schema
from archive.search.engines.whoosh._arrays import Array, ArrayWriter
from archive.search.engines.whoosh._codec import INDEX_NAME, ColumnarSegment
from archive.search.engines.whoosh._manifest import Manifest, manifest_path, read_manifest
from archive.search.engines.whoosh._segment import EXTENSION

_META = "meta.json"
_DELETIONS = "deletions-"


class DurableStorage(FileStorage):
    """A folder of index files in which a table of contents never precedes what it lists."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path
        self._unsynced: set[str] = set()
        self._manifest = Manifest()
        self._written: list[StructFile] = []

    def create_file(self, name: str, **options: Any) -> StructFile:
        """Create a file, remembering that it has not reached the disk."""
        self._unsynced.add(name)
        file = super().create_file(name, **options)
        self._written.append(file)
        return file

    def adopt(self, name: str) -> None:
        """Take in a file that another process has written and not made durable."""
        self._unsynced.add(name)

    def open_file(self, name: str, **options: Any) -> StructFile:
        """Map a file into memory."""
        with (self.path / name).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return StructFile(BytesIO(), name=name, **options)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return StructFile(mapped, name=name, **options)

    def close_files(self) -> None:
        """Close what a failed writer has left open."""
        for file in self._written:
            if not file.is_closed:
                with suppress(OSError, ValueError):
                    file.close()
        self._written.clear()

    def announce(self, manifest: Manifest) -> None:
        """Take what the next table of contents consists of, as yet without sums."""
        self._manifest = manifest

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002
        """Put a table of contents in force, once everything it needs is on the disk."""
        for name in sorted(self._unsynced):
            if (self.path / name).exists():
                _manifest.sync(self.path / name)
        self._unsynced.clear()
        self._write_manifest(oldname, newname)
        _manifest.sync(self.path)
        super().rename_file(oldname, newname, safe=safe)
        _manifest.sync(self.path)

    def _write_manifest(self, oldname: str, newname: str) -> None:
        toc = toc_number(newname)
        earlier = read_manifest(self.path, toc - 1)
        known = earlier.files if earlier else {}
        names = [entry.name + EXTENSION for entry in self._manifest.segments]
        names += [self._manifest.deletions] if self._manifest.deletions else []
        seals = {name: known.get(name) or _manifest.seal(self.path / name) for name in names}
        seals[newname] = _manifest.seal(self.path / oldname)
        replace(self._manifest, files=seals).write(manifest_path(self.path, toc))


@contextmanager
def writing_to(generation: Path) -> Iterator[DurableStorage]:
    """Open a generation for a commit; one that fails leaves no file, open or written."""
    storage = DurableStorage(generation)
    try:
        yield storage
    except BaseException:
        storage.close_files()
        with suppress(OSError):
            remove_leftovers(generation)
        raise


def commit(storage: DurableStorage, manifest: Manifest, live: Mapping[str, Array]) -> None:
    """Put a new commit in force: the segments of a manifest, with which documents of them live.

    What no longer belongs to the index is removed.
    """
    toc = latest_toc(storage.path) + 1
    deletions = f"{_DELETIONS}{toc}" if any(entry.deleted for entry in manifest.segments) else ""
    manifest = replace(manifest, deletions=deletions)
    if deletions:
        _write_deletions(storage, manifest, live)
    storage.announce(manifest)
    segments = [ColumnarSegment(entry, deletions) for entry in manifest.segments]
    TOC(_schema.make_schema(), segments, toc).write(storage, INDEX_NAME)
    remove_leftovers(storage.path)


def _write_deletions(
    storage: DurableStorage, manifest: Manifest, live: Mapping[str, Array]
) -> None:
    file = storage.create_file(manifest.deletions)
    writer = ArrayWriter(file)
    for entry in manifest.segments:
        if entry.deleted:
            writer.add(entry.name, np.packbits(~live[entry.name]))
    writer.finish()
    file.close()


def latest_toc(path: Path) -> int:
    """Return the number of the newest table of contents in a folder; -1 when there is none."""
    return max(map(toc_number, os.listdir(path)), default=-1)  # noqa: PTH208 (asked at every search)


def toc_number(name: str) -> int:
    """Return the number in the name of a table of contents; -1 for any other file."""
    if not name.endswith(".toc"):
        return -1
    match = TOC._pattern(INDEX_NAME).match(name)
    return int(match[1]) if match else -1


def remove_leftovers(folder: Path) -> None:
    """Remove the files of past commits and of writers that failed or were killed."""
    toc = latest_toc(folder)
    manifest = read_manifest(folder, toc)
    assert manifest
    kept = {_META, manifest_path(folder, toc).name, *manifest.files}
    for entry in folder.iterdir():
        if entry.name not in kept:
            entry.unlink(missing_ok=True)
