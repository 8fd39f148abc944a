"""Commits: documents in, documents out, all together or not at all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from archive.search.engines.base import IndexDocument
from archive.search.engines.whoosh import _schema, _storage
from archive.search.engines.whoosh._manifest import Manifest, SegmentEntry, read_manifest
from archive.search.engines.whoosh._segment import (
    EXTENSION,
    Mask,
    Segment,
    live_documents,
)
from archive.search.engines.whoosh._storage import DurableStorage
from archive.search.engines.whoosh._workshop import build, new_name

_BUILT_AT_ONCE = 8_192  # documents whose words are held in memory

Changes = Mapping[int, IndexDocument | None]


class WriteBatch:
    """Changes held in memory until the end, the last word on each article winning."""

    def __init__(self) -> None:
        self.changes: dict[int, IndexDocument | None] = {}

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document."""
        self.changes[document.id] = document

    def delete(self, article_id: int) -> None:
        """Remove a document."""
        self.changes[article_id] = None


def commit(generation: Path, changes: Changes) -> None:
    """Apply changes to a generation durably; on any exception nothing has changed."""
    entries, live = current(generation)
    _delete(generation, entries, live, changes)
    with _storage.writing_to(generation) as storage:
        added = list(_build(storage, (document for document in changes.values() if document)))
        finish(storage, [*entries, *added], live)


def current(generation: Path) -> tuple[list[SegmentEntry], dict[str, Mask]]:
    """Return the segments of the last commit, and which documents of each live."""
    manifest = read_manifest(generation, _storage.latest_toc(generation))
    if manifest is None:
        raise FileNotFoundError("The manifest of the search index is missing.")
    return list(manifest.segments), {
        entry.name: live_documents(generation, manifest.deletions, entry.name, entry.size)
        for entry in manifest.segments
    }


def _delete(
    generation: Path,
    entries: Iterable[SegmentEntry],
    live: dict[str, Mask],
    article_ids: Collection[int],
) -> None:
    if article_ids:
        unwanted = np.fromiter(article_ids, dtype=np.int64, count=len(article_ids))
        for entry in entries:
            ids = Segment(generation / f"{entry.name}{EXTENSION}").ids
            live[entry.name] &= np.isin(ids, unwanted, invert=True)


def _build(storage: DurableStorage, documents: Iterator[IndexDocument]) -> Iterator[SegmentEntry]:
    while batch := list(islice(documents, _BUILT_AT_ONCE)):
        name = new_name()
        with storage.create_file(f"{name}{EXTENSION}") as file:
            build(file, map(_schema.fields_of, batch))
        yield SegmentEntry(name, len(batch))


def finish(
    storage: DurableStorage, entries: Sequence[SegmentEntry], live: Mapping[str, Mask]
) -> None:
    """Put segments in force, leaving out those of which no document lives."""
    counted = [
        replace(entry, deleted=int(np.count_nonzero(~live[entry.name])))
        if entry.name in live
        else entry
        for entry in entries
    ]
    _storage.commit(storage, Manifest(tuple(entry for entry in counted if entry.live)), live)
