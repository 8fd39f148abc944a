"""Bytes to saved articles: read, look for duplicates, extract, keep, store, index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import DatabaseError, transaction

from archive.extraction import Gazetteer, extract
from archive.indexing import drain_after_commit
from archive.ingest._clipping import RawClipping
from archive.ingest._errors import DuplicateClipping, IngestError
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._links import Links
from archive.ingest._originals import keep
from archive.ingest._read import read_clipping
from archive.ingest._store import Prepared, existing_ids, join_story, store
from archive.models import Article

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH_SIZE = 100  # clippings in one transaction
BATCH_BYTES = 32 * 1024 * 1024  # held in memory at a time, but for one last clipping

Loader = Callable[[], RawClipping]


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
    prepared = _prepare(clipping, current_gazetteer(), allow_duplicate=allow_duplicate)
    keep(clipping)
    with transaction.atomic():
        known = existing_ids((prepared.sha256, prepared.content_hash))
        existing = _existing(prepared, known)
        if existing and not allow_duplicate:
            raise DuplicateClipping(existing)
        article = store(prepared, Links(), user)
        if existing:
            join_story(article, existing)
        drain_after_commit()
    return article


def ingest_many(loaders: Iterable[Loader], *, user: "User | None" = None) -> Iterator[Outcome]:
    """Store many clippings, in transactions of a hundred; yield an outcome for each, in order.

    A loader returns one clipping; whatever it or its clipping does, the others are stored.
    """
    links, gazetteer = Links(), current_gazetteer()
    for batch in _batches(_load(loader) for loader in loaders):
        prepared = [_try_prepare(item, gazetteer) for item in batch]
        yield from _store_batch(prepared, links, user)


def preview_many(loaders: Iterable[Loader]) -> Iterator[Outcome]:
    """Yield what `ingest_many` would do with each clipping; store nothing."""
    gazetteer = current_gazetteer()
    seen: set[str] = set()
    for loader in loaders:
        yield _preview(_try_prepare(_load(loader), gazetteer), seen)


def _preview(prepared: Prepared | Outcome, seen: set[str]) -> Outcome:
    if isinstance(prepared, Outcome):
        return prepared
    hashes = {prepared.sha256, prepared.content_hash}
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


def _try_prepare(item: RawClipping | Outcome, gazetteer: Gazetteer) -> Prepared | Outcome:
    """Read and understand a clipping; a duplicate or a failure becomes its outcome."""
    if isinstance(item, Outcome):
        return item
    try:
        return _prepare(item, gazetteer)
    except DuplicateClipping as error:
        return _duplicate(error.existing_id)
    except Exception as error:  # noqa: BLE001  INVARIANT: one bad file never stops the rest
        return _failure(error)


def _prepare(raw: RawClipping, gazetteer: Gazetteer, *, allow_duplicate: bool = False) -> Prepared:
    """Read and extract, unless the archive has the clipping, which is looked up first."""
    sha256 = raw.sha256
    if not allow_duplicate:
        _refuse_known(sha256)
    clipping = read_clipping(raw)
    content_hash = clipping.content_hash
    if not allow_duplicate:
        _refuse_known(content_hash)
    extraction = extract(clipping.text, gazetteer=gazetteer, hints=clipping.hints)
    return Prepared(raw, sha256, clipping, content_hash, extraction)


def _refuse_known(digest: str) -> None:
    if existing_id := existing_ids([digest]).get(digest):
        raise DuplicateClipping(existing_id)


def _store_batch(
    batch: list[Prepared | Outcome], links: Links, user: "User | None"
) -> list[Outcome]:
    """Keep the originals, then write every row in one transaction, each behind a savepoint."""
    kept = [_keep(item) if isinstance(item, Prepared) else item for item in batch]
    try:
        with transaction.atomic():
            known = existing_ids(_hashes(kept))
            outcomes = [
                _try_store(item, known, links, user) if isinstance(item, Prepared) else item
                for item in kept
            ]
            drain_after_commit()
    except DatabaseError as error:
        links.forget()
        return [_failure(error) if isinstance(item, Prepared) else item for item in kept]
    return outcomes


def _hashes(batch: list[Prepared | Outcome]) -> Iterator[str]:
    for item in batch:
        if isinstance(item, Prepared):
            yield item.sha256
            yield item.content_hash


def _keep(prepared: Prepared) -> Prepared | Outcome:
    try:
        keep(prepared.raw)
    except IngestError as error:
        return _failure(error)
    return prepared


def _try_store(
    prepared: Prepared, known: dict[str, int], links: Links, user: "User | None"
) -> Outcome:
    if existing := _existing(prepared, known):
        return _duplicate(existing)
    try:
        with transaction.atomic():
            article = store(prepared, links, user)
    except Exception as error:  # noqa: BLE001  INVARIANT: one bad clipping never stops the rest
        links.forget()
        return _failure(error)
    known |= dict.fromkeys((prepared.sha256, prepared.content_hash), article.pk)
    return Outcome(Status.ADDED, article.pk, article.label)


def _existing(prepared: Prepared, known: dict[str, int]) -> int | None:
    return known.get(prepared.sha256) or known.get(prepared.content_hash)


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
