"""Words that one set of documents has surprisingly more, or less, often than another."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from archive.search._analysis import stem
from archive.search._counting import WordCount, log_likelihood
from archive.search.engines.whoosh._segment import Mask, Segment

_FIELD = "words"  # as they are written, not stemmed: what is shown should be a word
_AT_LEAST = 2  # articles that have a word, before it says anything
_PER_SEGMENT = 6  # times as many candidates as words asked for, from each segment
_CHECKED = 2  # times as many words are searched for as are asked for
_SURPRISING = 10.83  # passed by chance once in 1,000 words
_WORD = re.compile(r"[^\W\d_]{3,}|[^\x00-\u2e7f]{2}")  # pairs where words have no spaces

Scores = NDArray[np.float64]
Find = Callable[[str], tuple[Mask, ...]]


@dataclass(frozen=True)
class Sides:
    """Two sets of documents: a mask for each segment."""

    segments: Sequence[Segment]
    inside: Sequence[Mask]
    outside: Sequence[Mask]

    @cached_property
    def totals(self) -> tuple[int, int]:
        """How many documents the two sets have."""
        return _size(self.inside), _size(self.outside)

    def score(self, word: WordCount) -> float:
        """Return how surprising it is, negative for a word that is missing inside."""
        return log_likelihood(word.inside, self.totals[0], word.outside, self.totals[1])


def telling(sides: Sides, limit: int, find: Find) -> tuple[WordCount, ...]:
    """Return the words that tell one set from the other, those of the first set first."""
    if not all(sides.totals):
        return ()
    rough = _candidates(sides, limit)
    found: list[WordCount] = []
    for sign in (1, -1):
        likely = nlargest(limit * _CHECKED, rough.items(), key=lambda each: sign * each[1])
        words = [word for word, score in likely if sign * score > 0]
        exact = (_searched(sides, word, find) for word in words)
        surprising = (each for each in exact if sign * sides.score(each) >= _SURPRISING)
        found += nlargest(limit, surprising, key=lambda each: sign * sides.score(each))
    return tuple(found)


def _candidates(sides: Sides, limit: int) -> dict[str, float]:
    """Return the best form of each promising stem, with its score as it is written."""
    words: set[str] = set()
    for number in range(len(sides.segments)):
        words.update(_promising(sides, number, limit * _PER_SEGMENT))
    best: dict[str, tuple[float, str]] = {}
    for word in sorted(words):
        score, own = sides.score(_as_written(sides, word)), stem(word)
        if own not in best or abs(score) > abs(best[own][0]):
            best[own] = score, word
    return {word: score for score, word in best.values()}


def _promising(sides: Sides, number: int, limit: int) -> list[str]:
    """Return the most telling words of a segment at both ends."""
    field = sides.segments[number].field(_FIELD)
    if not len(field.terms):
        return []
    inside = field.postings.counts_within(sides.inside[number])
    outside = field.postings.counts_within(sides.outside[number])
    known = np.flatnonzero(inside + outside >= _AT_LEAST)
    scores = _scores(inside[known], outside[known], sides.totals)
    order = known[np.argsort(scores)].tolist()
    ends = {*order[:limit], *order[-limit:]}
    words = (field.terms[place].decode() for place in sorted(ends))
    return [word for word in words if _WORD.fullmatch(word)]


def _scores(
    inside: NDArray[np.int64], outside: NDArray[np.int64], totals: tuple[int, int]
) -> Scores:
    """Return the log-likelihood of many words at once."""
    whole, have = sum(totals), inside + outside
    sum_ = np.zeros(len(inside))
    for seen, size in ((inside, totals[0]), (outside, totals[1])):
        sum_ += _term(seen, size * have / whole)
        sum_ += _term(size - seen, size * (whole - have) / whole)
    sign = np.where(inside * totals[1] >= outside * totals[0], 1, -1)
    scores: Scores = sign * sum_
    return scores


def _term(seen: NDArray[np.int64], expected: Scores) -> Scores:
    safe = np.where(seen > 0, seen, 1)
    found: Scores = np.where(seen > 0, seen * np.log(safe / np.where(seen > 0, expected, 1)), 0.0)
    return found


def _as_written(sides: Sides, word: str) -> WordCount:
    masks = []
    for segment in sides.segments:
        mask = np.zeros(segment.size, dtype=np.bool_)
        field = segment.field(_FIELD)
        number = field.terms.find(word.encode())
        if number >= 0:
            field.postings.mark(mask, number)
        masks.append(mask)
    return _counted(sides, word, masks)


def _searched(sides: Sides, word: str, find: Find) -> WordCount:
    return _counted(sides, word, find(word))


def _counted(sides: Sides, word: str, masks: Sequence[Mask]) -> WordCount:
    return WordCount(
        word,
        _size([mine & mask for mine, mask in zip(sides.inside, masks, strict=True)]),
        _size([theirs & mask for theirs, mask in zip(sides.outside, masks, strict=True)]),
    )


def _size(masks: Sequence[Mask]) -> int:
    return sum(int(np.count_nonzero(mask)) for mask in masks)
