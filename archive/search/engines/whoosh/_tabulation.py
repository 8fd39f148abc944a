"""All matches of one question, counted along axes and word by word."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from archive.search._counting import Axis, DateSpan, Key, Matches, WordCount
from archive.search._language import Reading
from archive.search._query import SearchQuery
from archive.search.engines.whoosh import _planning, _telling
from archive.search.engines.whoosh._answer import Match, match
from archive.search.engines.whoosh._axes import SegmentColumns
from archive.search.engines.whoosh._faults import reading_faults
from archive.search.engines.whoosh._matching import Execution
from archive.search.engines.whoosh._schema import UNDATED_ORDINAL, YEAR_UNKNOWN_ORDINAL
from archive.search.engines.whoosh._segment import Mask
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._surface import as_written

Read = Callable[[str], Reading]


class WhooshMatches:
    """All articles that a question matches, in one snapshot of the index."""

    def __init__(self, snapshot: Snapshot, query: SearchQuery, read: Read) -> None:
        reading = read(query.text)
        self.query = query
        self.read_as = reading.read_as
        self._snapshot = snapshot
        self._read = read
        self._found: Match = match(snapshot, query, reading)
        self._columns = tuple(
            SegmentColumns(snapshot.segments[place], documents, query)
            for place, _, documents in snapshot.parts_of(self._found.found.documents)
        )

    @property
    def total(self) -> int:
        """Return how many articles match."""
        return self._found.total

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """Which documents of each segment match."""
        return self._parts(self._found.found.mask)

    def matches(self, query: SearchQuery) -> "WhooshMatches":
        """Return what another question matches in the same snapshot."""
        with reading_faults():
            return WhooshMatches(self._snapshot, query, self._read)

    def dates(self) -> DateSpan:
        """Return when the matches are dated."""
        with reading_faults():
            days = [columns.days() for columns in self._columns]
            first = np.concatenate([np.empty(0, np.int64), *(each[0] for each in days)])
            last = np.concatenate([np.empty(0, np.int64), *(each[1] for each in days)])
        is_dated = first > 0
        dated = int(np.count_nonzero(is_dated))
        return DateSpan(
            first=date.fromordinal(int(first[is_dated].min())) if dated else None,
            last=date.fromordinal(int(last[is_dated].max())) if dated else None,
            dated=dated,
            vague=int(np.count_nonzero(is_dated & (first != last))),
            undated=int(np.count_nonzero(first == UNDATED_ORDINAL)),
            year_unknown=int(np.count_nonzero(first == YEAR_UNKNOWN_ORDINAL)),
        )

    def counts(self, axis: Axis) -> dict[Key, int]:
        """Return how many matches have each key of an axis."""
        totals: Counter[Key] = Counter()
        with reading_faults():
            for columns in self._columns:
                totals.update(columns.places(axis).counts())
        return dict(totals)

    def cross(self, rows: Axis, columns: Axis) -> dict[tuple[Key, Key], int]:
        """Return how many matches have a key of one axis and a key of another."""
        totals: Counter[tuple[Key, Key]] = Counter()
        with reading_faults():
            for each in self._columns:
                totals.update(each.places(rows).cross(each.places(columns)))
        return dict(totals)

    def common(self, other: Matches) -> int:
        """Return how many articles are among the matches of both."""
        assert isinstance(other, WhooshMatches)
        pairs = zip(self.masks, other.masks, strict=True)
        return sum(int(np.count_nonzero(mine & theirs)) for mine, theirs in pairs)

    def words(self, other: Matches | None, limit: int) -> tuple[WordCount, ...]:
        """Return the words that tell these articles from others, the most telling first."""
        assert other is None or isinstance(other, WhooshMatches)
        with reading_faults():
            others = other.masks if other else None
            live = self._parts(self._snapshot.live)
            sides = _telling.Sides(self._snapshot.segments, live, self.masks, others)
            return _telling.telling(sides, limit, self._masks_of, self._written)

    def _written(self, word: str) -> str:
        """Return a word as articles write it."""
        return as_written(self._snapshot, "words", word)

    def _masks_of(self, word: str) -> tuple[Mask, ...]:
        """Return which documents a search for a word finds."""
        tree, _ = _planning.plan(self._snapshot, self._read(f'"{word}"'))
        return self._parts(Execution(self._snapshot).match(tree))

    def _parts(self, mask: Mask) -> tuple[Mask, ...]:
        """Return what of a mask each segment has."""
        return tuple(mask[begin:end] for begin, end in pairwise(self._snapshot.firsts))
