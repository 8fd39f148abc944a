"""How alike two texts are, by the runs of words that they share. Knows no database.

A fingerprint is the few smallest hashes among the runs of a text (bottom-k sketch, Broder
1997): texts that share most of their runs share some of those, and texts that do not share
hardly any, so that the copies of a text are found among all others by looking up a few numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

KEYS = 12  # of a fingerprint: copies that share a third of their runs miss all with p = 0.008
_KEY_RUN = 8  # words: long enough that only copied text shares one
_RUN = 3  # words: short enough that a changed word spoils few
_LEAST_WORDS = 20  # fewer say too little to be a story: "Photo: Reuters", "Page not found"
_LEAST_RESEMBLANCE = 0.35  # of runs; an excerpt of two fifths has .4
_LEAST_NUMBERS = 4
_LEAST_SHARED_NUMBERS = 0.5  # price reports of two days are worded alike, and differ in these
_LONGEST = 60_000  # characters that are compared

_APOSTROPHES = re.compile("['’‘ʼ]")
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as it is compared: its words, its runs of them and its numbers."""

    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]


def wording_of(text: str) -> Wording:
    """Return the wording of a text; case, punctuation and apostrophes do not count."""
    words = tuple(_WORD.findall(_APOSTROPHES.sub("", text[:_LONGEST]).casefold()))
    numbers = frozenset(word for word in words if word[0].isdigit())
    return Wording(words, frozenset(_runs(words, _RUN)), numbers)


def fingerprint(wording: Wording) -> tuple[int, ...]:
    """Return up to KEYS unsigned 32-bit numbers, by which copies of a text are looked up.

    There are none for a text too short to be told from others by its runs of words.
    """
    if len(wording.words) < _LEAST_WORDS:
        return ()
    runs = _runs(wording.words, _KEY_RUN)
    return tuple(sorted({crc32(" ".join(run).encode()) for run in runs})[:KEYS])


def resemblance(one: Wording, two: Wording) -> float:
    """Return which part of the runs of either text both have, from 0 to 1 (Jaccard)."""
    return len(one.runs & two.runs) / (len(one.runs | two.runs) or 1)


def are_copies(one: Wording, two: Wording) -> bool:
    """Tell whether two texts are copies of one, with small cuts and changes."""
    if resemblance(one, two) < _LEAST_RESEMBLANCE:
        return False
    fewest = min(len(one.numbers), len(two.numbers))
    if fewest < _LEAST_NUMBERS:
        return True
    return len(one.numbers & two.numbers) / fewest >= _LEAST_SHARED_NUMBERS


def _runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)
