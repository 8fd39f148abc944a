"""Segment files made in a folder, one job after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from whoosh.util import random_name

from archive.search.engines.whoosh._arrays import Sink
from archive.search.engines.whoosh._building import SegmentBuilder
from archive.search.engines.whoosh._chunks import Chunks
from archive.search.engines.whoosh._codec import INDEX_NAME
from archive.search.engines.whoosh._merging import merge
from archive.search.engines.whoosh._schema import Fields
from archive.search.engines.whoosh._segment import EXTENSION, Mask, Segment, write_segment

_MOST_CHUNKS = 300_000  # remembered between segments


@dataclass(frozen=True, slots=True)
class Build:
    """A segment to be made of documents."""

    name: str
    documents: tuple[Fields, ...]

    @property
    def size(self) -> int:
        """Return how many documents there are to work on."""
        return len(self.documents)


@dataclass(frozen=True, slots=True)
class Merge:
    """A segment to be made of others, each with which of its documents live."""

    name: str
    parts: tuple[tuple[str, Mask], ...]

    @property
    def size(self) -> int:
        """Return how many documents there are to work on."""
        return sum(len(live) for _, live in self.parts)


Job = Build | Merge


class Workshop:
    """Does jobs in one folder, and remembers analysed text from one to the next."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._chunks = Chunks()

    def do(self, job: Job) -> None:
        """Write the file of a segment; it has not reached the disk yet."""
        with self._path(job.name).open("wb") as file:
            if isinstance(job, Merge):
                self._chunks = Chunks()  # merging wants the memory
                merge(file, [(Segment(self._path(name)), live) for name, live in job.parts])
            else:
                self._build(file, job.documents)

    def _build(self, sink: Sink, documents: Iterable[Fields]) -> None:
        if len(self._chunks) > _MOST_CHUNKS:
            self._chunks = Chunks()
        build(sink, documents, self._chunks)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{EXTENSION}"


def build(sink: Sink, documents: Iterable[Fields], chunks: Chunks | None = None) -> None:
    """Write a segment of documents."""
    builder = SegmentBuilder(chunks)
    for document in documents:
        builder.add(document)
    write_segment(sink, builder.arrays())


def new_name() -> str:
    """Return a name that no segment has."""
    return f"{INDEX_NAME}_{random_name()}"
