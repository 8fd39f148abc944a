"""One field of the whole index: where its terms occur, documents numbered through."""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np
from django.utils.functional import cached_property  # takes no lock, unlike Python's before 3.12

from archive.search.engines.whoosh._arrays import Array, joined
from archive.search.engines.whoosh._segment import Documents, Field, Mask, TermPostings

_KNOWN = 4_096  # terms whose numbers are remembered
_RARE = 16  # a term that at most one in so many documents has is quickly listed
_FEW = 512  # documents that are sought one by one in a list


class IndexField:
    """A field of all segments, whose documents begin at `firsts`."""

    def __init__(self, fields: Sequence[Field], firsts: Sequence[int]) -> None:
        self.fields = fields
        self.firsts = firsts
        self._numbers = lru_cache(_KNOWN)(partial(_numbers, fields))

    def term(self, term: bytes) -> "IndexTerm":
        """Return where a term occurs, if anywhere."""
        return IndexTerm(self, self._numbers(term))

    def split(self, documents: Documents) -> tuple[Sequence[int], list[Documents]]:
        """Return the first document of each segment, and which of some documents it has."""
        cuts = documents.searchsorted(self.firsts).tolist()
        return self.firsts, [documents[begin:end] for begin, end in pairwise(cuts)]

    def mark_all(self, mask: Mask, terms: Sequence[bytes]) -> None:
        """Set a mask for the documents that have any of several terms."""
        for field, (begin, end) in zip(self.fields, pairwise(self.firsts), strict=True):
            field.postings.mark_all(mask[begin:end], field.terms.find_all(terms))

    @cached_property
    def lengths(self) -> Array | None:
        """How many terms each document has; None where lengths do not count."""
        lengths = [field.lengths for field in self.fields if field.lengths is not None]
        return joined(lengths, np.uint16) if lengths else None

    @cached_property
    def last_position(self) -> int:
        """A position that none is after, in any segment."""
        return max((field.last_position for field in self.fields), default=0)

    @cached_property
    def average_length(self) -> float:
        """How many terms a document has on average; 1 where lengths do not count."""
        total = sum(field.total_length for field in self.fields)
        return total / (self.firsts[-1] or 1) or 1

    @cached_property
    def _saturations(self) -> dict[float, Array]:
        return {}

    def saturation(self, importance: float, steepness: float) -> Array:
        """Return BM25's saturation of each length: how many occurrences count for half."""
        if importance not in self._saturations:
            assert self.lengths is not None
            lengths = np.arange(int(self.lengths.max(initial=0)) + 1)
            relative = (1 - importance) + importance * lengths / self.average_length
            self._saturations[importance] = steepness * relative
        return self._saturations[importance]


def _numbers(fields: Sequence[Field], term: bytes) -> list[int]:
    """Return the number of a term in each segment; -1 where it does not occur."""
    return [field.terms.find(term) for field in fields]


class IndexTerm:
    """Where one term of a field occurs in the whole index; `numbers` are those in each segment."""

    def __init__(self, field: IndexField, numbers: Sequence[int]) -> None:
        self._field = field
        self.numbers = numbers
        self.is_absent = max(numbers, default=-1) < 0

    @cached_property
    def count(self) -> int:
        """How many documents have the term, deleted ones included."""
        found = zip(self._field.fields, self.numbers, strict=True)
        return sum(field.postings.count(number) for field, number in found if number >= 0)

    @cached_property
    def parts(self) -> list[TermPostings | None]:
        """Where the term occurs in each segment; None where it does not."""
        return [
            TermPostings(field, number) if number >= 0 else None
            for field, number in zip(self._field.fields, self.numbers, strict=True)
        ]

    @cached_property
    def documents(self) -> Documents:
        """The documents that have the term, ascending."""
        numbered = zip(self._field.firsts, self.parts, strict=False)
        found = [np.add(part.documents, first, dtype=np.int64) for first, part in numbered if part]
        return joined(found, np.int64)

    @cached_property
    def frequencies(self) -> Array | None:
        """How often each of the documents has the term; None where presence counts."""
        found = [part.frequencies for part in self._occurring()]
        counted = [frequencies for frequencies in found if frequencies is not None]
        return joined(counted, np.uint8) if counted else None

    @cached_property
    def positions(self) -> Array:
        """The positions of the term, document by document."""
        return joined([part.positions for part in self._occurring()], np.uint16)

    @cached_property
    def begins(self) -> Array:
        """Where the positions in each document begin among all of them."""
        counts = np.empty(0, np.uint8) if self.frequencies is None else self.frequencies
        return np.cumsum(counts, dtype=np.uint32) - counts

    @cached_property
    def first_positions(self) -> Array:
        """The first position of the term in each of the documents."""
        return self.positions[self.begins]

    @cached_property
    def mask(self) -> Mask:
        """Which documents have the term; not to be changed."""
        mask = np.zeros(self._field.firsts[-1], dtype=np.bool_)
        self.mark(mask)
        return mask

    def places(self, documents: Documents) -> Documents:
        """Return where documents that have the term, ascending, stand among all that have it."""
        if len(documents) <= _FEW and self.count * _RARE <= self._field.firsts[-1]:
            return self.documents.searchsorted(documents)
        found, before = [], 0
        for part, first, own in zip(self.parts, *self._field.split(documents), strict=False):
            if part is not None:
                found.append(part.places(own - first) + before)
                before += part.count
        return joined(found, np.int64)

    def mark(self, mask: Mask) -> None:
        """Set a mask for the documents that have the term."""
        for place, number in enumerate(self.numbers):
            if number >= 0:
                begin, end = self._field.firsts[place : place + 2]
                self._field.fields[place].postings.mark(mask[begin:end], number)

    def _occurring(self) -> Iterator[TermPostings]:
        return (part for part in self.parts if part is not None)
