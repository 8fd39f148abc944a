"""Rows of tables, told from headlines and paragraphs: lines of figures, several in a run."""

import re
from collections.abc import Sequence
from itertools import groupby

from archive.extraction._lines import Block

_FEWEST = 3  # rows that make a table
_MOST_WORDS = 16
_FIGURE = re.compile(r"(?<![\w.,])[+\-−$€£¥]?\d[\d.,]*(?!\w)")
_CELLS = re.compile(r"\s{2,}|\t|\s\|\s")
_UNIT = re.compile(
    r"%|[$€£¥]|\d\s?(?:/|per )\s?(?:t|kg|lb|oz|mtu)\b|\b(?:unch|n/a)\b", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]{2}")


def with_rows(text: str, blocks: Sequence[Block], kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds with `row` for the short lines that make a table together."""
    marked = list(kinds)
    is_row = [
        kind == "short" and _is_row(text[block.start : block.end])
        for block, kind in zip(blocks, kinds, strict=True)
    ]
    for found, run in groupby(range(len(blocks)), key=lambda index: is_row[index]):
        indexes = list(run)
        if found and len(indexes) >= _FEWEST:
            for index in indexes:
                marked[index] = "row"
    return tuple(marked)


def _is_row(line: str) -> bool:
    if len(line.split()) > _MOST_WORDS or not _LETTERS.search(line[:200]):
        return False
    figures = len(_FIGURE.findall(line[:200]))
    return figures >= 2 or (figures == 1 and bool(_CELLS.search(line) or _UNIT.search(line)))
