"""Articles of invented words, spread as words are in any language: quick to make by the million."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from archive.extraction import load_gazetteer
from tests.benchmarks.articles import Article
from tests.benchmarks.corpora.clippings import with_ancestors

_STEMS = 25_000
_ENDINGS = ("", "s", "ed", "ing")
_FUNCTION_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "for",
    "is",
    "on",
    "with",
    "as",
    "by",
    "at",
    "from",
    "this",
    "which",
    "be",
    "are",
    "was",
    "it",
]
_WORDS_OF_A_BODY = 350
_WORDS_OF_A_TITLE = 9
_WORDS_OF_A_SENTENCE = 18
_SOURCES = 200
_DAYS = 3653
_LAST_DAY = date(2025, 12, 31)
_BATCH = 2_000


def articles(size: int) -> Iterator[Article]:
    """Yield articles of about 350 words; equal sizes give equal articles."""
    random = np.random.default_rng(1)
    maker = _Maker(random)
    for first in range(0, size, _BATCH):
        yield from maker.batch(first + 1, min(_BATCH, size - first))


class _Maker:
    """Draws words and metadata, each by a Zipf-Mandelbrot law of its own."""

    def __init__(self, random: np.random.Generator) -> None:
        gazetteer = load_gazetteer()
        self._random = random
        self._words = np.array(_vocabulary(random), dtype=object)
        self._word_bounds = _bounds(len(self._words), exponent=1.05)
        self._sources = [
            f"{first} {second}".title()
            for first, second in zip(*[iter(_names(random, 2 * _SOURCES))] * 2, strict=True)
        ]
        self._countries = sorted(gazetteer.countries)
        self._minerals = sorted(s for s, m in gazetteer.minerals.items() if m.kind == "mineral")
        random.shuffle(self._countries)
        random.shuffle(self._minerals)
        self._bounds = {
            n: _bounds(n) for n in (_SOURCES, len(self._countries), len(self._minerals))
        }

    def batch(self, first: int, count: int) -> Iterator[Article]:
        """Yield articles numbered from `first`."""
        lengths = self._random.normal(_WORDS_OF_A_BODY, 60, count).clip(80, 800).astype(int)
        lengths += _WORDS_OF_A_TITLE
        words = self._words[self._draw(self._word_bounds, int(lengths.sum()))]
        ages = self._draw(_bounds(_DAYS, exponent=0.6), count)
        ends = lengths.cumsum()
        for number, (end, length, age) in enumerate(zip(ends, lengths, ages, strict=True), first):
            yield self._article(number, words[end - length : end], int(age))

    def _article(self, number: int, words: Sequence[str], age: int) -> Article:
        name = self._some(self._sources, 1)[0]
        return Article(
            id=number,
            title=" ".join(words[:_WORDS_OF_A_TITLE]).capitalize(),
            body=_sentences(words[_WORDS_OF_A_TITLE:]),
            source=name.lower().replace(" ", "-"),
            source_name=name,
            countries=tuple(sorted(set(self._some(self._countries, 1 + number % 4)))),
            minerals=with_ancestors(self._some(self._minerals, 1 + number % 3)),
            language="en",
            published=(_LAST_DAY - timedelta(days=age)).isoformat(),
        )

    def _some(self, items: Sequence[str], count: int) -> tuple[str, ...]:
        return tuple(items[place] for place in self._draw(self._bounds[len(items)], count))

    def _draw(self, bounds: np.ndarray, count: int) -> np.ndarray:
        places = np.searchsorted(bounds, self._random.random(count) * bounds[-1])
        return np.minimum(places, len(bounds) - 1)


def _sentences(words: Sequence[str]) -> str:
    starts = range(0, len(words), _WORDS_OF_A_SENTENCE)
    return " ".join(
        " ".join(words[start : start + _WORDS_OF_A_SENTENCE]).capitalize() + "." for start in starts
    )


def _bounds(count: int, exponent: float = 1.0) -> np.ndarray:
    return (1 / (np.arange(count) + 2.7) ** exponent).cumsum()


def _vocabulary(random: np.random.Generator) -> list[str]:
    stems = list(dict.fromkeys(_names(random, 2 * _STEMS)))[:_STEMS]
    inflected = [stem + ending for ending in _ENDINGS for stem in stems]
    order = random.permutation(len(inflected))
    return _FUNCTION_WORDS + [inflected[place] for place in order]


def _names(random: np.random.Generator, count: int) -> list[str]:
    """Return words of two to four open syllables and a last consonant, some of them twice."""
    syllables = np.array([onset + vowel for onset in "bcdfghklmnprstvz" for vowel in "aeiou"])
    drawn = syllables[random.integers(0, len(syllables), (count, 4))]
    lengths = random.integers(2, 5, count)
    codas = np.array(list("lmnrt"))[random.integers(0, 5, count)]
    return [
        "".join(parts[:length]) + coda
        for parts, length, coda in zip(drawn.tolist(), lengths, codas.tolist(), strict=True)
    ]
