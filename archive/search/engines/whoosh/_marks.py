"""Where a text has what a question asked for, by the analysis that made the index."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter

from whoosh.query import And, AndMaybe, AndNot, ConstantScoreQuery, Or, Phrase, Query, Term

from archive.search._analysis import Token, tokenize

_REACH = 120  # characters between two words of a phrase that are next to each other, at most
_SPACE = re.compile(r"\s")
_SHORT = 200  # characters of a text that is looked through as a whole
_IRREGULAR = ("die", "lie", "tie")  # stems of words that differ in the second letter: dying

Span = tuple[int, int, int]  # start, end, which of the asked-for things


class Marks:
    """What to mark: stems, unstemmed words and phrases, each with a number of its own."""

    def __init__(
        self,
        stems: Mapping[str, int],
        words: Mapping[str, int],
        phrases: Sequence[tuple[tuple[str, ...], int]],
    ) -> None:
        self.stems, self.words, self.phrases = stems, words, phrases
        in_phrases = {stem for phrase, _ in phrases for stem in phrase}
        self._sought = in_phrases.union(stems, words)
        self._known: dict[str, list[Span]] = {}
        self._reach = max((_REACH * slop for _, slop in phrases), default=0)

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        return _beginning_of(frozenset(self._sought))

    def spans(self, text: str) -> list[Span]:
        """Return where a text has what was asked for, in order."""
        if not self._sought:
            return []
        found: list[Span] = []
        for begin, end in self._neighbourhoods(text):
            spans = self._spans_of(text[begin:end])
            found += [(begin + start, begin + stop, number) for start, stop, number in spans]
        return _without_overlaps(sorted(found, key=lambda span: (span[0], -span[1])))

    def _spans_of(self, piece: str) -> list[Span]:
        if piece not in self._known:
            tokens = list(tokenize(piece))
            self._known[piece] = [*self._word_spans(tokens), *self._phrase_spans(tokens)]
        return self._known[piece]

    def _neighbourhoods(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the pieces of a text that may have a match, cut where nothing can span the cut."""
        if len(text) < _SHORT:
            yield 0, len(text)
            return
        begin = end = -1
        for match in self._beginning.finditer(text):
            if match.start() < end:
                continue
            if begin >= 0 and match.start() - end > self._reach:
                yield begin, end
                begin = -1
            begin = begin if begin >= 0 else _after_space(text, match.start())
            space = _SPACE.search(text, match.end())
            end = space.start() if space else len(text)
        if begin >= 0:
            yield begin, end

    def _word_spans(self, tokens: Sequence[Token]) -> Iterator[Span]:
        for token in tokens:
            number = self.stems.get(token.stem, self.words.get(token.word))
            if number is not None:
                yield token.start, token.end, number

    def _phrase_spans(self, tokens: Sequence[Token]) -> Iterator[Span]:
        if not self.phrases:
            return
        at: dict[str, list[Token]] = {}
        for token in tokens:
            at.setdefault(token.stem, []).append(token)
        base = len(self.stems) + len(self.words)
        for number, (stems, slop) in enumerate(self.phrases, base):
            for token in _phrase_tokens(at, stems, slop):
                yield token.start, token.end, number


def marks_of(query: Query | None, field: str) -> Marks:
    """Return what a query asks for in `title` or `body`."""
    stems: dict[str, int] = {}
    words: dict[str, int] = {}
    phrases: dict[tuple[tuple[str, ...], int], None] = {}
    word_fields = ("words", "title_words") if field == "title" else ("words",)
    for leaf in _leaves(query) if query is not None else ():
        if isinstance(leaf, Phrase) and leaf.fieldname == field:
            phrases[tuple(leaf.words), leaf.slop] = None
        elif isinstance(leaf, Term) and leaf.fieldname == field:
            stems.setdefault(leaf.text, len(stems) + len(words))
        elif isinstance(leaf, Term) and leaf.fieldname in word_fields:
            words.setdefault(leaf.text, len(stems) + len(words))
    return Marks(stems, words, tuple(phrases))


def _leaves(query: Query) -> Iterator[Query]:
    if isinstance(query, And | Or):
        for child in query:
            yield from _leaves(child)
    elif isinstance(query, AndNot | AndMaybe):
        yield from _leaves(query.a)
    elif isinstance(query, ConstantScoreQuery):
        yield from _leaves(query.child)
    elif isinstance(query, Term | Phrase):
        yield query


def _phrase_tokens(
    at: dict[str, list[Token]], stems: tuple[str, ...], slop: int
) -> Iterator[Token]:
    """Yield the tokens of every occurrence of a phrase."""
    columns = [at.get(stem, []) for stem in stems]
    for i in range(len(columns) - 2, -1, -1):  # leave out what leads nowhere
        columns[i] = [token for token in columns[i] if _next(token, columns[i + 1], slop)]
    for token in columns[0]:
        yield token
        for column in columns[1:]:
            following = _next(token, column, slop)
            assert following
            token = following  # noqa: PLW2901
            yield token


def _next(token: Token, column: Sequence[Token], slop: int) -> Token | None:
    """Return the first token of a column that is near enough behind another one."""
    at = bisect_right(column, token.position, key=attrgetter("position"))
    is_near = at < len(column) and column[at].position - token.position <= slop
    return column[at] if is_near else None


def _without_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


@lru_cache(maxsize=256)
def _beginning_of(words: frozenset[str]) -> re.Pattern[str]:
    """Return what finds every place where one of some folded words or stems may begin.

    A word begins as its stem does; punctuation may stand between its letters. Where a text is
    not in plain letters, nothing is ruled out.
    """
    seconds: dict[str, set[str]] = defaultdict(set)
    for word in filter(str.isascii, words):
        is_certain = word[0].isalpha() and word not in _IRREGULAR
        seconds[word[0]].add(word[1:2] if is_certain else "")
    firsts = {letter for first in seconds for letter in (first, first.upper())}
    others = re.escape("".join(letter for letter in map(chr, range(128)) if letter not in firsts))
    branches = [r"(?<=[^\W\x00-\x7f])"]
    for first, following in seconds.items():
        either = f"[{_both_cases(first)}]"
        rest = rf"[^\w\s]*[{''.join(map(_both_cases, sorted(following)))}]"
        branches.append(rf"(?<={either})(?<![^\W\d_]{either}){'' if '' in following else rest}")
    return re.compile(rf"[^{others}](?:{'|'.join(branches)})")


def _both_cases(letter: str) -> str:
    return re.escape(letter) + (letter.upper() if letter.isalpha() else "")


def _after_space(text: str, place: int) -> int:
    """Return where the piece of text between spaces begins that a place is in."""
    while place and not text[place - 1].isspace():
        place -= 1
    return place
