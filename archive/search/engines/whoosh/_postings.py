"""The stock codec's postings as arrays: which documents have a term, how often and where.

The only module that knows how Whoosh's W3 codec lays out a posting list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.util.numeric import byte_to_length

from archive.search.engines.whoosh._columns import Integers
from archive.search.engines.whoosh._schema import POSITION

PLACE_BITS = 24  # for the position of a word in its text
_LENGTHS = np.array([byte_to_length(code) for code in range(256)], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that have a term, ascending, and how often each has it."""

    documents: Integers
    frequencies: NDArray[np.float64]


def read_postings(reader: Any, field: str, term: bytes) -> Postings:
    """Return a term's postings in one segment, deleted documents included."""
    documents: list[int] = []
    frequencies: list[float] = []
    for block in _blocks(reader, field, term):
        documents.extend(block.documents)
        frequencies.extend(block.weights)
    return Postings(np.asarray(documents, np.int64), np.asarray(frequencies, np.float64))


def read_places(reader: Any, field: str, term: bytes) -> Integers:
    """Return where a term stands in one segment, ascending: document << PLACE_BITS | position."""
    documents: list[int] = []
    values: list[bytes] = []
    for block in _blocks(reader, field, term):
        documents.extend(block.documents)
        values.extend(block.values())
    counts = [len(value) // POSITION.itemsize for value in values]
    positions = np.frombuffer(b"".join(values), dtype=POSITION).astype(np.int64)
    places: Integers = np.repeat(np.asarray(documents, np.int64) << PLACE_BITS, counts) | positions
    return places


def field_lengths(reader: Any, field: str) -> NDArray[np.float64]:
    """Return how many terms a field has in each document, as precisely as the index knows."""
    size = reader.doc_count_all()
    column = reader._perdoc._cached_reader(f"_{field}_len", LENGTHS_COLUMN)
    if column is None:
        return np.ones(size)
    return _LENGTHS[np.fromiter(column, dtype=np.uint8, count=size)]


class _Block:
    """Some consecutive postings of a term."""

    def __init__(self, matcher: Any) -> None:
        self._matcher = matcher
        if hasattr(matcher, "_read_ids"):
            matcher._read_ids()
            matcher._read_weights()
        self.documents = matcher._ids
        self.weights = matcher._weights

    def values(self) -> Any:
        """Return the encoded positions of each posting."""
        if hasattr(self._matcher, "_read_values"):
            self._matcher._read_values()
        return self._matcher._values


def _blocks(reader: Any, field: str, term: bytes) -> Iterator[_Block]:
    if (field, term) not in reader:
        return
    matcher = reader._terms.matcher(field, term, reader.schema[field].format)
    if not hasattr(matcher, "_next_block"):  # a posting list so short that it is kept inline
        yield _Block(matcher)
        return
    while matcher.is_active():
        yield _Block(matcher)
        matcher._next_block()
