"""One state of the index, opened for reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from archive.search._errors import IndexUnavailable
from archive.search.engines.whoosh._arrays import Array, ArrayFile
from archive.search.engines.whoosh._facet_values import FacetValues
from archive.search.engines.whoosh._manifest import Manifest, read_manifest
from archive.search.engines.whoosh._segment import (
    EXTENSION,
    Field,
    Mask,
    Segment,
    live_in,
)


@dataclass(frozen=True)
class LiveSegment:
    """A segment without its deleted documents."""

    segment: Segment
    live: Mask
    is_whole: bool  # nothing is deleted

    @property
    def size(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self.segment.size

    @property
    def ids(self) -> Array:
        """Return the article of each document."""
        return self.segment.ids

    def field(self, name: str) -> Field:
        """Return the postings of a field."""
        return self.segment.field(name)

    def facets(self, group: str) -> FacetValues:
        """Return the values of a group of facets."""
        return self.segment.facets(group)

    def column(self, name: str) -> Array:
        """Return a number of each document: a day or a month."""
        return self.segment.file[name]

    def having(self, field: str, value: str) -> Mask:
        """Return which documents have a term of a field."""
        mask = np.zeros(self.size, dtype=np.bool_)
        known = self.field(field)
        number = known.terms.find(value.encode())
        if number >= 0:
            known.postings.mark(mask, number)
        return mask

    @cached_property
    def first_day(self) -> Array:
        """The first day on which each document may be dated."""
        return self.column("first_day")

    @cached_property
    def last_day(self) -> Array:
        """The last day on which each document may be dated."""
        return self.column("last_day")

    def dated(self) -> Mask:
        """Return which documents have a date with its year."""
        mask: Mask = self.first_day > 0
        return mask


class Snapshot:
    """A commit as readers see it; nothing in it changes, so that threads may share it.

    Segments that an `earlier` snapshot has open are taken over from it.
    """

    def __init__(self, generation: Path, toc: int, earlier: "Snapshot | None" = None) -> None:
        manifest = read_manifest(generation, toc)
        if manifest is None:  # damage, or a writer has just replaced the commit: asking again tells
            raise FileNotFoundError(f"The manifest of commit {toc} is missing.")
        _check_sizes(generation, manifest)
        self.name = f"{generation.name}/{toc}"
        known = {live.segment.name: live.segment for live in earlier.segments} if earlier else {}
        self.segments: tuple[LiveSegment, ...] = tuple(_open_segments(generation, manifest, known))
        self.size = sum(segment.size for segment in self.segments)

    def documents_with(self, field: str, term: bytes) -> int:
        """Return how many documents have a term, deleted ones included."""
        found = 0
        for segment in self.segments:
            number = segment.field(field).terms.find(term)
            found += segment.field(field).postings.count(number) if number >= 0 else 0
        return found

    def stamps(self) -> dict[int, str]:
        """Return the stamp of every live document, by article id."""
        found: dict[int, str] = {}
        for segment in self.segments:
            stamps = segment.segment.stamps()
            ids = segment.ids.tolist()
            found |= {ids[i]: stamps[i] for i in np.flatnonzero(segment.live).tolist()}
        return found


def _open_segments(
    generation: Path, manifest: Manifest, known: dict[str, Segment]
) -> Iterator[LiveSegment]:
    deletions = ArrayFile(generation / manifest.deletions) if manifest.deletions else None
    for entry in manifest.segments:
        segment = known.get(entry.name) or Segment(generation / f"{entry.name}{EXTENSION}")
        if segment.size != entry.size:
            raise IndexUnavailable(_damaged(f"{entry.name} has another number of documents"))
        if deletions is not None and entry.deleted:
            live = live_in(deletions, entry.name, entry.size)
        else:
            live = np.ones(entry.size, dtype=np.bool_)
        yield LiveSegment(segment, live, is_whole=not entry.deleted)


def _check_sizes(generation: Path, manifest: Manifest) -> None:
    for name, (size, _) in manifest.files.items():
        if (generation / name).stat().st_size != size:
            raise IndexUnavailable(_damaged(f"{name} has the wrong size"))


def _damaged(what: str) -> str:
    return f"The search index is damaged ({what}); `python manage.py index_rebuild` mends it."
