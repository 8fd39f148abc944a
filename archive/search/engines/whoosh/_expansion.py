"""Wildcards and near-misses as the words of the index that they stand for."""

from dataclasses import dataclass, field

from whoosh.query import ConstantScoreQuery, FuzzyTerm, NullQuery, Prefix, Query, Wildcard

from archive.search.engines.whoosh._queries import AnyWord
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._words import MAX_WORDS, pattern_of


@dataclass(slots=True)
class Expansion:
    """Replaces multi-word leaves of one query; `cut` are those that stood for too many words."""

    snapshot: Snapshot
    cut: list[str] = field(default_factory=list)

    def apply(self, query: Query) -> Query:
        """Return the query with every wildcard and near-miss replaced by any of its words."""
        if not isinstance(query, Prefix | Wildcard | FuzzyTerm):
            return query.apply(self.apply)
        words = self.snapshot.words_like(pattern_of(query))
        if len(words) > MAX_WORDS:
            self.cut.append(getattr(query, "said", query.text))
        if not words:
            return NullQuery
        return ConstantScoreQuery(AnyWord(query.fieldname, words[:MAX_WORDS]))
