"""Which documents of a segment match a Whoosh query: Whoosh's semantics, on arrays.

`whoosh.searching.Searcher.search` finds the same documents, one at a time. A mask tells of every
document of the segment whether it matches.
"""

from collections.abc import Callable
from functools import reduce

import numpy as np
from whoosh.query import (
    And,
    AndMaybe,
    AndNot,
    ConstantScoreQuery,
    Every,
    NumericRange,
    Or,
    Phrase,
    Query,
    Term,
)
from whoosh.query.qcore import _NullQuery

from archive.search.engines.whoosh import _sequences
from archive.search.engines.whoosh._arrays import Array
from archive.search.engines.whoosh._queries import AnyWord, AtBeginning, NearWords
from archive.search.engines.whoosh._segment import Documents, Mask, TermPostings
from archive.search.engines.whoosh._snapshot import LiveSegment
from archive.search.engines.whoosh._statistics import Statistics


class Execution:
    """One query on one segment. Masks are kept, so that what matched is not sought again.

    `within` tells which documents still matter: elsewhere a mask may say anything.
    """

    def __init__(self, statistics: Statistics, number: int, segment: LiveSegment) -> None:
        self.statistics = statistics
        self.segment = segment
        self._number = number
        self._weights: dict[tuple[str, str, int], tuple[Documents, Array]] = {}
        self._postings: dict[tuple[str, int], TermPostings] = {}
        self._masks: dict[int, tuple[Query, Mask]] = {}  # by identity of the query, held to keep it

    def match(self, query: Query, within: Mask | None = None) -> Mask:
        """Return which documents match a query, deleted ones included."""
        if id(query) not in self._masks:
            self._masks[id(query)] = query, _MATCHERS[type(query)](self, query, within)
        return self._masks[id(query)][1]

    def match_among(self, query: Query, documents: Documents) -> Mask:
        """Return which of some documents match a query; elsewhere the mask says nothing."""
        if id(query) in self._masks:
            return self._masks[id(query)][1]
        return _MATCHERS[type(query)](self, query, self.mask_of(documents))

    def remembered(
        self, query: Query, documents: Documents, work_out: Callable[[], Array]
    ) -> Array:
        """Return what was worked out for a term on these very documents, or work it out now."""
        key = query.fieldname, query.text, id(documents)
        if key not in self._weights:
            self._weights[key] = documents, work_out()
        return self._weights[key][1]

    def mask_of(self, documents: Array) -> Mask:
        """Return the mask of some documents."""
        mask = np.zeros(self.segment.size, dtype=np.bool_)
        mask[documents] = True
        return mask

    def number(self, field: str, text: str | bytes) -> int:
        """Return the number of a term in the segment; -1 when it does not occur."""
        term = text if isinstance(text, bytes) else text.encode()
        return self.statistics.numbers(field, term)[self._number]

    def postings(self, name: str, number: int) -> TermPostings:
        """Return where a term occurs, decoded once."""
        key = name, number
        if key not in self._postings:
            self._postings[key] = TermPostings(self.segment.field(name), number)
        return self._postings[key]

    def mark(self, mask: Mask, query: Query) -> None:
        """Set a mask for the documents that have a term."""
        number = self.number(query.fieldname, query.text)
        if number >= 0:
            self.segment.field(query.fieldname).postings.mark(mask, number)


def _match_nothing(run: Execution, query: Query, within: Mask | None) -> Mask:
    return np.zeros(run.segment.size, dtype=np.bool_)


def _match_every(run: Execution, query: Query, within: Mask | None) -> Mask:
    return np.ones(run.segment.size, dtype=np.bool_)


def _match_term(run: Execution, query: Query, within: Mask | None) -> Mask:
    mask = _match_nothing(run, query, within)
    run.mark(mask, query)
    return mask


def _match_and(run: Execution, query: Query, within: Mask | None) -> Mask:
    for child in query:
        mask = run.match(child, within)
        within = mask if within is None else within & mask
        if not within.any():
            break
    assert within is not None
    return within


def _match_or(run: Execution, query: Query, within: Mask | None) -> Mask:
    mask = np.zeros(run.segment.size, dtype=np.bool_)
    for child in query:
        if type(child) is Term:
            run.mark(mask, child)
        else:
            mask |= run.match(child, within)
    return mask


def _match_any_word(run: Execution, query: AnyWord, within: Mask | None) -> Mask:
    field = run.segment.field(query.fieldname)
    numbers = field.terms.find_all([word.encode() for word in query.words])
    mask = _match_nothing(run, query, within)
    field.postings.mark_all(mask, numbers)
    return mask


def _match_and_not(run: Execution, query: Query, within: Mask | None) -> Mask:
    wanted = run.match(query.a, within)
    return wanted & ~run.match(query.b, wanted)


def _match_and_maybe(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.match(query.a, within)


def _match_constant(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.match(query.child, within)


def _match_range(run: Execution, query: Query, within: Mask | None) -> Mask:
    segment = run.segment
    days = segment.first_day if query.fieldname == "earliest" else segment.last_day
    mask = segment.dated()
    if query.start is not None:
        mask &= days >= query.start
    if query.end is not None:
        mask &= days <= query.end
    return mask


def _match_phrase(run: Execution, query: Query, within: Mask | None) -> Mask:
    return _match_sequence(run, query, within, run.statistics.spend)


def _match_near_words(run: Execution, query: Query, within: Mask | None) -> Mask:
    return _match_sequence(run, query, within, lambda _: None)


def _match_sequence(
    run: Execution, query: Query, within: Mask | None, spend: Callable[[int], None]
) -> Mask:
    numbers = [run.number(query.fieldname, word) for word in query.words]
    if min(numbers) < 0:
        return _match_nothing(run, query, within)
    words = (Term(query.fieldname, word) for word in set(query.words))
    masks = [_match_term(run, word, within) for word in words]
    mask = reduce(np.logical_and, masks if within is None else [*masks, within])
    if not mask.any():
        return mask
    terms = [run.postings(query.fieldname, number) for number in numbers]
    last = run.segment.field(query.fieldname).last_position
    found = _sequences.in_sequence(terms, last, query.slop, mask, spend)
    return run.mask_of(found)


def _match_beginning(run: Execution, query: Query, within: Mask | None) -> Mask:
    number = run.number(query.q.fieldname, query.q.text)
    if number < 0:
        return _match_nothing(run, query, within)
    term = run.postings(query.q.fieldname, number)
    return run.mask_of(_sequences.at_the_beginning(term, query.limit))


_MATCHERS: dict[type[Query], Callable[[Execution, Query, Mask | None], Mask]] = {
    _NullQuery: _match_nothing,
    And: _match_and,
    AndMaybe: _match_and_maybe,
    AndNot: _match_and_not,
    AnyWord: _match_any_word,
    ConstantScoreQuery: _match_constant,
    Every: _match_every,
    NearWords: _match_near_words,
    NumericRange: _match_range,
    Or: _match_or,
    Phrase: _match_phrase,
    AtBeginning: _match_beginning,
    Term: _match_term,
}
