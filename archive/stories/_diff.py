"""Two texts word by word: what they share, what only one of them has. Bounded in size and time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MAX_WORDS = 3_000  # of each text; what follows is not compared
_CONTEXT = 12  # words kept on either side of a difference
_WORD = re.compile(r"\s*(?:[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+|[^\w\s]|_)")

Kind = Literal["same", "removed", "added", "left out", "not compared"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or one of them; `count` says how many were left out."""

    kind: Kind
    text: str = ""
    count: int = 0


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """Return what turns the old text into the new one; long runs that agree are shortened.

    Spacing and capitals do not count. No more than MAX_WORDS of either text are compared.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    # Words frequent in a long text find no match of their own (autojunk): that keeps texts
    # that repeat one word from taking time that grows with the square of their length.
    matcher = SequenceMatcher(None, _keys(before), _keys(after))
    pieces = list(_pieces(matcher, before, after))
    last = len(pieces) - 1
    shown = [
        part
        for place, piece in enumerate(pieces)
        for part in _shortened(piece, is_first=place == 0, is_last=place == last)
    ]
    rest = max(len(before), len(after)) - MAX_WORDS
    return (*shown, Piece("not compared", count=rest)) if rest > 0 else tuple(shown)


def _keys(words: list[str]) -> list[str]:
    return [word.strip().casefold() for word in words[:MAX_WORDS]]


def _pieces(
    matcher: "SequenceMatcher[str]", before: list[str], after: list[str]
) -> Iterator[Piece]:
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[new_start:new_end]))
            continue
        if old_start < old_end:
            yield Piece("removed", "".join(before[old_start:old_end]))
        if new_start < new_end:
            yield Piece("added", "".join(after[new_start:new_end]))


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """Yield a piece, the middle of a long agreement left out."""
    words = _WORD.findall(piece.text)
    before = 0 if is_first else _CONTEXT
    after = 0 if is_last else _CONTEXT
    count = len(words) - before - after
    if piece.kind != "same" or count <= _CONTEXT:
        yield piece
        return
    if before:
        yield Piece("same", "".join(words[:before]))
    yield Piece("left out", count=count)
    if after:
        yield Piece("same", "".join(words[-after:]))
