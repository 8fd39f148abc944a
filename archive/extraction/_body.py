"""Which blocks between the first and the last of an article are its body."""

from collections.abc import Sequence

from archive.extraction._bios import without_bio
from archive.extraction._lines import Block
from archive.extraction._title import normalised

_LISTED_FROM = 5  # words
_LOOSE_FROM = 14  # words without a full stop that still belong between two paragraphs
_BULLETS = "•·▪‣●○-–*►■"


def body_of(
    blocks: Sequence[Block], kinds: Sequence[str], title: int | None, start: int, stop: int
) -> tuple[int, ...]:
    """Return the blocks of the article's text: prose, and lines that belong to it."""
    headline = normalised(blocks[title].text) if title is not None else None
    taken: list[int] = []
    for index in range(start, stop):
        block, kind = blocks[index], kinds[index]
        if kind == "prose" or (kind == "sentence" and block.words >= 3):
            is_content = headline is None or normalised(block.text) != headline
        else:
            is_content = kind in ("short", "date") and _belongs(blocks, kinds, index, taken, stop)
        if is_content:
            taken.append(index)
    taken = without_bio(blocks, [i for i in range(start) if i != title], taken)
    if not taken and title is None and start < stop:
        return tuple(i for i in range(start, stop) if kinds[i] in ("short", "sentence"))
    return tuple(taken)


def _belongs(
    blocks: Sequence[Block], kinds: Sequence[str], index: int, taken: list[int], stop: int
) -> bool:
    """Tell whether a line without a full stop is part of the paragraphs around it."""
    block = blocks[index]
    if not taken or taken[-1] != index - 1:
        return False
    previous = blocks[index - 1].text
    is_item = block.words >= _LISTED_FROM and block.text[0] in _BULLETS
    if is_item and (previous[-1] in ":：;；" or (previous[0] in _BULLETS)):
        return True
    if block.words >= _LOOSE_FROM or (block.text[-1] in ":：" and block.words >= _LISTED_FROM):
        return index + 1 < stop and _continues_text(blocks[index + 1], kinds[index + 1])
    return False


def _continues_text(block: Block, kind: str) -> bool:
    is_item = kind == "short" and block.text[0] in _BULLETS and block.words >= _LISTED_FROM
    return is_item or kind in ("prose", "sentence")
