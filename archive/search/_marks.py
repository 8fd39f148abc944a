"""Where a text has what a question asks for: ranges to mark, found with the index's analysis."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from whoosh.query import And, ConstantScoreQuery, FuzzyTerm, Or, Phrase, Prefix, Query, Term
from whoosh.query import Wildcard as WildcardQuery
from whoosh.support.levenshtein import distance

from archive.search._analysis import Token, tokenize
from archive.search._errors import InvalidQuery
from archive.search._language import read
from archive.search._language._terms import said

MAX_MARKED = 200_000  # characters of a text that are looked through

_WORD_FIELDS = {"title": ("words", "title_words"), "body": ("words",)}


@dataclass(frozen=True, slots=True)
class Mark:
    """The range `[start, end)` of a text; `term` is the part of the question that it answers."""

    start: int
    end: int
    term: str


def find_marks(question: str, text: str, *, name: str = "body") -> tuple[Mark, ...]:
    """Return where a `body` or `title` has what a question asks for, in order.

    A phrase is one mark from its first word to its last. What a question excludes has no marks,
    nor has a question that breaks a limit. Marks of one term never overlap, those of two may.
    The time is linear in the text, of which the first MAX_MARKED characters are looked through.
    """
    try:
        query = read(question).query
    except InvalidQuery:
        return ()
    wanted = _Wanted(name)
    if query is not None:
        wanted.add(query, "")
    if wanted.is_empty:
        return ()
    tokens = list(tokenize(text[:MAX_MARKED]))
    found = {*wanted.words(tokens), *wanted.occurrences(tokens)}
    ordered = sorted(found, key=lambda mark: (mark.start, -mark.end, mark.term))
    return tuple(_without_overlaps(ordered))


@dataclass(slots=True)
class _Wanted:
    """What one question asks for in one field: stems, patterns of words, and phrases."""

    name: str
    stems: dict[str, list[str]] = field(default_factory=dict)
    patterns: list[tuple[Callable[[str], object], str]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], int, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the question stands in this field."""
        return not (self.stems or self.patterns or self.phrases)

    def add(self, query: Query, term: str) -> None:
        """Take in a query and what is below it; `term` is what was said above it."""
        term = term or said(query) or ""
        if isinstance(query, And | Or):
            for child in query:
                self.add(child, term)
        elif isinstance(query, ConstantScoreQuery):
            self.add(query.child, term)
        elif isinstance(query, Prefix | WildcardQuery | FuzzyTerm):
            if query.fieldname in _WORD_FIELDS[self.name]:
                self.patterns.append((_pattern(query), term))
        elif isinstance(query, Term | Phrase) and query.fieldname == self.name:
            self._add_leaf(query, term)

    def _add_leaf(self, query: Query, term: str) -> None:
        if isinstance(query, Phrase):
            self.phrases.append((tuple(query.words), query.slop, term))
        else:
            self.stems.setdefault(query.text, []).append(term)

    def words(self, tokens: Iterable[Token]) -> Iterator[Mark]:
        """Yield the words that were asked for by themselves or by a pattern."""
        known: dict[str, list[str]] = {}
        for token in tokens:
            if token.word not in known:
                fitting = [term for fits, term in self.patterns if fits(token.word)]
                known[token.word] = self.stems.get(token.stem, []) + fitting
            for term in known[token.word]:
                yield Mark(token.start, token.end, term)

    def occurrences(self, tokens: Iterable[Token]) -> Iterator[Mark]:
        """Yield the phrases."""
        if not self.phrases:
            return
        at: dict[str, list[Token]] = {}
        for token in tokens:
            at.setdefault(token.stem, []).append(token)
        for stems, slop, term in self.phrases:
            for start, end in _chains([at.get(stem, []) for stem in stems], slop):
                yield Mark(start, end, term)


def _pattern(query: Query) -> Callable[[str], object]:
    """Return a test of one word."""
    if isinstance(query, Prefix):
        beginning = query.text
        return lambda word: word.startswith(beginning)
    if isinstance(query, WildcardQuery):
        return re.compile(_as_expression(query.text)).fullmatch
    text, edits, prefix = query.text, query.maxdist, query.text[: query.prefixlength]
    return lambda word: (
        word.startswith(prefix)
        and abs(len(word) - len(text)) <= edits
        and distance(word, text, limit=edits) <= edits
    )


def _as_expression(pattern: str) -> str:
    """Return a regular expression without backtracking between the stars."""
    first, *others = (re.escape(piece).replace(r"\?", ".") for piece in pattern.split("*"))
    if not others:
        return first
    middle = "".join(f"(?>.*?{piece})" for piece in others[:-1])
    return f"{first}{middle}.*{others[-1]}"


def _chains(columns: list[list[Token]], slop: int) -> Iterator[tuple[int, int]]:
    """Yield where each occurrence of a phrase begins and ends.

    `columns` are the tokens of each word in order of position; a word stands at most `slop`
    positions after the one before it. Going backwards, only tokens that can be continued stay.
    """
    *before, last = columns
    rest = [(token.position, token.end) for token in last]
    starts = [token.start for token in last]
    for column in reversed(before):
        positions = [position for position, _ in rest]
        kept = []
        for token in column:
            following = bisect_right(positions, token.position)
            if following < len(positions) and positions[following] - token.position <= slop:
                kept.append((token, max(token.end, rest[following][1])))
        rest = [(token.position, end) for token, end in kept]
        starts = [token.start for token, _ in kept]
    for start, (_, end) in zip(starts, rest, strict=True):
        yield start, end


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.start >= ends.get(mark.term, 0):
            ends[mark.term] = mark.end
            yield mark
