"""Many clippings at once, in slices: each call does some seconds of work, whoever makes it.

What came lies in the data directory and what became of it in the database, so that nothing is
lost when a process dies, and any process can go on.
"""

import fcntl
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.conf import settings
from django.db import transaction

from archive.ingest._bundle import MAX_PARTS, RECORD_SUFFIXES, Bundle, Part
from archive.ingest._clipping import RawClipping
from archive.ingest._errors import IngestError, UnreadableClipping
from archive.ingest._ingest import Outcome, Status, ingest_many
from archive.models import Import, ImportItem, ItemStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SLICE = 4.0  # seconds of work in one call
MAX_SENT = 10  # files of the largest size, in one import
_AT_ONCE = 20  # clippings between two looks at the clock
_ATTEMPTS = 3  # a clipping that was being read when its process died so often is left alone
_PATIENCE = 8  # seconds for one file; by itself it gets more
_KEPT_FOR = 14 * 24 * 60 * 60  # seconds
_STATUS = {
    Status.ADDED: ItemStatus.ADDED,
    Status.DUPLICATE: ItemStatus.DUPLICATE,
    Status.FAILED: ItemStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a browser sent it."""

    name: str
    file: BinaryIO


def start_import(sent: Sequence[SentFile], person: "User | None") -> Import:
    """Keep the files and list every clipping in them; nothing is read or added yet.

    Raise IngestError when a file cannot be listed or there are too many; nothing is kept then.
    """
    drop_old_imports()
    name = sent[0].name if len(sent) == 1 else f"{sent[0].name} and {len(sent) - 1} more"
    batch = Import.objects.create(person=person, name=name[-255:])
    folder = _folder(batch)
    try:
        folder.mkdir(mode=0o700, parents=True)
        _write(folder, sent)
        with transaction.atomic():
            ImportItem.objects.bulk_create(_items(batch, sent))
    except (IngestError, OSError) as error:
        batch.delete()
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, IngestError):
            raise
        raise IngestError(
            f"The files could not be kept in {folder.parent} ({error.strerror}). Free some space "
            "or mend the folder's permissions, then try again."
        ) from error
    return batch


def advance(batch: Import, *, seconds: float = SLICE) -> None:
    """Work on an import for some seconds; leave at once while another process does."""
    deadline = time.monotonic() + seconds
    with _the_only_one(batch) as is_mine:
        while is_mine:
            if not (items := _next_items(batch)):
                _finish(batch)
                return
            _take_in(batch, items)
            if time.monotonic() >= deadline:
                return


def retry_failed(batch: Import) -> int:
    """Let what was refused be tried again; return how many clippings that is.

    Those whose files are gone stay as they are.
    """
    if not _folder(batch).is_dir():
        return 0
    failed = batch.items.filter(status=ItemStatus.FAILED)
    return failed.update(status=ItemStatus.WAITING, attempts=0, message="")


def drop_old_imports() -> None:
    """Delete the files of imports that nobody came back to; what became of them stays."""
    oldest = time.time() - _KEPT_FOR
    for folder in (Path(settings.DATA_DIR) / "imports").glob("*"):
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)


def _finish(batch: Import) -> None:
    """Keep the files no longer, unless something in them may be tried again."""
    if not batch.items.filter(status=ItemStatus.FAILED).exists():
        shutil.rmtree(_folder(batch), ignore_errors=True)


def _write(folder: Path, sent: Sequence[SentFile]) -> None:
    room = MAX_SENT * settings.MAX_UPLOAD_BYTES
    for number, each in enumerate(sent):
        with (folder / _kept_name(number, each.name)).open("wb") as kept:
            while piece := each.file.read(1024 * 1024):
                room -= len(piece)
                if room < 0:
                    limit = MAX_SENT * settings.MAX_UPLOAD_BYTES // (1024 * 1024)
                    raise UnreadableClipping(
                        f"These are more than {limit} MB together. Send them in several goes, or "
                        "use manage.py ingest."
                    )
                kept.write(piece)


def _items(batch: Import, sent: Sequence[SentFile]) -> list[ImportItem]:
    listed = chain.from_iterable(
        _items_of(batch, number, each.name) for number, each in enumerate(sent)
    )
    items = []
    for item in listed:
        items.append(item)
        if len(items) > MAX_PARTS:
            raise UnreadableClipping(f"These are more than {MAX_PARTS:,} clippings. Split them.")
    if not items:
        raise UnreadableClipping("There is no clipping in it. Choose files that hold articles.")
    return items


def _items_of(batch: Import, number: int, name: str) -> Iterator[ImportItem]:
    kept = _kept_name(number, name)
    for part in Bundle(_folder(batch) / kept, name).parts():
        yield ImportItem(
            batch=batch,
            name=part.name,
            file=kept,
            place=part.place,
            size=part.size,
            status=ItemStatus.FAILED if part.refusal else ItemStatus.WAITING,
            message=part.refusal,
        )


def _next_items(batch: Import) -> list[ImportItem]:
    """Take the next clippings; those that were being read when a process died come one by one."""
    waiting = batch.items.filter(status=ItemStatus.WAITING)
    stuck = waiting.filter(attempts__gte=_ATTEMPTS)
    stuck.update(
        status=ItemStatus.FAILED,
        message="Reading it was cut off again and again. Add it by itself.",
    )
    items = list(waiting.filter(attempts=0)[:_AT_ONCE]) or list(waiting[:1])
    ids = [item.pk for item in items]
    batch.items.filter(pk__in=ids).update(attempts=items[0].attempts + 1 if items else 1)
    return items


def _take_in(batch: Import, items: list[ImportItem]) -> None:
    opened = {item.file: Bundle(_folder(batch) / item.file, item.file) for item in items}
    try:
        loaders = [partial(_load, opened[item.file], item) for item in items]
        outcomes = ingest_many(loaders, user=batch.person, patience=_PATIENCE)
        for item, outcome in zip(items, outcomes, strict=True):
            _note(item, outcome)
        ImportItem.objects.bulk_update(items, ["status", "message", "article"])
    finally:
        for bundle in opened.values():
            bundle.close()


def _load(bundle: Bundle, item: ImportItem) -> RawClipping:
    return bundle.load(Part(item.name, item.place, item.size))


def _note(item: ImportItem, outcome: Outcome) -> None:
    item.status = _STATUS[outcome.status]
    item.article_id = outcome.article_id
    item.message = outcome.message if outcome.status == Status.FAILED else ""


@contextmanager
def _the_only_one(batch: Import) -> Iterator[bool]:
    """Hold the right to work on an import; the kernel takes it back from the dead."""
    folder = _folder(batch)
    if not folder.is_dir():
        _tell_gone(batch)
        yield False
        return
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _tell_gone(batch: Import) -> None:
    batch.items.filter(status=ItemStatus.WAITING).update(
        status=ItemStatus.FAILED, message="Its file is kept no longer. Send it again."
    )


def _kept_name(number: int, name: str) -> str:
    """Return the name under which a file is kept: of the name it came with, only a known ending."""
    suffix = Path(name.lower()).suffix
    return f"{number}{suffix if suffix in RECORD_SUFFIXES else ''}"


def _folder(batch: Import) -> Path:
    return Path(settings.DATA_DIR) / "imports" / str(batch.pk)
