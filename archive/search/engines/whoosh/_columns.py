"""The facet values and dates of all documents as arrays, loaded once per segment."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import TermNotFound

from archive.search._facets import FACET_NAMES
from archive.search.engines.whoosh._schema import UNDATED_ORDINAL, YEAR_UNKNOWN_ORDINAL

Mask = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """The values of one facet: document `documents[i]` has `values[codes[i]]`."""

    values: tuple[str, ...]
    documents: Integers
    codes: Integers
    size: int

    def having(self, value: str) -> Mask:
        """Return which documents have a value."""
        mask = np.zeros(self.size, dtype=np.bool_)
        if value in self.values:
            mask[self.documents[self.codes == self.values.index(value)]] = True
        return mask

    def having_none(self) -> Mask:
        """Return which documents have no value at all."""
        mask = np.ones(self.size, dtype=np.bool_)
        mask[self.documents] = False
        return mask

    def counts(self, matching: Mask) -> dict[str, int]:
        """Return how many matching documents have each value that any of them has."""
        codes = self.codes[matching[self.documents]]
        counts = np.bincount(codes, minlength=len(self.values))
        return {self.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}


@dataclass(frozen=True, slots=True)
class Columns:
    """What the filters, the counts and the orders need to know of every document."""

    ids: Integers
    first_day: Integers
    last_day: Integers
    facets: dict[str, ValueColumn]
    live: Mask

    @property
    def size(self) -> int:
        """Return the number of documents, deleted ones included."""
        return len(self.ids)

    def undated(self) -> Mask:
        """Return which documents have no date at all."""
        mask: Mask = self.first_day == UNDATED_ORDINAL
        return mask

    def year_unknown(self) -> Mask:
        """Return which documents have a day without its year."""
        mask: Mask = self.first_day == YEAR_UNKNOWN_ORDINAL
        return mask

    def dated(self) -> Mask:
        """Return which documents have a date with its year."""
        mask: Mask = self.first_day > 0
        return mask


def load(reader: Any) -> Columns:
    """Read the columns of one segment."""
    size = reader.doc_count_all()
    return Columns(
        ids=_numbers(reader, "article"),
        first_day=_numbers(reader, "first_day"),
        last_day=_numbers(reader, "last_day"),
        facets={name: _values(reader, name, size) for name in FACET_NAMES},
        live=live_documents(reader),
    )


def live_documents(reader: Any) -> Mask:
    """Return which documents of a segment are not deleted."""
    live = np.ones(reader.doc_count_all(), dtype=np.bool_)
    live[list(reader.segment().deleted_docs())] = False
    return live


def concatenate(parts: list[Columns]) -> Columns:
    """Join the columns of segments in the order of their document numbers."""
    offsets = np.cumsum([0, *(part.size for part in parts)])
    return Columns(
        ids=_joined([part.ids for part in parts]),
        first_day=_joined([part.first_day for part in parts]),
        last_day=_joined([part.last_day for part in parts]),
        facets={
            name: _joined_values([part.facets[name] for part in parts], offsets)
            for name in FACET_NAMES
        },
        live=np.concatenate([np.empty(0, np.bool_), *(part.live for part in parts)]),
    )


def _joined(arrays: list[Integers]) -> Integers:
    return np.concatenate([np.empty(0, np.int64), *arrays])


def _joined_values(parts: list[ValueColumn], offsets: Integers) -> ValueColumn:
    codes_of: dict[str, int] = {}
    documents, codes = [], []
    for part, offset in zip(parts, offsets, strict=False):
        table = [codes_of.setdefault(value, len(codes_of)) for value in part.values]
        codes.append(np.asarray(table, dtype=np.int64)[part.codes])
        documents.append(part.documents + offset)
    return ValueColumn(tuple(codes_of), _joined(documents), _joined(codes), int(offsets[-1]))


def _numbers(reader: Any, name: str) -> Integers:
    column = reader.column_reader(name, translate=False)
    return np.fromiter(column, dtype=np.int64, count=reader.doc_count_all())


def _values(reader: Any, name: str, size: int) -> ValueColumn:
    values, documents = [], []
    for term in reader.lexicon(name):
        try:
            postings = np.fromiter(reader.postings(name, term).all_ids(), dtype=np.int64)
        except TermNotFound:  # all documents with the term are deleted
            continue
        values.append(term.decode())
        documents.append(postings)
    codes = np.repeat(np.arange(len(values)), [len(numbers) for numbers in documents])
    return ValueColumn(tuple(values), _joined(documents), codes.astype(np.int64), size)
