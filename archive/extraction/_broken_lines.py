"""Headlines and mastheads that a page's design has broken over lines, joined again.

Paragraphs with hard line ends are the business of `_lines`.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from archive.extraction._lines import Block, merged

_HEAD = 30  # blocks
_MOST_WORDS = 14  # of one line
_SHORTEST = 18  # characters of a line that was broken between two words
_MASTHEAD_WORDS = 4
_MASTHEAD_NAME = 5
_SHOUTED_WORDS = 2
_OPEN_END = re.compile(
    r"\b(?:of|in|at|to|and|for|the|on|from|by|with|as|a|an|or|over|after|amid|into|its|de|del|la|el|en|y|con"
    r"|para|por|los|las|du|des|le|les|à|et|pour|sur|dans|avec|da|do|dos|das|em|e|und|der|die|für|von|im"
    r"|и|в|на|с|по|из|за|для)$",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"(?:of|de|du|del|des|da|do|for|and|y|et|und|der)\s\S")
_NOT_JOINED = re.compile(r"(?:by|par|por|von|via|source|photo)\b|[\w.-]+\.[a-z]{2,}$|.*\d{4}", re.I)


def join_broken_lines(
    text: str, blocks: Sequence[Block], is_furniture: Callable[[str], object]
) -> tuple[Block, ...]:
    """Return the blocks with the lines of one headline made one block."""
    head = blocks[:_HEAD]
    joins = [
        _is_one_line(one, two) and not (is_furniture(one.text) or is_furniture(two.text))
        for one, two in pairwise(head)
    ]
    for index in range(len(head) - 1):
        joins[index] = joins[index] or _is_shouted_headline(head, index, is_furniture)
    for index in _title_case_masthead(head, is_furniture):
        joins[index] = False
    runs: list[list[Block]] = []
    for index, block in enumerate(head):
        if index and joins[index - 1] and len(runs[-1]) < 3:
            runs[-1].append(block)
        else:
            runs.append([block])
    return (*(merged(text, run) for run in runs), *blocks[_HEAD:])


def _title_case_masthead(head: Sequence[Block], is_furniture: Callable[[str], object]) -> range:
    """Return the first join, if a name in title case stands above its slogan and a menu."""
    if len(head) < 3 or not is_furniture(head[2].text):
        return range(0)
    words = head[0].text.split()
    is_name = 2 <= len(words) <= _MASTHEAD_NAME and all(w[0].isupper() or w == "&" for w in words)
    return range(1 if is_name and head[1].text[0].islower() and head[1].words > 2 else 0)


def _is_one_line(one: Block, two: Block) -> bool:
    if two.gap or max(one.words, two.words) > _MOST_WORDS or not _is_open(one, two):
        return False
    if _CONNECTED.match(two.text) and max(one.words, two.words) <= _MASTHEAD_WORDS:
        return one.text[0].isupper()
    if len(one.text) < _SHORTEST or two.words < 2:
        return False
    return bool(_OPEN_END.search(one.text)) or two.text[0].islower()


def _is_open(one: Block, two: Block) -> bool:
    return not (
        one.is_sentence
        or one.text[-1] in ":：,;|"
        or _NOT_JOINED.match(one.text)
        or _NOT_JOINED.match(two.text)
    )


def _is_shouted_headline(
    head: Sequence[Block], index: int, is_furniture: Callable[[str], object]
) -> bool:
    """Tell whether a line of capitals goes on in the next, apart from all else."""
    one, two = head[index], head[index + 1]
    return (
        _stands_alone(head, index)
        and not two.gap
        and one.text.isupper()
        and two.text.isupper()
        and min(one.words, two.words) >= _SHOUTED_WORDS
        and _is_open(one, two)
        and not (is_furniture(one.text) or is_furniture(two.text))
    )


def _stands_alone(head: Sequence[Block], index: int) -> bool:
    """Tell whether the capitals around two lines have empty lines above and below."""
    first, last = index, index + 1
    while first > 0 and not head[first].gap and head[first].text.isupper():
        first -= 1
    while last + 1 < len(head) and not head[last + 1].gap and head[last + 1].text.isupper():
        last += 1
    is_block = head[first].gap or first == 0
    return is_block and last - first <= 2 and (last + 1 == len(head) or head[last + 1].gap)
