"""Deletions, lengths, columns and texts of a segment, as Whoosh's own searcher asks for them."""

from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader
from whoosh.columns import ColumnReader

from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._segment import Mask, Segment


class ColumnarDocuments(PerDocumentReader):
    """Deletions, lengths, columns and stored texts of a segment."""

    def __init__(self, segment: Segment, live: Mask) -> None:
        self._segment = segment
        self._deleted = frozenset(np.flatnonzero(~live).tolist())

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._segment.size

    def doc_count(self) -> int:
        """Return the number of live documents."""
        return self._segment.size - len(self._deleted)

    def has_deletions(self) -> bool:
        """Tell whether any document is deleted."""
        return bool(self._deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        return docnum in self._deleted

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        return self._deleted

    def supports_columns(self) -> bool:
        """Tell that there are columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Tell whether a field has numbers to sort by."""
        return fieldname in ("id", "first_day", "last_day")

    def column_reader(self, fieldname: str, column: Any) -> "NumberColumn":
        """Return the numbers of a field."""
        return NumberColumn(self._segment.file["ids" if fieldname == "id" else fieldname])

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many terms a field of a document has."""
        lengths = self._segment.field(fieldname).lengths
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return how many terms a field has in all documents."""
        return self._segment.field(fieldname).total_length

    def min_field_length(self, fieldname: str) -> int:
        """Return how many terms the shortest value of a field has."""
        lengths = self._segment.field(fieldname).lengths
        return 1 if lengths is None else int(lengths.min(initial=0))

    def max_field_length(self, fieldname: str) -> int:
        """Return how many terms the longest value of a field has."""
        lengths = self._segment.field(fieldname).lengths
        return 1 if lengths is None else int(lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Return the title and the body of a document."""
        title, body = self._segment.texts[docnum]
        return {"title": title, "body": body}


class NumberColumn(ColumnReader):
    """Numbers of a segment's documents, to sort by."""

    def __init__(self, numbers: Array) -> None:
        self._numbers: list[int] = numbers.tolist()
        self._doccount = len(self._numbers)
        self._sign = 1

    def __getitem__(self, docnum: int) -> int:
        return self._numbers[docnum]

    def sort_key(self, docnum: int) -> int:
        """Return a key in the order asked for."""
        return self._sign * self._numbers[docnum]

    def set_reverse(self) -> None:
        """Sort from the largest number on."""
        self._sign = -1
