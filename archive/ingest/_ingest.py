"""Bytes to saved articles: read, look for duplicates, extract, keep, store, index."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from django.db import DatabaseError, transaction

from archive.extraction import Gazetteer, extract
from archive.indexing import drain_after_commit
from archive.ingest._clipping import RawClipping
from archive.ingest._errors import DuplicateClipping, IngestError
from archive.ingest._fork_server import page_reader
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._links import Links
from archive.ingest._originals import keep
from archive.ingest._read import ReadPage, read_clipping
from archive.ingest._sandbox import read_in_child
from archive.ingest._store import Prepared, Received, existing_ids, store
from archive.models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH_SIZE = 100  # clippings in one transaction
DRAIN_EVERY = 1_000  # clippings; a commit of the index costs little more for many than for one
BATCH_BYTES = 32 * 1024 * 1024  # held in memory at a time, but for one last clipping

Loader = Callable[[], RawClipping]
Item = TypeVar("Item", RawClipping, Received, Prepared)
Result = TypeVar("Result")


class Status(StrEnum):
    """What became of one clipping; `new` is what a dry run says of one it would add."""

    ADDED = "added"
    NEW = "new"
    DUPLICATE = "duplicate"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one clipping of many.

    `article_id` is the article added, or the one that a duplicate repeats.
    """

    status: Status
    article_id: int | None = None
    title: str = ""
    message: str = ""


def ingest(
    clipping: RawClipping, *, user: "User | None" = None, allow_duplicate: bool = False
) -> Article:
    """Store one clipping as an article, with everything that its text says about it.

    Raise UnreadableClipping when no text can be read, DuplicateClipping when the archive
    has it; a copy that is allowed shares a story with the article it repeats.
    """
    gazetteer = current_gazetteer()
    known = {} if allow_duplicate else existing_ids([clipping.sha256])
    received = _read(clipping, known)
    known = {} if allow_duplicate else existing_ids([received.content_hash])
    prepared = _understand(received, known, gazetteer)
    keep(clipping)
    with transaction.atomic():
        existing = received.known_as(existing_ids([received.sha256, received.content_hash]))
        if existing and not allow_duplicate:
            raise DuplicateClipping(existing)
        article = store(prepared, Links(), user)
        drain_after_commit()
    return article


def ingest_many(
    loaders: Iterable[Loader], *, user: "User | None" = None, patience: float | None = None
) -> Iterator[Outcome]:
    """Store many clippings, in transactions of a hundred; yield an outcome for each, in order.

    A loader returns one clipping; whatever it or its clipping does, the others are stored.
    `patience` is how many seconds the reading of one may take.
    The index follows every DRAIN_EVERY clippings and at the end.
    """
    links, gazetteer = Links(), current_gazetteer()
    waiting = 0
    with page_reader(patience) as read_page:
        for batch in _batches(_load(loader) for loader in loaders):
            outcomes = _store_batch(_prepare(batch, gazetteer, read_page), links, user)
            waiting += len(outcomes)
            if waiting >= DRAIN_EVERY:
                drain_after_commit()
                waiting = 0
            yield from outcomes
    drain_after_commit()


def preview_many(loaders: Iterable[Loader]) -> Iterator[Outcome]:
    """Yield what `ingest_many` would do with each clipping; store nothing."""
    gazetteer = current_gazetteer()
    seen: set[str] = set()
    with page_reader() as read_page:
        for batch in _batches(_load(loader) for loader in loaders):
            for prepared in _prepare(batch, gazetteer, read_page):
                yield _preview(prepared, seen)


def _preview(prepared: Prepared | Outcome, seen: set[str]) -> Outcome:
    if isinstance(prepared, Outcome):
        return prepared
    hashes = set(_hashes(prepared))
    is_repeated = bool(hashes & seen)
    seen |= hashes
    if is_repeated:
        return Outcome(Status.DUPLICATE, message="Another of these files has the same text.")
    return Outcome(Status.NEW, title=prepared.extraction.title)


def _load(loader: Loader) -> RawClipping | Outcome:
    try:
        return loader()
    except (IngestError, OSError) as error:
        return _failure(error)


def _batches(loaded: Iterable[RawClipping | Outcome]) -> Iterator[list[RawClipping | Outcome]]:
    batch: list[RawClipping | Outcome] = []
    size = 0
    for item in loaded:
        batch.append(item)
        size += len(item.content) if isinstance(item, RawClipping) else 0
        if len(batch) >= BATCH_SIZE or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _prepare(
    batch: list[RawClipping | Outcome], gazetteer: Gazetteer, read_page: ReadPage
) -> list[Prepared | Outcome]:
    """Read and understand each clipping; a duplicate or a failure becomes its outcome."""
    known = existing_ids(item.sha256 for item in batch if isinstance(item, RawClipping))
    received = [_attempt(item, partial(_read, known=known, read_page=read_page)) for item in batch]
    hashes = (item.content_hash for item in received if isinstance(item, Received))
    understand = partial(_understand, known=existing_ids(hashes), gazetteer=gazetteer)
    return [_attempt(item, understand) for item in received]


def _attempt(item: Item | Outcome, step: Callable[[Item], Result]) -> Result | Outcome:
    """Take the next step with a clipping, unless its outcome is known already."""
    if isinstance(item, Outcome):
        return item
    try:
        return step(item)
    except DuplicateClipping as error:
        return _duplicate(error.existing_id)
    except Exception as error:  # noqa: BLE001  INVARIANT: one bad file never stops the rest
        return _failure(error)


def _read(
    raw: RawClipping, known: Mapping[str, int], read_page: ReadPage = read_in_child
) -> Received:
    sha256 = raw.sha256
    if sha256 in known:
        raise DuplicateClipping(known[sha256])
    clipping = read_clipping(raw, read_page=read_page)
    return Received(raw, sha256, clipping, clipping.content_hash)


def _understand(received: Received, known: Mapping[str, int], gazetteer: Gazetteer) -> Prepared:
    if existing_id := received.known_as(known):
        raise DuplicateClipping(existing_id)
    clipping = received.clipping
    return Prepared(received, extract(clipping.text, gazetteer=gazetteer, hints=clipping.hints))


def _store_batch(
    batch: list[Prepared | Outcome], links: Links, user: "User | None"
) -> list[Outcome]:
    """Keep the originals, then write every row in one transaction, each behind a savepoint."""
    kept = [_attempt(item, _keep) for item in batch]
    hashes = [each for item in kept if isinstance(item, Prepared) for each in _hashes(item)]
    try:
        with transaction.atomic():
            step = partial(_store, known=existing_ids(hashes), links=links, user=user)
            outcomes = [_attempt(item, step) for item in kept]
    except DatabaseError as error:
        links.forget()
        return [_failure(error) if isinstance(item, Prepared) else item for item in kept]
    return outcomes


def _hashes(prepared: Prepared) -> tuple[str, str]:
    return prepared.received.sha256, prepared.received.content_hash


def _keep(prepared: Prepared) -> Prepared:
    keep(prepared.received.raw)
    return prepared


def _store(prepared: Prepared, known: dict[str, int], links: Links, user: "User | None") -> Outcome:
    """Write one article of a batch, and remember it for the copies that follow it."""
    if existing := prepared.received.known_as(known):
        return _duplicate(existing)
    try:
        with transaction.atomic():
            article = store(prepared, links, user)
    except BaseException:
        links.forget()
        raise
    known |= dict.fromkeys(_hashes(prepared), article.pk)
    return Outcome(Status.ADDED, article.pk, article.label)


def _duplicate(existing_id: int) -> Outcome:
    return Outcome(Status.DUPLICATE, existing_id, message=str(DuplicateClipping(existing_id)))


def _failure(error: Exception) -> Outcome:
    if isinstance(error, IngestError):
        return Outcome(Status.FAILED, message=str(error))
    if isinstance(error, OSError) and error.strerror:
        return Outcome(Status.FAILED, message=f"The file cannot be opened: {error.strerror}.")
    return Outcome(
        Status.FAILED,
        message=f"Lode failed on it ({type(error).__name__}: {error}). Please report this.",
    )
