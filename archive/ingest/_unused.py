"""Originals that no article has any more: found, and removed when somebody says so.

Deleting an article keeps its original, so that a mistake can be mended by adding it again.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from archive.models import Original

_A_DAY = 24 * 60 * 60  # seconds in which a file may be waiting for its article


@dataclass(frozen=True, slots=True)
class UnusedOriginal:
    """A file that belongs to no article; `name` is the one it came with, if that is known."""

    path: Path
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class OriginalsReport:
    """How many originals articles have, which of these are missing, and which files are unused.

    `recent` counts files without an article that are too young to judge.
    """

    used: int
    missing: tuple[str, ...]
    unused: tuple[UnusedOriginal, ...]
    recent: int


def check_originals() -> OriginalsReport:
    """Compare the files with the articles; change nothing."""
    names = dict(Original.objects.values_list("sha256", "file_name"))
    used = set(Original.objects.filter(articles__isnull=False).values_list("sha256", flat=True))
    unused, recent = [], 0
    present = set()
    for path in _files():
        if path.name in used:
            present.add(path.name)
        elif _is_recent(path):
            recent += 1
        else:
            unused.append(UnusedOriginal(path, names.get(path.name, ""), path.stat().st_size))
    return OriginalsReport(len(used), tuple(sorted(used - present)), tuple(unused), recent)


def remove_originals(unused: Iterable[UnusedOriginal]) -> int:
    """Remove files that are still unused, and their rows; return how many."""
    return sum(_removed(each.path) for each in unused)


def _files() -> Iterator[Path]:
    return (path for path in sorted(Path(settings.ORIGINALS_DIR).glob("??/*")) if path.is_file())


def _is_recent(path: Path) -> bool:
    return time.time() - path.stat().st_mtime < _A_DAY


def _removed(path: Path) -> bool:
    """Remove one file unless an article has come to need it; tell whether it is gone.

    INVARIANT: adding a clipping touches the file, or writes it, before its rows. Once the file
    is set aside, it was touched before, which shows, or it will be written anew.
    """
    rows = Original.objects.filter(sha256=path.name)
    if rows.filter(articles__isnull=False).exists():
        return False
    aside = path.with_name(f".unused-{path.name}")
    path.rename(aside)
    if _is_recent(aside):
        aside.rename(path)
        return False
    with transaction.atomic():  # holds the write lock from the question to the answer
        rows.filter(articles__isnull=True).delete()
    aside.unlink()
    return True
