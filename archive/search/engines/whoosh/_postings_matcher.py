"""The postings and terms of a field, one at a time, as Whoosh's own searcher steps through them."""

from typing import Any

import numpy as np
from whoosh.codec.base import FieldCursor
from whoosh.matching.mcore import LeafMatcher

from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._schema import POSITION
from archive.search.engines.whoosh._segment import Field

Term = tuple[str, bytes]


class ColumnMatcher(LeafMatcher):
    """Steps through the postings of a term."""

    def __init__(self, field: Field, number: int, term: Term, format_: Any, scorer: Any) -> None:
        self._field, self._number, self._term = field, number, term
        self.format, self.scorer = format_, scorer
        frequencies = field.frequencies_of(number)
        self._ids: list[int] = field.postings.of(number).tolist()
        self._weights = [1] * len(self._ids) if frequencies is None else frequencies.tolist()
        self._ends: Array | None = None
        self._at = 0

    def copy(self) -> "ColumnMatcher":
        """Return another matcher at the same place."""
        other = ColumnMatcher(self._field, self._number, self._term, self.format, self.scorer)
        other._at = self._at
        return other

    def reset(self) -> None:
        """Go back to the first posting."""
        self._at = 0

    def is_active(self) -> bool:
        """Tell whether there is a current posting."""
        return self._at < len(self._ids)

    def id(self) -> int:
        """Return the current document."""
        return self._ids[self._at]

    def next(self) -> bool:
        """Go to the next posting."""
        self._at += 1
        return True

    def skip_to(self, id: int) -> bool:  # noqa: A002 (Whoosh's name)
        """Go to the first posting from a document on."""
        while self.is_active() and self._ids[self._at] < id:
            self._at += 1
        return True

    def weight(self) -> float:
        """Return how often the current document has the term."""
        return float(self._weights[self._at])

    def value(self) -> bytes:
        """Return where the current document has the term."""
        if not self._field.has_positions:
            return b""
        if self._ends is None:
            self._ends = np.cumsum(self._weights)
        end = int(self._ends[self._at])
        positions = self._field.positions_of(self._number)
        return positions[end - self._weights[self._at] : end].astype(POSITION).tobytes()

    def supports_block_quality(self) -> bool:
        """Tell that every posting has to be looked at."""
        return False


class TermCursor(FieldCursor):
    """Steps through the terms of a field."""

    def __init__(self, field: Field, fieldobj: Any) -> None:
        self._terms = field.terms
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term and return it."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first term from a given one on and return it."""
        text = term if isinstance(term, bytes) else self._fieldobj.to_bytes(term)
        self._at = self._terms.first_from(text)
        return self.text()

    def next(self) -> str | None:
        """Go to the next term and return it."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Return the current term; None behind the last one."""
        if not self.is_valid():
            return None
        word: str = self._fieldobj.from_bytes(self._terms[self._at])
        return word

    def is_valid(self) -> bool:
        """Tell whether there is a current term."""
        return self._at < len(self._terms)
