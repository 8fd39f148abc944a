"""Words that one set of documents has surprisingly more, or less, often than another."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray

from archive.search._analysis import compounds, stem
from archive.search._counting import WordCount, log_likelihood
from archive.search._function_words import FUNCTION_WORDS
from archive.search.engines.whoosh._segment import Mask, Segment

_FIELD = "words"  # as they are written, not stemmed: what is shown should be a word
_AT_LEAST = 2  # articles that have a word, before it says anything
_PER_SEGMENT = 5  # times as many candidates as words asked for, from each segment
_SURPRISING = 10.83  # passed by chance once in 1,000 words
_WORD = re.compile(r"[^\W\d_]{3,}|[^\x00-\u2e7f]{2}")  # pairs where words have no spaces

Scores = NDArray[np.float64]
Find = Callable[[str], Sequence[Mask]]
Write = Callable[[str], str]


@dataclass(frozen=True)
class Sides:
    """Two sets of documents: a mask for each segment. Without `outside`, all that are live."""

    segments: Sequence[Segment]
    live: Sequence[Mask]
    inside: Sequence[Mask]
    others: Sequence[Mask] | None = None

    @cached_property
    def outside(self) -> Sequence[Mask]:
        """The documents of the other set."""
        if self.others is not None:
            return self.others
        return [live & ~mask for live, mask in zip(self.live, self.inside, strict=True)]

    @cached_property
    def totals(self) -> tuple[int, int]:
        """How many documents the two sets have."""
        return _size(self.inside), _size(self.outside)

    def score(self, word: WordCount) -> float:
        """Return how surprising it is, negative for a word that is missing inside."""
        return log_likelihood(word.inside, self.totals[0], word.outside, self.totals[1])

    def counted(self, word: str, masks: Sequence[Mask]) -> WordCount:
        """Return how many documents of each set are among those that have a word."""
        inside = zip(self.inside, masks, strict=True)
        outside = zip(self.outside, masks, strict=True)
        return WordCount(
            word,
            _size([mine & mask for mine, mask in inside]),
            _size([theirs & mask for theirs, mask in outside]),
        )


def telling(sides: Sides, limit: int, find: Find, write: Write) -> tuple[WordCount, ...]:
    """Return the words that tell one set from the other, those of the first set first."""
    if not all(sides.totals):
        return ()
    rough = _candidates(sides, limit)
    found: list[WordCount] = []
    for sign in (1, -1):
        likely = nlargest(limit + limit // 2, rough.items(), key=lambda each: sign * each[1])
        words = [word for word, score in likely if sign * score > 0]
        exact = (_searched(sides, word, find, write) for word in words)
        surprising = [each for each in exact if sign * sides.score(each) >= _SURPRISING]
        wholes = [each.word for each in surprising if len(_parts(each.word)) > 1]
        alone = [
            each
            for each in surprising
            if sign * sides.score(_without(sides, each, wholes, find)) >= _SURPRISING
        ]
        found += nlargest(limit, alone, key=lambda each: sign * sides.score(each))
    return tuple(found)


def _searched(sides: Sides, word: str, find: Find, write: Write) -> WordCount:
    """Return how many documents a search for a word, as articles write it, finds."""
    written = write(word)
    return sides.counted(written, find(written))


def _without(sides: Sides, word: WordCount, told: Sequence[str], find: Find) -> WordCount:
    """Return how many documents have a word, those with a compound of it left out.

    `ion` tells nothing where it stands only in `lithium-ion`, which is told itself.
    """
    parts = _parts(word.word)
    wholes = [each for each in told if len(parts) == 1 and parts[0] in _parts(each)]
    if not wholes:
        return word
    masks = find(word.word)
    for whole in wholes:
        pairs = zip(masks, find(whole), strict=True)
        masks = [mask & ~others for mask, others in pairs]
    return sides.counted(word.word, masks)


def _parts(word: str) -> tuple[str, ...]:
    return compounds(word)[0].stems


def _candidates(sides: Sides, limit: int) -> dict[str, float]:
    """Return promising words with about their score: of each stem the most promising form."""
    scores: Counter[str] = Counter()
    for number in range(len(sides.segments)):
        scores.update(_promising(sides, number, limit * _PER_SEGMENT))
    best: dict[str, str] = {}
    for word, score in sorted(scores.items()):
        own = stem(word)
        if own not in best or abs(score) > abs(scores[best[own]]):
            best[own] = word
    return {word: scores[word] for word in best.values()}


def _promising(sides: Sides, number: int, limit: int) -> dict[str, float]:
    """Return the most telling words of a segment at both ends, with their scores in it."""
    field = sides.segments[number].field(_FIELD)
    inside = field.postings.counts_within(sides.inside[number])
    if sides.others is None:  # deleted documents among them do not matter here
        outside = field.postings.counts() - inside
    else:
        outside = field.postings.counts_within(sides.others[number])
    known = np.flatnonzero(inside + outside >= _AT_LEAST)
    scores = _scores(inside[known], outside[known], sides.totals)
    order = np.argsort(scores)
    ends = np.unique(np.concatenate([order[:limit], order[-limit:]])).tolist()
    words = ((field.terms[int(known[place])].decode(), float(scores[place])) for place in ends)
    return {word: score for word, score in words if _is_word(word)}


def _is_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in FUNCTION_WORDS


def _scores(
    inside: NDArray[np.int64], outside: NDArray[np.int64], totals: tuple[int, int]
) -> Scores:
    """Return the log-likelihood of many words at once."""
    whole, have = sum(totals), inside + outside
    sum_ = np.zeros(len(inside))
    for seen, size in ((inside, totals[0]), (outside, totals[1])):
        sum_ += _cell(seen, size * have / whole)
        sum_ += _cell(size - seen, size * (whole - have) / whole)
    sign = np.where(inside * totals[1] >= outside * totals[0], 2, -2)
    scores: Scores = sign * sum_
    return scores


def _cell(seen: NDArray[np.int64], expected: Scores) -> Scores:
    """Return what one cell of each table adds; an empty one adds nothing."""
    known = seen > 0
    ratio = np.divide(seen, expected, out=np.ones(len(seen)), where=known)
    found: Scores = np.multiply(seen, np.log(ratio), dtype=np.float64)
    return found


def _size(masks: Sequence[Mask]) -> int:
    return sum(int(np.count_nonzero(mask)) for mask in masks)
