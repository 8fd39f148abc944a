"""Marked titles and snippets, as data; what is marked is what the question asked for."""

from archive.search._result import Fragment, Snippet
from archive.search.engines.whoosh._marks import Marks, Span

_FRAGMENT = 220  # characters of a snippet, about two lines
_LEAD_IN = 70  # characters before its first match
_FRAGMENTS = 2
_SCANNED = 100_000  # characters of a body that are looked through


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
    beyond = 0
    for i, (start, _, _) in enumerate(spans):
        while beyond < len(spans) and spans[beyond][1] <= start + _FRAGMENT - _LEAD_IN:
            beyond += 1
        distinct = len({number for _, _, number in spans[i:beyond]})
        candidates.append((-distinct, i - beyond, start))
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
