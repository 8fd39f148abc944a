"""Text to blocks: lines without their blank edges, hard-wrapped lines joined to paragraphs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c]")
_EDGES = " \t\u00a0\u200b\u200e\u200f\ufeff\u3000\x1c\x1d\x1e\x1f\x85"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TERMINAL = re.compile(r"[.!?…。！？;؟](?:[\"'”’»)\]）」』*]|\[\d+\]|</?\w{1,10}>)*$")
_SIGN_OFF = re.compile(  # "... again. — AFP", "... again. EFE", "... again. (Lusa)"
    r"(?<=[^\W_]{3})(?<!Inc)(?<!Ltd)(?<!Corp)[.!?][”\"]?\s*"
    r"(?:[—–=-]{1,2}\s*[A-Z][\w ./-]{1,30}|[A-Z]{2,10}(?:[ /-]\w{1,10})?"
    r"|[(/\[][A-Z][\w ./-]{1,30}[)/\]]\.?|Enditem|Item|\(?END\)?)(?<!-)$"
)
_ABBREVIATION_AT_END = re.compile(r"(?:\b[A-Z]\.|\b(?:Inc|Ltd|Co|Corp|No|Jr|St|vs|a\.m|p\.m))\.?$")

LONG = 600  # characters that wording is looked for in; a longer line is prose
_SIGNED_FROM = 8  # words of a paragraph that an agency may sign
_WRAPPED_FROM = 30  # characters: a shorter line was not broken by a margin
_WRAPPED_IN_COLUMN = 16  # the same in a scan of a newspaper's column
_COLUMN = 44  # characters that a column is wide at most
_COLUMN_LINES = 12  # that a column has at least
_CHARACTERS_PER_CJK_WORD = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that stands alone: `text[start:end]`, white space collapsed.

    `gap` tells that an empty line stands before it; `words` counts two CJK characters as one.
    """

    start: int
    end: int
    text: str
    words: int
    gap: bool

    @property
    def is_sentence(self) -> bool:
        """Tell whether it ends as sentences end."""
        if self.words > _SIGNED_FROM and _SIGN_OFF.search(self.text[-48:]):
            return True
        return bool(_TERMINAL.search(self.text[-12:])) and not (
            self.words <= 16 and _ABBREVIATION_AT_END.search(self.text[-8:])
        )


def split_blocks(text: str, is_furniture: Callable[[str], object]) -> tuple[Block, ...]:
    """Return the blocks of a text in order; a line that `is_furniture` is never joined."""
    lines = _lines(text)
    least = _least_wrapped(lines)
    wrapped = [_continues(one, two, least) for one, two in pairwise(lines)]
    wide = sum(len(line.text) >= least for line in lines)
    if sum(wrapped) < 3 or sum(wrapped) * 4 < wide:
        return tuple(lines)
    return _joined(text, lines, is_furniture, least)


def count_words(text: str) -> int:
    """Count words; languages without spaces count two characters as one word."""
    words = len(text.split())
    if text.isascii():
        return words
    return words + len(_CJK.findall(text)) // _CHARACTERS_PER_CJK_WORD


def _lines(text: str) -> list[Block]:
    lines: list[Block] = []
    previous_end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip(_EDGES)
        if not stripped:
            continue
        start = match.start() + raw.find(stripped)
        gap = len(_BREAK.findall(text, previous_end, start)) > 1
        previous_end = start + len(stripped)
        lines.append(Block(start, previous_end, stripped, count_words(stripped), gap))
    return lines


def _least_wrapped(lines: list[Block]) -> int:
    """Return from how many characters a line may have been broken by a margin."""
    widest = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10 :]
    is_column = len(lines) >= _COLUMN_LINES and widest[0] <= _COLUMN
    return _WRAPPED_IN_COLUMN if is_column else _WRAPPED_FROM


def _continues(line: Block, following: Block, least: int) -> bool:
    return (
        not following.gap
        and following.text[0].islower()
        and len(line.text) >= least
        and not line.is_sentence
    )


def _joined(
    text: str, lines: list[Block], is_furniture: Callable[[str], object], least: int
) -> tuple[Block, ...]:
    widths = sorted(len(line.text) for line in lines)
    full = widths[len(widths) * 3 // 4] * 0.6
    furniture = [bool(is_furniture(line.text)) for line in lines]
    blocks: list[list[Block]] = []
    seen_wrap = False
    for index, line in enumerate(lines):
        previous = lines[index - 1]
        opens = previous.gap and index > 1 and furniture[index - 2]
        if blocks and not furniture[index] and not furniture[index - 1]:
            lower = _continues(previous, line, least)
            upper = (seen_wrap or opens) and not line.gap and not previous.is_sentence
            if lower or (upper and len(previous.text) >= full):
                seen_wrap = seen_wrap or lower
                blocks[-1].append(line)
                continue
        blocks.append([line])
    return tuple(merged(text, block) for block in blocks)


def merged(text: str, lines: list[Block]) -> Block:
    """Return the block that lines make together."""
    first, last = lines[0], lines[-1]
    if first is last:
        return first
    whole = " ".join(line.text for line in lines)
    return replace(first, end=last.end, text=whole, words=sum(line.words for line in lines))
