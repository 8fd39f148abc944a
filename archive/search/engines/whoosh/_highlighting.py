"""Marked titles and snippets, as data; what is marked is what the question asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whoosh.query import And, AndMaybe, AndNot, ConstantScoreQuery, Or, Phrase, Query, Term

from archive.search._analysis import Token, tokenize
from archive.search._result import Fragment, Snippet

_FRAGMENT = 220  # characters of a snippet, about two lines
_LEAD_IN = 70  # characters before its first match
_FRAGMENTS = 2
_SCANNED = 100_000  # characters of a body that are looked through

Span = tuple[int, int, int]  # start, end, which of the asked-for things


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark: stems, unstemmed words and phrases, each with a number of its own."""

    stems: dict[str, int]
    words: dict[str, int]
    phrases: tuple[tuple[tuple[str, ...], int], ...]

    def spans(self, text: str) -> list[Span]:
        """Return where a text has what was asked for, in order."""
        if not (self.stems or self.words or self.phrases):
            return []
        tokens = list(tokenize(text))
        found = [*self._word_spans(tokens), *self._phrase_spans(tokens)]
        return _without_overlaps(sorted(found, key=lambda span: (span[0], -span[1])))

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


def marked(text: str, marks: Marks) -> Snippet:
    """Return a whole text with its matches marked."""
    return _fragments(text, 0, len(text), marks.spans(text)) if text else ()


def snippets(text: str, marks: Marks) -> tuple[Snippet, ...]:
    """Return the two best pieces of a text, in its order; its beginning when nothing matches."""
    spans = marks.spans(text[:_SCANNED])
    if not spans:
        start, end = _window(text, 0)
        return (_fragments(text, start, end, []),) if text[start:end].strip() else ()
    windows = sorted(_best_windows(text, spans))
    return tuple(_fragments(text, start, end, spans) for start, end in windows)


def _best_windows(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    candidates = []
    for i, (start, _, _) in enumerate(spans):
        inside = [span for span in spans[i : i + 40] if span[1] <= start + _FRAGMENT - _LEAD_IN]
        distinct = len({number for _, _, number in inside})
        candidates.append((-distinct, -len(inside), start))
    chosen: list[tuple[int, int]] = []
    for _, _, start in sorted(candidates):
        window = _window(text, max(0, start - _LEAD_IN))
        if all(window[1] <= other[0] or window[0] >= other[1] for other in chosen):
            chosen.append(window)
        if len(chosen) == _FRAGMENTS:
            break
    return chosen


def _window(text: str, start: int) -> tuple[int, int]:
    """Return a piece of text from about `start`, cut between words."""
    if start:
        space = text.find(" ", start, start + _LEAD_IN // 2)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + _FRAGMENT)
    if end < len(text):
        space = text.rfind(" ", start + _FRAGMENT // 2, end)
        end = space if space > 0 else end
    return start, end


def _fragments(text: str, start: int, end: int, spans: list[Span]) -> Snippet:
    pieces = [Fragment("… ")] if start else []
    position = start
    for begin, finish, _ in spans:
        if begin < position or finish > end:
            continue
        if begin > position:
            pieces.append(Fragment(text[position:begin]))
        pieces.append(Fragment(text[begin:finish], is_match=True))
        position = finish
    if position < end:
        pieces.append(Fragment(text[position:end]))
    if end < len(text):
        pieces.append(Fragment(" …"))
    return tuple(pieces)


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
    for first in at.get(stems[0], ()):
        chain = [first]
        for stem in stems[1:]:
            last = chain[-1].position
            following = (t for t in at.get(stem, ()) if 0 < t.position - last <= slop)
            if not (token := next(following, None)):
                break
            chain.append(token)
        if len(chain) == len(stems):
            yield from chain


def _without_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
