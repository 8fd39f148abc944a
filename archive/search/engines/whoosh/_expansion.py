"""Wildcards and near-misses as the words of the index that they stand for."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from whoosh.query import ConstantScoreQuery, FuzzyTerm, NullQuery, Prefix, Query, Wildcard

from archive.search.engines.whoosh._edits import within_edits
from archive.search.engines.whoosh._queries import AnyWord
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._terms import Terms

MAX_WORDS = 1_024
_LITERAL = 2  # letters by which a wildcard without a beginning is looked up


@dataclass(slots=True)
class Expansion:
    """Replaces multi-word leaves of one query; `cut` are those that stood for too many words."""

    snapshot: Snapshot
    cut: list[str] = field(default_factory=list)

    def apply(self, query: Query) -> Query:
        """Return the query with every wildcard and near-miss replaced by any of its words."""
        if not isinstance(query, Prefix | Wildcard | FuzzyTerm):
            return query.apply(self.apply)
        words = self.words(query)
        if len(words) > MAX_WORDS:
            self.cut.append(getattr(query, "said", query.text))
        if not words:
            return NullQuery
        return ConstantScoreQuery(AnyWord(query.fieldname, words[:MAX_WORDS]))

    def words(self, query: Query) -> list[str]:
        """Return the words of the index that a wildcard or near-miss stands for, in order."""
        found: set[str] = set()
        for segment in self.snapshot.segments:
            found.update(_candidates(segment.field(query.fieldname).terms, query))
        if isinstance(query, FuzzyTerm):
            return sorted(within_edits(list(found), query.text, query.maxdist))
        return sorted(found)


def _candidates(terms: Terms, query: Query) -> Iterable[str]:
    """Return the words of a segment that a query stands for; near-misses with some others."""
    if isinstance(query, Prefix):
        return _first_words(terms, query.text)
    if isinstance(query, Wildcard):
        return _like(terms, query.text)
    beginning = query.text[: query.prefixlength]
    return terms.words(terms.starting_with(beginning.encode()))


def _first_words(terms: Terms, prefix: str) -> list[str]:
    numbers = terms.starting_with(prefix.encode())
    return terms.words(numbers[: MAX_WORDS + 1])


def _like(terms: Terms, pattern: str) -> Iterable[str]:
    expression = re.compile(_as_expression(pattern), re.DOTALL)
    pieces = re.split(r"[*?]", pattern)
    longest = max(pieces, key=len)
    if not pieces[0] and len(longest) >= _LITERAL:
        words = [terms[number].decode() for number in terms.holding(longest.encode())]
    else:
        words = terms.words(terms.starting_with(pieces[0].encode()))
    return filter(expression.fullmatch, words)


def _as_expression(pattern: str) -> str:
    """Return a regular expression without backtracking between the stars."""
    first, *others = ["".join(map(_as_literal, piece)) for piece in pattern.split("*")]
    if not others:
        return first
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1] if piece)
    return f"{first}{middle}.*{others[-1]}"


def _as_literal(character: str) -> str:
    return "." if character == "?" else re.escape(character)
