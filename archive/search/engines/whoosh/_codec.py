"""The columnar codec: segments of flat arrays, as Whoosh's own readers ask for them.

Lode searches the arrays directly; what is here serves `whoosh.searching.Searcher`, which is
what the answers are checked against.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.reading import TermInfo

from archive.search.engines.whoosh._document_reader import ColumnarDocuments
from archive.search.engines.whoosh._manifest import SegmentEntry
from archive.search.engines.whoosh._postings_matcher import ColumnMatcher, Term, TermCursor
from archive.search.engines.whoosh._segment import (
    ALL_FIELDS,
    EXTENSION,
    Field,
    Segment,
    live_documents,
)

INDEX_NAME = "MAIN"


class ColumnarSegment(base.Segment):
    """What a table of contents says of a segment."""

    def __init__(self, entry: SegmentEntry, deletions: str) -> None:
        super().__init__(INDEX_NAME)
        self.name = entry.name
        self.deletions = deletions
        self._size = entry.size
        self._deleted = entry.deleted

    def codec(self) -> "ColumnarCodec":
        """Return the codec that reads the segment."""
        return ColumnarCodec()

    def doc_count_all(self) -> int:
        """Return the number of documents, deleted ones included."""
        return self._size

    def deleted_count(self) -> int:
        """Return the number of deleted documents."""
        return self._deleted


class ColumnarCodec(base.Codec):
    """Reads segments of flat arrays; `_writing` writes them."""

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> "ColumnarTerms":
        """Return the inverted side of a segment."""
        return ColumnarTerms(_open(storage, segment))

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> "ColumnarDocuments":
        """Return the document side of a segment."""
        size = segment.doc_count_all()
        live = live_documents(storage.path, segment.deletions, segment.name, size)
        return ColumnarDocuments(_open(storage, segment), live)


def _open(storage: Any, segment: ColumnarSegment) -> Segment:
    return Segment(storage.path / f"{segment.name}{EXTENSION}")


class ColumnarTerms(base.TermsReader):
    """Terms and postings of a segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return term[0] in ALL_FIELDS and self._segment.field(term[0]).terms.find(term[1]) >= 0

    def indexed_field_names(self) -> list[str]:
        """Return the names of all fields that have postings."""
        return sorted(ALL_FIELDS)

    def terms(self) -> Iterator[Term]:
        """Yield every term."""
        return self.terms_from("", b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms from a given one on, those of later fields included."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                terms = self._segment.field(name).terms
                first = terms.first_from(prefix) if name == fieldname else 0
                yield from ((name, terms[number]) for number in range(first, len(terms)))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Yield every term with its statistics."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Yield the terms from a given one on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term; raise KeyError when there is no such term."""
        field, number = self._locate(fieldname, text)
        documents, frequencies = field.postings.of(number), field.frequencies_of(number)
        weights = np.ones(len(documents)) if frequencies is None else frequencies
        lengths = np.ones(1) if field.lengths is None else field.lengths[documents]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(documents),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(weights.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> "ColumnMatcher":
        """Return a matcher over the postings of a term."""
        field, number = self._locate(fieldname, text)
        return ColumnMatcher(field, number, (fieldname, text), format_, scorer)

    def cursor(self, fieldname: str, fieldobj: Any) -> "TermCursor":
        """Return a cursor over the terms of a field."""
        return TermCursor(self._segment.field(fieldname), fieldobj)

    def _locate(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        field = self._segment.field(fieldname)
        number = field.terms.find(text)
        if number < 0:
            raise KeyError((fieldname, text))
        return field, number
