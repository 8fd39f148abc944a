"""Which words tell a text from others: frequent in it, rare in a sample of the archive."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log

from archive.search._analysis import tokenize, tokens_of_chunk

_FLOOR = 0.25  # of the first word's weight: a word of less tells nothing beside it
_NAME = 1.5  # a word with a capital says more than its rarity
_MIN_LETTERS = 4  # of a word in an alphabet; names may be shorter, Chinese words are
_MIN_IN_NAME = 3
_LONGEST_KNOWN = 32  # characters; what is longer seldom comes twice


@dataclass(frozen=True, slots=True)
class Background:
    """In how many texts of a sample each stem stands."""

    size: int
    counts: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        """Return the inverse document frequency: 0 for a stem that every text has."""
        return log((self.size + 1) / (self.counts.get(stem, 0) + 1))


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word as the text writes it, its stem, and how much it tells."""

    word: str
    stem: str
    weight: float


def make_background(texts: Iterable[str]) -> Background:
    """Count the stems of a sample of texts."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts:
        counts.update(stems_of(text))
        size += 1
    return Background(size, counts)


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text, as the index has them."""
    return frozenset(chain.from_iterable(map(_stems_of_chunk, set(text.split()))))


def _stems_of_chunk(chunk: str) -> tuple[str, ...]:
    return _known_stems(chunk) if len(chunk) <= _LONGEST_KNOWN else _stems(chunk)


def _stems(chunk: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens_of_chunk(chunk))


_known_stems = lru_cache(maxsize=50_000)(_stems)


def telling_words(text: str, background: Background, limit: int) -> tuple[TellingWord, ...]:
    """Return the words that tell most about a text, the most telling first."""
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for token in tokenize(text):
        form = text[token.start : token.end]
        if not _is_word(form):
            continue
        counts[token.stem] += 1
        # A capital at the beginning of a sentence is no name: the small form goes first.
        if token.stem not in written or form.islower():
            written[token.stem] = form
    words = [
        TellingWord(written[stem], stem, _weight(count, written[stem], background.rarity(stem)))
        for stem, count in counts.items()
    ]
    telling = sorted(words, key=lambda word: (-word.weight, word.stem))[:limit]
    floor = telling[0].weight * _FLOOR if telling else 0.0
    return tuple(word for word in telling if word.weight > floor)


def _is_word(form: str) -> bool:
    if any(map(str.isdigit, form)):
        return False
    if form.upper() == form.lower():  # Chinese and others: pairs of characters
        return len(form) > 1
    return len(form) >= (_MIN_LETTERS if form.islower() else _MIN_IN_NAME)


def _weight(count: int, form: str, rarity: float) -> float:
    return (1 + log(count)) * rarity * (_NAME if form[0].isupper() else 1)
