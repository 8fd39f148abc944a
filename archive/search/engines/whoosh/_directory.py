"""The index directory: which generation is current, who may write, what may be thrown away."""

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.search._errors import IndexLocked, IndexOutdated, IndexUnavailable
from archive.search.engines.whoosh import _schema, _storage
from archive.search.engines.whoosh._faults import damaged
from archive.search.engines.whoosh._manifest import Manifest, sync

_POINTER = "CURRENT"
_LOCK = "write.lock"
_META = "meta.json"
_SLOWEST_CLOCK = 3_000_000_000  # nanoseconds between two ticks of a file system
_GENERATION = re.compile(r"\d+-\d+")  # nanoseconds and process


class Calm:
    """A time without writing, told by when two paths were last changed.

    Only what was written long ago counts: the clock of a file system may tick so slowly that
    two writings look like one.
    """

    def __init__(self, paths: tuple[str, str]) -> None:
        self._paths = paths
        self._states = [_state(path) for path in paths]
        newest = max(changed for changed, _ in self._states)
        self._is_old = time.time_ns() - newest > _SLOWEST_CLOCK

    def lasts(self) -> bool:
        """Tell for certain that nothing has been written since; raise FileNotFoundError."""
        return self._is_old and self._states == [_state(path) for path in self._paths]


class IndexDirectory:
    """A folder of generations, one of which the file CURRENT names."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path:
        """Return the current generation's folder; raise IndexUnavailable when there is none."""
        try:
            name = (self.path / _POINTER).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            raise IndexUnavailable(
                "There is no search index yet; `python manage.py index_rebuild` makes one."
            ) from None
        if not _GENERATION.fullmatch(name):
            raise damaged(f"{_POINTER} names no generation")
        return self.path / name

    def calm(self) -> Calm:
        """Return what tells whether the pointer or the current generation changes from now on."""
        return Calm((str(self.path / _POINTER), str(self.current())))

    def current_or_new(self) -> Path:
        """Return the current generation's folder, making an empty index when there is none."""
        if (self.path / _POINTER).exists():
            return self.current()
        generation = self.new_generation()
        self.switch_to(generation)
        return generation

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer lock; raise IndexLocked while another holds it.

        The kernel frees it when the process dies: there is no stale lock to delete.
        """
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.path / _LOCK).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexLocked(
                    "Another process is writing to the search index; it will see this change."
                ) from None
            yield

    def new_generation(self) -> Path:
        """Make a folder with an empty index that nothing points to yet."""
        path = self.path / f"{time.time_ns()}-{os.getpid()}"
        path.mkdir(mode=0o700)
        previous = self._named_generation()
        meta = {"fingerprint": _schema.fingerprint(), "previous": previous}
        (path / _META).write_text(json.dumps(meta))
        sync(path / _META)
        _storage.commit(_storage.DurableStorage(path), Manifest(), {})
        return path

    def switch_to(self, generation: Path) -> None:
        """Make a generation the current one."""
        pending = self.path / f"{_POINTER}.new"
        pending.write_text(f"{generation.name}\n")
        sync(pending)
        pending.replace(self.path / _POINTER)
        sync(self.path)

    def check_fingerprint(self, generation: Path) -> None:
        """Raise IndexOutdated when a generation was made by another version of the index."""
        if self._meta(generation).get("fingerprint") != _schema.fingerprint():
            raise IndexOutdated(
                "The search index was made by another version of Lode; "
                "`python manage.py index_rebuild` makes a new one."
            )

    def collect_garbage(self) -> None:
        """Remove every generation but the current and the previous one; needs the lock."""
        name = self._named_generation()
        kept = {name}
        if name and (self.path / name / _META).exists():
            with suppress(IndexUnavailable):
                kept.add(self._meta(self.path / name).get("previous", ""))
        for entry in self.path.iterdir():
            if entry.is_dir() and entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)

    def _named_generation(self) -> str:
        try:
            return self.current().name
        except IndexUnavailable:
            return ""

    def _meta(self, generation: Path) -> dict[str, str]:
        try:
            meta = json.loads((generation / _META).read_text(encoding="utf-8"))
        except ValueError as error:
            raise damaged(f"{_META} is unreadable") from error
        if not isinstance(meta, dict):
            raise damaged(f"{_META} is unreadable")
        return meta


def _state(path: str) -> tuple[int, int]:
    """Return when a path was last changed, and which file it names."""
    found = os.stat(path)  # noqa: PTH116 (asked at every search)
    return found.st_mtime_ns, found.st_ino
