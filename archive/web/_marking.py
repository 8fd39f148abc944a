"""Text with marks: ranges of a text become nested, properly closed marks, as data.

A template writes the tokens one after the other and escapes each text; ranges that overlap
without nesting are split, so that the marks always nest.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Span:
    """A range `[start, end)` of a text.

    `number` says which evidence it is, 0 for a search term; terms are counted by `place`.
    """

    start: int
    end: int
    number: int = 0
    place: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """One step of writing marked text: open a mark, write text, or close the last mark."""

    kind: str  # "open", "text" or "close"
    text: str = ""
    number: int = 0
    is_first: bool = True  # the first piece of its span: the one that carries the id
    place: int = 0


def marked(text: str, start: int, end: int, spans: Iterable[Span]) -> tuple[Token, ...]:
    """Return `text[start:end]` with the spans that touch it; the others are ignored."""
    inside = sorted(
        (span for span in spans if span.start < end and span.end > start),
        key=lambda span: (span.start, -span.end, span.number),
    )
    return tuple(_tokens(text, start, end, inside))


def _tokens(text: str, start: int, end: int, spans: list[Span]) -> Iterator[Token]:
    edges = sorted({start, end, *(edge for span in spans for edge in _edges(span, start, end))})
    opened: list[Span] = []
    waiting = spans[::-1]
    for left, right in pairwise(edges):
        reopened = yield from _close(opened, left)
        while waiting and waiting[-1].start <= left:
            reopened.append(waiting.pop())
        for span in sorted(reopened, key=lambda span: (-span.end, span.number)):
            opened.append(span)
            is_first = span.start == max(left, start)
            yield Token("open", number=span.number, is_first=is_first, place=span.place)
        yield Token("text", text[left:right])
    for _ in opened:
        yield Token("close")


def _edges(span: Span, start: int, end: int) -> tuple[int, int]:
    return max(span.start, start), min(span.end, end)


def _close(opened: list[Span], position: int) -> Generator[Token, None, list[Span]]:
    """Close every mark that ends here; return those above it that must open again."""
    reopened: list[Span] = []
    while any(span.end <= position for span in opened):
        span = opened.pop()
        yield Token("close")
        if span.end > position:
            reopened.append(span)
    return reopened
