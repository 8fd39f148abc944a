"""A whole index at once: segments made side by side, merged, and committed in the end."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from archive.search.engines.base import IndexDocument
from archive.search.engines.whoosh import _storage, _tiers
from archive.search.engines.whoosh._crew import Crew
from archive.search.engines.whoosh._faults import writing_faults
from archive.search.engines.whoosh._manifest import Manifest, SegmentEntry
from archive.search.engines.whoosh._schema import fields_of
from archive.search.engines.whoosh._segment import EXTENSION, Mask, Segment
from archive.search.engines.whoosh._storage import DurableStorage
from archive.search.engines.whoosh._workshop import Build, Merge, new_name
from archive.search.engines.whoosh._writing import WriteBatch

_BUILT_AT_ONCE = 4_096  # documents of a first segment
_BUILT_CHARACTERS = 12_000_000


class RebuildBatch(WriteBatch):
    """Changes written to a new generation in segments, so that memory stays bounded."""

    def __init__(self, generation: Path, crew: Crew) -> None:
        super().__init__()
        self._generation = generation
        self._crew = crew
        self._characters = 0
        self._written: set[int] = set()
        self._entries: list[SegmentEntry] = []
        self._outdated: list[set[int]] = []  # by segment: what later ones replace

    def put(self, document: IndexDocument) -> None:
        """Add or replace a document, having a segment made when enough are waiting."""
        super().put(document)
        self._characters += len(document.body)
        if len(self.changes) >= _BUILT_AT_ONCE or self._characters >= _BUILT_CHARACTERS:
            with writing_faults():
                self._flush()

    def finish(self) -> None:
        """Put everything in force, in as few segments as can be."""
        self._flush()
        self._crew.wait()
        live = {
            entry.name: self._live(entry, outdated)
            for entry, outdated in zip(self._entries, self._outdated, strict=True)
        }
        entries = [
            replace(entry, deleted=int(np.count_nonzero(~live[entry.name])))
            for entry in self._entries
            if live[entry.name].any()
        ]
        groups = _tiers.packed([entry.live for entry in entries])
        merged = [self._merged([entries[number] for number in group], live) for group in groups]
        self._crew.wait()
        self._commit(merged, live)

    def _flush(self) -> None:
        changes, self.changes, self._characters = self.changes, {}, 0
        again = changes.keys() & self._written
        for outdated in self._outdated:
            outdated.update(again)
        self._written |= changes.keys()
        documents = tuple(fields_of(document) for document in changes.values() if document)
        if documents:
            entry = SegmentEntry(new_name(), len(documents))
            self._entries.append(entry)
            self._outdated.append(set())
            self._crew.do(Build(entry.name, documents))

    def _live(self, entry: SegmentEntry, outdated: set[int]) -> Mask:
        if not outdated:
            return np.ones(entry.size, dtype=np.bool_)
        ids = Segment(self._generation / f"{entry.name}{EXTENSION}").ids
        return np.isin(ids, np.array([*outdated], dtype=np.int64), invert=True)

    def _merged(self, entries: Sequence[SegmentEntry], live: dict[str, Mask]) -> SegmentEntry:
        """Have segments merged, unless there is but one, and return what they become."""
        if len(entries) == 1:
            return entries[0]
        merged = SegmentEntry(new_name(), sum(entry.live for entry in entries))
        parts = tuple((entry.name, live[entry.name]) for entry in entries)
        self._crew.do(Merge(merged.name, parts))
        return merged

    def _commit(self, entries: Sequence[SegmentEntry], live: dict[str, Mask]) -> None:
        storage = DurableStorage(self._generation)
        for entry in entries:
            storage.adopt(f"{entry.name}{EXTENSION}")
        _storage.commit(storage, Manifest(tuple(entries)), live)
