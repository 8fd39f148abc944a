"""Commits: documents in, documents out, all together or not at all; then merging, if due."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.util import random_name

from archive.search.engines.base import IndexDocument
from archive.search.engines.whoosh import _schema, _storage, _tiers
from archive.search.engines.whoosh._building import SegmentBuilder
from archive.search.engines.whoosh._codec import INDEX_NAME
from archive.search.engines.whoosh._faults import writing_faults
from archive.search.engines.whoosh._manifest import Manifest, SegmentEntry, read_manifest
from archive.search.engines.whoosh._merging import merge
from archive.search.engines.whoosh._segment import (
    EXTENSION,
    Mask,
    Segment,
    live_documents,
    write_segment,
)
from archive.search.engines.whoosh._storage import DurableStorage

_BUILT_AT_ONCE = 8_192  # documents whose words are held in memory
_BUILT_CHARACTERS = 24_000_000

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


class RebuildBatch(WriteBatch):
    """Changes written to a new generation in segments, so that memory stays bounded."""

    def __init__(self, generation: Path) -> None:
        super().__init__()
        self._generation = generation
        self._written: set[int] = set()
        self._characters = 0

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document, writing a segment when enough are waiting."""
        super().put(document)
        self._characters += len(document.body)
        if len(self.changes) >= _BUILT_AT_ONCE or self._characters >= _BUILT_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as a segment."""
        changes, self.changes, self._characters = self.changes, {}, 0
        if changes:
            stale = self._written & changes.keys()
            with writing_faults():
                commit(self._generation, changes, stale=stale)
            self._written |= changes.keys()

    def finish(self) -> None:
        """Write what is waiting, and leave as few segments as can be."""
        self.flush()
        with writing_faults():
            _merge_while(self._generation, _tiers.packable)


def commit(generation: Path, changes: Changes, *, stale: Collection[int] | None = None) -> None:
    """Apply changes to a generation durably; on any exception nothing has changed.

    `stale` are the ids that may be in the index already; by default all may.
    """
    entries, live = _current(generation)
    _delete(generation, entries, live, changes if stale is None else stale)
    storage = DurableStorage(generation)
    try:
        added = list(_build(storage, (document for document in changes.values() if document)))
        _finish(storage, [*entries, *added], live)
    finally:
        storage.close_files()
    _merge_while(generation, _tiers.due)


def _merge_while(generation: Path, choose: _tiers.Policy) -> None:
    """Merge segments, one commit at a time, as long as a policy names some."""
    entries, live = _current(generation)
    while chosen := choose([(entry.size, entry.live) for entry in entries]):
        storage = DurableStorage(generation)
        try:
            merging = [entries[number] for number in chosen]
            merged = _merge(storage, merging, live)
            kept = [entry for entry in entries if entry not in merging]
            _finish(storage, [*kept, *merged], live)
        finally:
            storage.close_files()
        entries, live = _current(generation)


def _current(generation: Path) -> tuple[list[SegmentEntry], dict[str, Mask]]:
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
        builder = SegmentBuilder()
        for document in batch:
            builder.add(_schema.fields_of(document))
        name = _new_name()
        with storage.create_file(f"{name}{EXTENSION}") as file:
            write_segment(file, builder.arrays())
        yield SegmentEntry(name, len(batch))


def _merge(
    storage: DurableStorage, entries: Sequence[SegmentEntry], live: Mapping[str, Mask]
) -> list[SegmentEntry]:
    if not any(entry.live for entry in entries):
        return []
    name = _new_name()
    segments = [
        (Segment(storage.path / f"{entry.name}{EXTENSION}"), live[entry.name])
        for entry in entries
        if entry.live
    ]
    with storage.create_file(f"{name}{EXTENSION}") as file:
        merge(file, segments)
    return [SegmentEntry(name, sum(entry.live for entry in entries))]


def _finish(
    storage: DurableStorage, entries: Sequence[SegmentEntry], live: Mapping[str, Mask]
) -> None:
    counted = [
        replace(entry, deleted=int(np.count_nonzero(~live[entry.name])))
        if entry.name in live
        else entry
        for entry in entries
    ]
    _storage.commit(storage, Manifest(tuple(entry for entry in counted if entry.live)), live)


def _new_name() -> str:
    return f"{INDEX_NAME}_{random_name()}"
