"""Commits: documents in, documents out, all together or not at all."""

from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.reading import SegmentReader

from archive.search.engines.base import IndexDocument
from archive.search.engines.whoosh import _schema, _storage
from archive.search.engines.whoosh._faults import writing_faults

_MEMORY_MB = 512  # for postings, before Whoosh spills them to slow temporary files
_FLUSH_AFTER = 5_000  # documents held before a rebuild writes a segment
_FLUSH_AFTER_CHARACTERS = 20_000_000
_MERGE_AT = 8  # segments of like size
_MERGE_BUDGET = 600  # documents that one small commit may copy while merging


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
        if len(self.changes) >= _FLUSH_AFTER or self._characters >= _FLUSH_AFTER_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting as a segment."""
        changes, self.changes, self._characters = self.changes, {}, 0
        if changes:
            stale = self._written & changes.keys()
            with writing_faults():
                commit(self._generation, changes, stale=stale, merge=False)
            self._written |= changes.keys()


def commit(
    generation: Path,
    changes: dict[int, IndexDocument | None],
    *,
    stale: Collection[int] | None = None,
    merge: bool = True,
) -> None:
    """Apply changes to a generation durably; on any exception nothing has changed.

    `stale` are the ids that may be in the index already; by default all may.
    """
    storage = _storage.DurableStorage(generation)
    documents = [document for document in changes.values() if document]
    policy = _merge_policy(len(documents)) if merge else _no_merge
    try:
        writer = _storage.DurableWriter(storage, memory_mb=_MEMORY_MB)
        try:
            _delete(writer, changes if stale is None else stale)
            for document in documents:
                writer.add_document(**_schema.fields_of(document))
            writer.commit(mergetype=policy)
        except BaseException:
            with suppress(Exception):
                writer.cancel()
            raise
    finally:
        storage.close_files()
    _remove_leftovers(generation)


def _delete(writer: _storage.DurableWriter, article_ids: Iterable[int]) -> None:
    terms = [str(article_id).encode() for article_id in article_ids]
    for segment in writer.segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            for term in terms:
                if ("id", term) in reader:
                    for docnum in list(reader.postings("id", term).all_ids()):
                        segment.delete_document(docnum)
        finally:
            reader.close()


def _no_merge(writer: _storage.DurableWriter, segments: list[Any]) -> list[Any]:
    return segments


def _merge_policy(added: int) -> Callable[[Any, list[Any]], list[Any]]:
    """Return a policy that merges small segments of like size, in proportion to the commit."""
    budget = max(_MERGE_BUDGET, 4 * added)

    def merge(writer: _storage.DurableWriter, segments: list[Any]) -> list[Any]:
        live = [segment for segment in segments if segment.doc_count()]
        chosen = _tier_to_merge(live, budget)
        for segment in chosen:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            try:
                writer.add_reader(reader)
            finally:
                reader.close()
        return [segment for segment in live if segment not in chosen]

    return merge


def _tier_to_merge(segments: list[Any], budget: int) -> list[Any]:
    tiers: dict[int, list[Any]] = {}
    for segment in segments:
        tier = (segment.doc_count().bit_length() - 1) // 3
        tiers.setdefault(tier, []).append(segment)
    for _, tier_segments in sorted(tiers.items()):
        if len(tier_segments) >= _MERGE_AT:
            within = sum(segment.doc_count() for segment in tier_segments) <= budget
            return tier_segments if within else []
    return []


def _remove_leftovers(generation: Path) -> None:
    """Remove manifests of past commits and temporary files of killed writers."""
    current = _storage.manifest_path(generation, _storage.latest_toc(generation))
    for pattern in ("manifest-*.json", "*.toc.*"):
        for path in generation.glob(pattern):
            if path != current:
                path.unlink(missing_ok=True)
