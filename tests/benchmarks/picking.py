"""Questions of every class, picked from what a corpus says about its own words."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from pathlib import Path
from random import Random

from whoosh.analysis import STOP_WORDS
from whoosh.lang.porter import stem as porter
from whoosh.lang.porter2 import stem as porter2

from tests.benchmarks import cache
from tests.benchmarks.articles import Article, read_articles
from tests.benchmarks.questions import Question, Shape

PER_CLASS = 3
_SAMPLE = 20_000  # articles whose words are counted
_WORD = re.compile(r"\b[a-z]{4,}\b")
_PAIR = re.compile(r"(?=(?<![\w’'-])([a-z]{4,}) ([a-z]{4,})(?![\w’'-]))")
_ALSO_LEFT_OUT = {
    "about",
    "been",
    "could",
    "should",
    "their",
    "them",
    "there",
    "they",
    "were",
    "would",
}


def questions_for(articles: Path) -> tuple[Question, ...]:
    """Return the questions for a file of articles, picked now unless they are kept beside it."""
    version = cache.fingerprint([Path(__file__)])
    kept = articles.with_name(f"questions-{version}.json")
    if not kept.exists():
        picked = pick(list(islice(read_articles(articles), _SAMPLE)))
        kept.write_text(json.dumps([asdict(question) for question in picked], indent=1))
    return tuple(
        Question(
            each["kind"],
            Shape(each["shape"]),
            tuple(each["words"]),
            tuple((facet, value) for facet, value in each["filters"]),
        )
        for each in json.loads(kept.read_text())
    )


def pick(articles: list[Article]) -> tuple[Question, ...]:
    """Return three questions of each class (one for everything); equal articles, equal ones."""
    return tuple(_Picker(articles).questions())


# Stems of families that Snowball's English stemmer (tantivy) or Lode has come to keep apart.
_SPLIT_FAMILIES = {"ad", "emerg", "even", "geolog", "geologist", "intern", "miner", "organ"}
_SPLIT_FAMILIES |= {"mineral", "past", "univers"}


class _Picker:
    """Chooses words by the share of articles that have them."""

    def __init__(self, articles: list[Article]) -> None:
        self._articles = articles
        self._random = Random(7)
        self._surfaces: Counter[str] = Counter()
        stems: Counter[str] = Counter()
        for article in articles:
            words = set(_WORD.findall(_text(article)))
            self._surfaces.update(words)
            stems.update({_stem(word) for word in words})
        self._families = [_families(self._surfaces, by) for by in (_stem, porter)]
        self._shares = {stem: count / len(articles) for stem, count in stems.items()}

    def questions(self) -> Iterator[Question]:
        """Yield the questions, class by class."""
        yield from self._terms("rare", 0.0002, 0.002)
        yield from self._terms("medium", 0.005, 0.02)
        yield from self._terms("common", 0.12, 0.3)
        yield from self._pairs("and", Shape.AND, 0.03, 0.15)
        yield from self._pairs("or", Shape.OR, 0.02, 0.08)
        yield from (Question("phrase", Shape.PHRASE, pair) for pair in self._phrases())
        yield from self._spelt("prefix", Shape.PREFIX, self._prefixes())
        yield from self._spelt("wildcard", Shape.WILDCARD, map(_wildcard, self._long(0.001, 0.05)))
        yield from self._spelt("fuzzy", Shape.FUZZY, self._misspelt())
        yield from self._filtered()
        yield Question("everything", Shape.EVERYTHING)

    def _terms(self, kind: str, least: float, most: float) -> Iterator[Question]:
        for word in self._some(self._within(least, most)):
            yield Question(kind, Shape.TERM, (word,))

    def _pairs(self, kind: str, shape: Shape, least: float, most: float) -> Iterator[Question]:
        """Yield pairs of words that stand in one article."""
        fitting = set(self._within(least, most))
        for words in self._by_article(lambda text: sorted(fitting & set(_WORD.findall(text)))):
            first, second = self._random.sample(words, 2)
            yield Question(kind, shape, (first, second))

    def _phrases(self) -> list[tuple[str, str]]:
        fitting = set(self._within(0.001, 0.5))
        counts: Counter[tuple[str, str]] = Counter()
        for article in self._articles[:3_000]:
            counts.update(set(_PAIR.findall(_text(article))))
        sampled = min(len(self._articles), 3_000)
        least = max(2, sampled // 1_000)
        found = [
            pair
            for pair, count in sorted(counts.items())
            if least <= count <= 0.2 * sampled and fitting.issuperset(pair)
        ]
        return self._some(found)

    def _prefixes(self) -> Iterable[str]:
        """Return beginnings of words that no stemmer shortens."""
        weights: Counter[str] = Counter()
        for word, count in self._surfaces.items():
            weights[word[:4]] += count
        shares = {prefix: count / len(self._articles) for prefix, count in weights.items()}
        return sorted(
            prefix
            for prefix, share in shares.items()
            if 0.05 <= share <= 0.6 and porter(prefix) == porter2(prefix) == prefix
        )

    def _misspelt(self) -> Iterator[str]:
        for word in self._long(0.002, 0.1):
            middle = len(word) // 2
            misspelt = word[:middle] + word[middle + 1 :]
            if misspelt not in self._surfaces:
                yield misspelt

    def _filtered(self) -> Iterator[Question]:
        """Yield words with a country and a mineral of an article that has them."""
        fitting = set(self._within(0.05, 0.2))
        tops = {facet: self._frequent(facet) for facet in ("country", "mineral")}
        shuffled = self._random.sample(self._articles, len(self._articles))
        found = 0
        for article in shuffled:
            words = sorted(fitting & set(_WORD.findall(_text(article))))
            chosen = {
                facet: sorted(top & set(article.values(facet))) for facet, top in tops.items()
            }
            if found < PER_CLASS and words and all(chosen.values()):
                found += 1
                filters = tuple((facet, values[0]) for facet, values in chosen.items())
                yield Question("filters", Shape.TERM, (self._random.choice(words),), filters)

    def _frequent(self, facet: str) -> set[str]:
        counts = Counter(value for article in self._articles for value in article.values(facet))
        return {value for value, _ in counts.most_common(10) if value != "none"}

    def _by_article(self, fitting: Callable[[str], list[str]]) -> Iterator[list[str]]:
        found = 0
        while found < PER_CLASS:
            words = fitting(_text(self._random.choice(self._articles)))
            if len(words) >= 2:
                found += 1
                yield words

    def _spelt(self, kind: str, shape: Shape, words: Iterable[str]) -> Iterator[Question]:
        for word in self._some(words):
            yield Question(kind, shape, (word,))

    def _within(self, least: float, most: float) -> list[str]:
        """Return words whose stem is in such a share of the articles, the usual form of each."""
        usual: dict[str, str] = {}
        for word, _ in self._surfaces.most_common():
            usual.setdefault(_stem(word), word)
        least = max(least, 2 / len(self._articles))
        most = max(most, 4 / len(self._articles))
        return sorted(
            word
            for stem, word in usual.items()
            if least <= self._shares[stem] <= most and self._is_plain(word)
        )

    def _is_plain(self, word: str) -> bool:
        """Tell whether all stemmers take it together with the same words; none leaves it out."""
        if _stem(word) in _SPLIT_FAMILIES:
            return False
        same = self._families[0][_stem(word)] == self._families[1][porter(word)]
        return same and word not in STOP_WORDS | _ALSO_LEFT_OUT

    def _long(self, least: float, most: float) -> list[str]:
        return [word for word in self._within(least, most) if len(word) >= 8]

    def _some(self, items: Iterable) -> list:
        """Return three items at random; say which class lacks them."""
        known = list(items)
        if len(known) < PER_CLASS:
            raise ValueError(f"Only {known} fit a class of questions; use a larger corpus.")
        return self._random.sample(known, PER_CLASS)


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body}".lower()


def _families(words: Iterable[str], stem: Callable[[str], str]) -> dict[str, set[str]]:
    """Return the words that share a stem, by stem."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in words:
        found[stem(word)].add(word)
    return found


@lru_cache(maxsize=500_000)
def _stem(word: str) -> str:
    return porter2(word)


def _wildcard(word: str) -> str:
    return f"{word[:3]}*{word[-2:]}"
