"""The words of the index that a wildcard or a near-miss stands for."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from whoosh.query import FuzzyTerm, Prefix, Query, Wildcard

from archive.search.engines.whoosh._edits import within_edits
from archive.search.engines.whoosh._segment import Segment
from archive.search.engines.whoosh._terms import Terms

MAX_WORDS = 1_024
_LITERAL = 2  # letters by which a wildcard without a beginning is looked up
_WIDEST = 4  # bytes of a letter


class Pattern(NamedTuple):
    """What a query that stands for many words asks for, as a value."""

    kind: type[Query]
    field: str
    text: str
    edits: int = 0
    prefix: int = 0


def pattern_of(query: Query) -> Pattern:
    """Return the pattern of a `Prefix`, `Wildcard` or `FuzzyTerm`."""
    edits = (query.maxdist, query.prefixlength) if isinstance(query, FuzzyTerm) else ()
    return Pattern(type(query), query.fieldname, query.text, *edits)


def words_like(segments: Sequence[Segment], pattern: Pattern) -> list[str]:
    """Return the words that a pattern stands for, in order."""
    found: set[str] = set()
    for segment in segments:
        found.update(_candidates(segment.field(pattern.field).terms, pattern))
    if pattern.kind is FuzzyTerm:
        return sorted(within_edits(list(found), pattern.text, pattern.edits))
    return sorted(found)


def _candidates(terms: Terms, pattern: Pattern) -> Iterable[str]:
    """Return the words of a segment that a pattern stands for; near-misses with some others."""
    if pattern.kind is Prefix:
        return _first_words(terms, pattern.text)
    if pattern.kind is Wildcard:
        return _like(terms, pattern.text)
    beginning = terms.starting_with(pattern.text[: pattern.prefix].encode())
    size, more = len(pattern.text.encode()), _WIDEST * pattern.edits
    return terms.words_sized(beginning, size - more, size + more)


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
