"""Which documents match a Whoosh query: Whoosh's semantics, on arrays.

`whoosh.searching.Searcher.search` finds the same documents, one at a time. A mask tells of every
document of the index whether it matches.
"""

from collections.abc import Callable, Iterable, Sequence
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

from archive.search.engines.whoosh._arrays import joined
from archive.search.engines.whoosh._index_field import IndexTerm
from archive.search.engines.whoosh._queries import AnyWord, AtBeginning, NearWords
from archive.search.engines.whoosh._segment import Documents, Mask
from archive.search.engines.whoosh._sequences import in_sequence
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._statistics import Statistics

_FEW = 512  # documents that are listed sooner than marked
_FREQUENT = 16  # documents of which one has a term that is marked sooner than listed


class Execution:
    """One query on one snapshot. Masks are kept, so that what matched is not sought again.

    `within` tells which documents still matter: elsewhere a mask may say anything.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.statistics = Statistics(snapshot)
        # By identity of the query, which is held to keep it.
        self._masks: dict[int, tuple[Query, Mask]] = {}
        self._phrases: dict[int, tuple[Query, Documents]] = {}

    def match(self, query: Query, within: Mask | None = None) -> Mask:
        """Return which documents match a query, deleted ones included."""
        if id(query) not in self._masks:
            self._masks[id(query)] = query, _MATCHERS[type(query)](self, query, within)
        return self._masks[id(query)][1]

    def match_among(self, query: Query, documents: Documents) -> Mask:
        """Return which of some documents match a query."""
        if id(query) in self._masks:
            return self._masks[id(query)][1][documents]
        if isinstance(query, Phrase):
            return _are_among(documents, self._phrase_among(query, documents))
        return _MATCHERS[type(query)](self, query, self.mask_of(documents))[documents]

    def few(self, query: Query) -> Documents | None:
        """Return the documents that have one word, any of some rare words, or a phrase.

        Return None for any other query: its documents are not found without looking at all.
        """
        if isinstance(query, AndMaybe):
            return self.few(query.a)
        children = query.subqueries if type(query) is Or else [query]
        if not {type(child) for child in children} <= {Term, Phrase}:
            return None
        known = [child for child in children if self.knows(child)]
        counts = [self.term(child).count for child in known if type(child) is Term]
        if len(known) > 1 and sum(counts) > _FEW:
            return None
        return _merged([self._list(child) for child in known])

    def knows(self, query: Query) -> bool:
        """Tell whether the index has a term, or all words of a phrase."""
        words = query.words if isinstance(query, Phrase) else [query.text]
        return not any(self.statistics.term(query.fieldname, word).is_absent for word in words)

    def _list(self, query: Query) -> Documents:
        if type(query) is Term:
            return self.term(query).documents
        found = _phrase_documents(self, query, None)
        self._phrases[id(query)] = query, found
        return found

    def _phrase_among(self, query: Query, documents: Documents) -> Documents:
        if id(query) in self._phrases:
            return self._phrases[id(query)][1]
        terms = {self.statistics.term(query.fieldname, word) for word in query.words}
        return _in_sequence(self, query, _having(documents, terms))

    def mask_of(self, documents: Documents) -> Mask:
        """Return the mask of some documents."""
        mask = np.zeros(self.snapshot.size, dtype=np.bool_)
        mask[documents] = True
        return mask

    def term(self, query: Query) -> IndexTerm:
        """Return where a term occurs."""
        return self.statistics.term(query.fieldname, query.text)


def _merged(lists: Sequence[Documents]) -> Documents:
    """Return what any list has, ascending."""
    if len(lists) < 2:
        return joined(lists, np.int64)
    merged = np.concatenate(lists)
    merged.sort()
    return _once(merged)


def _once(documents: Documents) -> Documents:
    """Return ascending documents each but once."""
    is_new = np.ones(len(documents), dtype=np.bool_)
    np.not_equal(documents[1:], documents[:-1], out=is_new[1:])
    return documents[is_new]


def _are_among(documents: Documents, found: Documents) -> Mask:
    """Return which of some documents are among those found."""
    if documents is found:
        return np.ones(len(documents), dtype=np.bool_)
    mask = np.zeros(len(documents), dtype=np.bool_)
    at = documents.searchsorted(found)
    at = at[at < len(documents)]
    mask[at[documents[at] == found[: len(at)]]] = True
    return mask


def _match_nothing(run: Execution, query: Query, within: Mask | None) -> Mask:
    return np.zeros(run.snapshot.size, dtype=np.bool_)


def _match_every(run: Execution, query: Query, within: Mask | None) -> Mask:
    return np.ones(run.snapshot.size, dtype=np.bool_)


def _match_term(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.term(query).mask


def _match_and(run: Execution, query: Query, within: Mask | None) -> Mask:
    for child in query:
        mask = run.match(child, within)
        within = mask if within is None else within & mask
        if not within.any():
            break
    assert within is not None
    return within


def _match_or(run: Execution, query: Query, within: Mask | None) -> Mask:
    mask = np.zeros(run.snapshot.size, dtype=np.bool_)
    for child in query:
        if type(child) is Term:
            run.term(child).mark(mask)
        else:
            mask |= run.match(child, within)
    return mask


def _match_any_word(run: Execution, query: AnyWord, within: Mask | None) -> Mask:
    mask = _match_nothing(run, query, within)
    run.snapshot.field(query.fieldname).mark_all(mask, [word.encode() for word in query.words])
    return mask


def _match_and_not(run: Execution, query: Query, within: Mask | None) -> Mask:
    wanted = run.match(query.a, within)
    return wanted & ~run.match(query.b, wanted)


def _match_and_maybe(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.match(query.a, within)


def _match_constant(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.match(query.child, within)


def _match_range(run: Execution, query: Query, within: Mask | None) -> Mask:
    snapshot = run.snapshot
    days = snapshot.first_day if query.fieldname == "earliest" else snapshot.last_day
    mask = snapshot.dated
    if query.start is not None:
        mask = mask & (days >= query.start)
    if query.end is not None:
        mask = mask & (days <= query.end)
    return mask


def _match_phrase(run: Execution, query: Query, within: Mask | None) -> Mask:
    return run.mask_of(_phrase_documents(run, query, within))


def _phrase_documents(run: Execution, query: Query, within: Mask | None) -> Documents:
    terms = {run.statistics.term(query.fieldname, word) for word in query.words}
    first = min(terms, key=lambda term: term.count)
    if first.count * _FREQUENT > run.snapshot.size:
        masks = [term.mask for term in terms] + ([] if within is None else [within])
        documents = np.flatnonzero(reduce(np.logical_and, masks))
    else:
        documents = first.documents
        if within is not None:
            documents = documents[within[documents]]
        documents = _having(documents, terms - {first})
    return _in_sequence(run, query, documents)


def _having(documents: Documents, terms: Iterable[IndexTerm]) -> Documents:
    """Return which of some documents have all terms."""
    for term in terms:
        if not len(documents):
            break
        documents = documents[term.mask[documents]]
    return documents


def _in_sequence(run: Execution, query: Query, documents: Documents) -> Documents:
    """Return which of some documents that have the words of a query have them in sequence."""
    field = run.snapshot.field(query.fieldname)
    terms = [run.statistics.term(query.fieldname, word) for word in query.words]
    if not len(documents):
        return documents
    spend = _count_nothing if isinstance(query, NearWords) else run.statistics.spend
    bits = (field.last_position + query.slop).bit_length()
    return _once(in_sequence(documents, terms, query.slop, bits, spend))


def _count_nothing(steps: int) -> None:
    """Let words near each other cost what they may: they only add to the score."""


def _match_beginning(run: Execution, query: Query, within: Mask | None) -> Mask:
    term = run.term(query.q)
    return run.mask_of(term.documents[term.first_positions <= query.limit])


_MATCHERS: dict[type[Query], Callable[[Execution, Query, Mask | None], Mask]] = {
    _NullQuery: _match_nothing,
    And: _match_and,
    AndMaybe: _match_and_maybe,
    AndNot: _match_and_not,
    AnyWord: _match_any_word,
    ConstantScoreQuery: _match_constant,
    Every: _match_every,
    NearWords: _match_phrase,
    NumericRange: _match_range,
    Or: _match_or,
    Phrase: _match_phrase,
    AtBeginning: _match_beginning,
    Term: _match_term,
}
