"""Where the paragraphs of a clipping are, whatever way its lines were broken."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]*\n?")
_LONG = 100  # a line longer than this was not wrapped by hand: it is a paragraph of its own
_WRAPPED = 45  # lines of at least this length, several in a row, were wrapped by hand


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The range `[start, end)`; `is_wrapped` says that its line breaks mean nothing."""

    start: int
    end: int
    is_wrapped: bool


def paragraphs(text: str, ranges: Iterable[Iterable[int]]) -> Iterator[Paragraph]:
    """Return the paragraphs inside the given ranges of a text."""
    for start, end in ranges:
        lines: list[tuple[int, int]] = []
        for line in _lines(text, start, end):
            is_blank = not text[slice(*line)].strip()
            if lines and (is_blank or _is_long(line) or _is_long(lines[-1])):
                yield _paragraph(lines)
                lines = []
            if not is_blank:
                lines.append(line)
        if lines:
            yield _paragraph(lines)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, end):
        if match.end() > match.start():
            yield match.start(), match.end() - match[0].endswith("\n")


def _is_long(line: tuple[int, int]) -> bool:
    return line[1] - line[0] > _LONG


def _paragraph(lines: list[tuple[int, int]]) -> Paragraph:
    lengths = [end - start for start, end in lines]
    is_wrapped = len(lines) > 1 and min(lengths[:-1]) >= _WRAPPED
    return Paragraph(lines[0][0], lines[-1][1], is_wrapped)
