"""One state of the index, opened for reading: its segments, and its documents as one list."""

from collections.abc import Iterator
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.search.engines.whoosh._arrays import Array, ArrayFile, joined, smallest, starts
from archive.search.engines.whoosh._facet_table import FacetTable
from archive.search.engines.whoosh._faults import damaged
from archive.search.engines.whoosh._index_field import IndexField
from archive.search.engines.whoosh._manifest import Manifest, read_manifest
from archive.search.engines.whoosh._schema import YEAR_UNKNOWN_ORDINAL
from archive.search.engines.whoosh._segment import (
    EXTENSION,
    Documents,
    Mask,
    Segment,
    live_in,
)
from archive.search.engines.whoosh._words import words_like

_ID_BITS = 40
_ASKED = 64  # patterns whose words are remembered
_NEWEST = 1_024  # documents that are known to be the newest

UNDATED, YEAR_UNKNOWN = 0, 1  # what stands before the years of a histogram

Keys = NDArray[np.int64]
Counts = NDArray[np.int64]


class Snapshot:
    """A commit as readers see it; nothing in it changes, so that threads may share it.

    Its documents are numbered through, segment after segment. Segments that an `earlier`
    snapshot has open are taken over from it.
    """

    def __init__(self, generation: Path, toc: int, earlier: "Snapshot | None" = None) -> None:
        manifest = read_manifest(generation, toc)
        if manifest is None:  # damage, or a writer has just replaced the commit: asking again tells
            raise FileNotFoundError(f"The manifest of commit {toc} is missing.")
        _check_sizes(generation, manifest)
        self.name = f"{generation.name}/{toc}"
        known = {segment.name: segment for segment in earlier.segments} if earlier else {}
        self.segments: tuple[Segment, ...] = tuple(_open_segments(generation, manifest, known))
        self.firsts: list[int] = starts([segment.size for segment in self.segments]).tolist()
        self.size = self.firsts[-1]
        self.is_whole = not any(entry.deleted for entry in manifest.segments)
        self.live = joined(_live_documents(generation, manifest), np.bool_)
        self.words_like = lru_cache(_ASKED)(partial(words_like, self.segments))
        self._fields: dict[str, IndexField] = {}
        self._facets: dict[str, FacetTable] = {}

    def field(self, name: str) -> IndexField:
        """Return the postings of a field."""
        if name not in self._fields:
            fields = [segment.field(name) for segment in self.segments]
            self._fields[name] = IndexField(fields, self.firsts)
        return self._fields[name]

    def facets(self, group: str) -> FacetTable:
        """Return the values of a group of facets."""
        if group not in self._facets:
            parts = [segment.facets(group) for segment in self.segments]
            self._facets[group] = FacetTable(parts, self.firsts)
        return self._facets[group]

    def having(self, field: str, value: str) -> Mask:
        """Return which documents have a term of a field."""
        mask = np.zeros(self.size, dtype=np.bool_)
        self.field(field).term(value.encode()).mark(mask)
        return mask

    def parts_of(self, documents: Documents) -> Iterator[tuple[int, int, Documents]]:
        """Yield those of some documents that each segment has, if any.

        Given are the place of the segment, its first document, and numbers within the segment.
        """
        cuts = documents.searchsorted(self.firsts).tolist()
        for place, (begin, end) in enumerate(pairwise(cuts)):
            if begin < end:
                first = self.firsts[place]
                yield place, first, documents[begin:end] - first

    def text(self, document: int) -> tuple[str, str]:
        """Return the title and the body of a document."""
        number = int(np.searchsorted(self.firsts, document, "right")) - 1
        return self.segments[number].texts[document - self.firsts[number]]

    def stamps(self) -> dict[int, str]:
        """Return the stamp of every live document, by article id."""
        found: dict[int, str] = {}
        ids = self.ids.tolist()
        for first, segment in zip(self.firsts, self.segments, strict=False):
            stamps = segment.stamps()
            live = np.flatnonzero(self.live[first : first + segment.size]).tolist()
            found |= {ids[first + i]: stamps[i] for i in live}
        return found

    @cached_property
    def ids(self) -> Array:
        """The article of each document."""
        return joined([segment.ids for segment in self.segments], np.int64)

    @cached_property
    def first_day(self) -> Array:
        """The first day on which each document may be dated; not above 0 without a year."""
        return self._column("first_day")

    @cached_property
    def last_day(self) -> Array:
        """The last day on which each document may be dated; not above 0 without a year."""
        return self._column("last_day")

    @cached_property
    def first_month(self) -> Array:
        """The first month in which each document may be dated."""
        return self._column("first_month")

    @cached_property
    def last_month(self) -> Array:
        """The last month in which each document may be dated."""
        return self._column("last_month")

    @cached_property
    def first_year(self) -> int:
        """The earliest year in which any document may be dated."""
        months = self.first_month[self.dated]
        return int(months.min()) // 12 if len(months) else 1

    def year_counts(self, documents: Documents) -> Counts:
        """Return how many documents are undated, of unknown year, and in each year from the first.

        A document whose date spans several years counts for the first.
        """
        if documents is self.all_documents:
            return self._all_years
        return np.bincount(self._years[documents], minlength=2)

    @cached_property
    def _years(self) -> Array:
        years = self.first_month // 12 - (self.first_year - YEAR_UNKNOWN - 1)
        years[~self.dated] = UNDATED
        years[self.first_day == YEAR_UNKNOWN_ORDINAL] = YEAR_UNKNOWN
        return smallest(years)

    @cached_property
    def _all_years(self) -> Counts:
        return np.bincount(self._years[self.all_documents], minlength=2)

    def story_count(self, documents: Documents) -> int:
        """Return how many stories documents tell; one without a copy tells a story of its own."""
        first_copies = self._first_copies
        if first_copies is None:
            return len(documents)
        is_told = np.zeros(self.size, dtype=np.bool_)
        is_told[first_copies[documents]] = True
        return int(np.count_nonzero(is_told))

    @cached_property
    def _first_copies(self) -> Documents | None:
        """The first document of each document's story; None while there are no copies at all."""
        stories = joined([segment.file["stories"] for segment in self.segments], np.int64)
        copies = np.flatnonzero(stories)
        if not len(copies):
            return None
        first_copies = np.arange(self.size)
        _, first, story = np.unique(stories[copies], return_index=True, return_inverse=True)
        first_copies[copies] = copies[first][story]
        return first_copies

    @cached_property
    def dated(self) -> Mask:
        """Which documents have a date with its year."""
        mask: Mask = self.first_day > 0
        return mask

    @cached_property
    def all_documents(self) -> Documents:
        """All documents that are not deleted."""
        return np.flatnonzero(self.live)

    @cached_property
    def newness(self) -> Keys:
        """Keys that grow with the last day of each document, then with its id."""
        days = np.maximum(self.last_day, 0).astype(np.int64)
        days <<= _ID_BITS
        days += self.ids
        return days

    @cached_property
    def newest(self) -> Documents:
        """The newest documents in order, deleted ones included; not all of them."""
        count = min(_NEWEST, self.size)
        found = np.argpartition(self.newness, self.size - count)[self.size - count :]
        return found[np.argsort(-self.newness[found])]

    def _column(self, name: str) -> Array:
        return joined([segment.file[name] for segment in self.segments], np.int32)


def _open_segments(
    generation: Path, manifest: Manifest, known: dict[str, Segment]
) -> Iterator[Segment]:
    for entry in manifest.segments:
        segment = known.get(entry.name) or Segment(generation / f"{entry.name}{EXTENSION}")
        if segment.size != entry.size:
            raise damaged(f"{entry.name} has another number of documents")
        yield segment


def _live_documents(generation: Path, manifest: Manifest) -> list[Mask]:
    """Return which documents of each segment are not deleted."""
    deletions = ArrayFile(generation / manifest.deletions) if manifest.deletions else {}
    return [
        live_in(deletions, entry.name, entry.size)
        if entry.deleted
        else np.ones(entry.size, dtype=np.bool_)
        for entry in manifest.segments
    ]


def _check_sizes(generation: Path, manifest: Manifest) -> None:
    for name, (size, _) in manifest.files.items():
        if (generation / name).stat().st_size != size:
            raise damaged(f"{name} has the wrong size")
