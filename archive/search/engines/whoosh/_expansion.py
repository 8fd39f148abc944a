"""Wildcards and near-misses as the words of the index that they stand for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from whoosh.query import (
    And,
    ConstantScoreQuery,
    FuzzyTerm,
    Not,
    NullQuery,
    Or,
    Prefix,
    Query,
    Term,
    Wildcard,
)
from whoosh.support.levenshtein import distance

from archive.search.engines.whoosh._snapshot import Snapshot

MAX_WORDS = 1_024


@dataclass(slots=True)
class Expansion:
    """Replaces multi-word leaves of one query; `cut` are those that stood for too many words."""

    snapshot: Snapshot
    cut: list[str] = field(default_factory=list)

    def apply(self, query: Query) -> Query:
        """Return the query with every wildcard and near-miss replaced by an Or of its words."""
        if isinstance(query, And | Or):
            return type(query)([self.apply(child) for child in query], boost=query.boost)
        if isinstance(query, Not):
            return Not(self.apply(query.query))
        if isinstance(query, ConstantScoreQuery):
            return ConstantScoreQuery(self.apply(query.child), query.score)
        if isinstance(query, Prefix | Wildcard | FuzzyTerm):
            return self._any_of(query)
        return query

    def _any_of(self, query: Query) -> Query:
        words = list(islice(self.words(query), MAX_WORDS + 1))
        if len(words) > MAX_WORDS:
            self.cut.append(getattr(query, "said", query.text))
        terms = [Term(query.fieldname, word) for word in words[:MAX_WORDS]]
        return ConstantScoreQuery(Or(terms)) if terms else NullQuery

    def words(self, query: Query) -> Iterator[str]:
        """Yield the words of the index that a wildcard or near-miss stands for."""
        if isinstance(query, Prefix):
            return self._starting_with(query.fieldname, query.text)
        if isinstance(query, Wildcard):
            return self._like(query.fieldname, query.text)
        return self._near(query.fieldname, query.text, query.maxdist, query.prefixlength)

    def _starting_with(self, name: str, prefix: str) -> Iterator[str]:
        vocabulary = self.snapshot.vocabulary(name)
        for word in islice(vocabulary, bisect_left(vocabulary, prefix), None):
            if not word.startswith(prefix):
                break
            yield word

    def _like(self, name: str, pattern: str) -> Iterator[str]:
        prefix = re.split(r"[*?]", pattern, maxsplit=1)[0]
        expression = re.compile(_as_expression(pattern))
        return filter(expression.fullmatch, self._starting_with(name, prefix))

    def _near(self, name: str, text: str, edits: int, prefix_length: int) -> Iterator[str]:
        for word in self._starting_with(name, text[:prefix_length]):
            if abs(len(word) - len(text)) <= edits and distance(word, text, limit=edits) <= edits:
                yield word


def _as_expression(pattern: str) -> str:
    """Return a regular expression without backtracking between the stars."""
    first, *others = ["".join(map(_as_literal, piece)) for piece in pattern.split("*")]
    if not others:
        return first
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1] if piece)
    return f"{first}{middle}.*{others[-1]}"


def _as_literal(character: str) -> str:
    return "." if character == "?" else re.escape(character)
