"""A segment: the documents of one commit, or of several merged ones, as arrays in one file."""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from django.utils.functional import cached_property  # takes no lock, unlike Python's before 3.12
from numpy.typing import NDArray

from archive.search.engines.whoosh import _schema
from archive.search.engines.whoosh._arrays import (
    Array,
    ArrayFile,
    ArrayWriter,
    Sink,
)
from archive.search.engines.whoosh._facet_values import FacetValues
from archive.search.engines.whoosh._postings import Postings
from archive.search.engines.whoosh._terms import Terms
from archive.search.engines.whoosh._texts import Texts

EXTENSION = ".columns"
_FEW = 16  # times fewer documents than a term has: quicker to look up each

Mask = NDArray[np.bool_]
Documents = NDArray[np.int64]  # document numbers within a segment, ascending


class TermPostings:
    """Where one term of a field occurs: its documents, ascending, and its positions in each."""

    def __init__(self, field: "Field", number: int) -> None:
        self._field = field
        self._number = number

    @cached_property
    def count(self) -> int:
        """How many documents have the term."""
        return self._field.postings.count(self._number)

    def places(self, documents: Documents) -> Array:
        """Return where documents that have the term, ascending, stand among all that have it."""
        bits = self._bits
        if bits is not None:
            at = documents >> 3
            later = bits[at] & (0xFF >> (documents & 7)).astype(np.uint8)
            found: Array = self._ends[at] - np.bitwise_count(later)
            return found
        if len(documents) * _FEW < self.count:
            return self.documents.searchsorted(documents.astype(self.documents.dtype))
        is_wanted = np.zeros(self._field.size, dtype=np.bool_)
        is_wanted[documents] = True
        return np.flatnonzero(is_wanted[self.documents])

    @cached_property
    def _bits(self) -> Array | None:
        return self._field.postings.bits_of(self._number)

    @cached_property
    def _ends(self) -> Array:
        """How many documents have the term up to the last of each byte of the bits."""
        assert self._bits is not None
        return np.cumsum(np.bitwise_count(self._bits), dtype=np.uint32)

    @cached_property
    def documents(self) -> Array:
        """The documents that have the term."""
        return self._field.postings.of(self._number)

    @cached_property
    def frequencies(self) -> Array | None:
        """How often each of the documents has the term; None where presence counts."""
        return self._field.frequencies_of(self._number)

    @cached_property
    def positions(self) -> Array:
        """The positions of the term, document by document."""
        return self._field.positions_of(self._number)


class Field:
    """The postings of one field of a segment, its lengths, or its values by document."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._name = name
        self.terms = Terms(
            file.view(f"{name}.terms"), self.array("term_starts"), self.array("heads")
        )
        self.postings = Postings(
            self.array("postings"),
            self.array("documents"),
            self.array("frequent"),
            self.array("bits"),
        )
        self.has_positions = f"{name}.positions" in file

    @property
    def size(self) -> int:
        """Return how many documents the segment has."""
        return len(self._file["ids"])

    def array(self, name: str) -> Array:
        """Return one of the field's arrays."""
        return self._file[f"{self._name}.{name}"]

    @cached_property
    def frequencies(self) -> Array | None:
        """How often the document of each posting has its term; None where presence counts."""
        return self.array("frequencies") if self.has_positions else None

    @cached_property
    def places(self) -> Array:
        """Where the positions of each term begin."""
        return self.array("places")

    @cached_property
    def positions(self) -> Array:
        """The positions of all terms, by document."""
        return self.array("positions")

    @cached_property
    def last_position(self) -> int:
        """A position that none is after: a document has a term at every position before its end."""
        return 0 if self.lengths is None else int(self.lengths.max(initial=0))

    @cached_property
    def lengths(self) -> Array | None:
        """How many terms each document has; None where lengths do not count."""
        return self.array("lengths") if self.has_positions else None

    @cached_property
    def total_length(self) -> int:
        """How many terms all documents have together; one each where lengths do not count."""
        if self.lengths is None:
            return len(self._file["ids"])
        return int(self.lengths.sum(dtype=np.int64))

    def frequencies_of(self, number: int) -> Array | None:
        """Return how often each document of a term has it; None where presence counts."""
        if self.frequencies is None:
            return None
        begin, end = self.postings.starts[number : number + 2].tolist()
        return self.frequencies[begin:end]

    def positions_of(self, number: int) -> Array:
        """Return the positions of a term, document by document."""
        begin, end = self.places[number : number + 2].tolist()
        return self.positions[begin:end]


class Segment:
    """The documents of a segment; nothing in it ever changes, so that threads may share it."""

    def __init__(self, path: Path) -> None:
        self.file = ArrayFile(path)
        self.name = path.name.removesuffix(EXTENSION)
        self.ids = self.file["ids"]
        self.size = len(self.ids)
        self._fields: dict[str, Field] = {}
        self._facets: dict[str, FacetValues] = {}

    def field(self, name: str) -> Field:
        """Return the postings of a field."""
        if name not in self._fields:
            self._fields[name] = Field(self.file, name)
        return self._fields[name]

    def facets(self, group: str) -> FacetValues:
        """Return the values of a group of facets."""
        if group not in self._facets:
            names = {
                facet: [term.decode() for term in self.field(facet).terms]
                for facet in _schema.FACET_GROUPS[group]
            }
            arrays = self.file[f"{group}.value_starts"], self.file[f"{group}.values"]
            self._facets[group] = FacetValues(*arrays, names)
        return self._facets[group]

    @cached_property
    def texts(self) -> Texts:
        """The titles and bodies as they are shown."""
        return Texts(
            partial(self.file.read, "blocks"),
            self.file["block_starts"],
            self.file["first_documents"],
            self.file["title_sizes"],
            self.file["body_sizes"],
        )

    def stamps(self) -> list[str]:
        """Return the stamp of each document."""
        blob = bytes(self.file.view("stamps"))
        ends = self.file["stamp_starts"].tolist()
        return [blob[a:b].decode() for a, b in pairwise(ends)]


def live_documents(folder: Path, deletions: str, name: str, size: int) -> Mask:
    """Return which documents of a segment a commit's file of deletions leaves alive."""
    file: Mapping[str, Array] = ArrayFile(folder / deletions) if deletions else {}
    return live_in(file, name, size) if name in file else np.ones(size, dtype=np.bool_)


def live_in(deletions: Mapping[str, Array], name: str, size: int) -> Mask:
    """Return which documents of a segment are not among the deletions."""
    mask: Mask = np.unpackbits(deletions[name], count=size) == 0
    return mask


def write_segment(sink: Sink, fields: Mapping[str, Mapping[str, Array]]) -> None:
    """Write the arrays of each field, and under `""` those of the documents."""
    writer = ArrayWriter(sink)
    for name, arrays in fields.items():
        writer.add_all(arrays, f"{name}." if name else "")
    writer.finish()


ALL_FIELDS = (*_schema.TEXT_FIELDS, *_schema.PRESENCE_FIELDS)
