"""Articles that say nearly the same in the same words.

The engine proposes articles that share a run of words with a text; how many of their runs of
words are the same decides.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.models import Article
from archive.search import MAX_TEXT, SearchQuery, get_engine

COPY = 0.5  # share of the shorter text's runs of words that a copy has in common
_CANDIDATES = 20
_SHOWN = 5
_READ = 100_000  # characters of a text
_PHRASES = 12
_PHRASE = 6  # words
_RUN = 3  # words
_MAX_WORD = 24  # characters in a phrase; longer ones are addresses
# Scripts without spaces have no words: their characters are taken one by one.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that has `resemblance` (0 to 1) of the runs of words of a text."""

    article: Article
    resemblance: float


def find_copies(text: str) -> tuple[Copy, ...]:
    """Return up to five near copies of the body of a clipping, the nearest first.

    Raise SearchError while the index cannot be read.
    """
    words = _words(text)
    runs = _runs(words)
    articles = Article.objects.select_related("source").filter(pk__in=_candidates(words))
    copies = [Copy(each, _resemblance(runs, _runs(_words(each.body)))) for each in articles]
    near = [copy for copy in copies if copy.resemblance >= COPY]
    return tuple(sorted(near, key=_nearest)[:_SHOWN])


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:_READ].casefold())


def _runs(words: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _resemblance(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _candidates(words: list[str]) -> list[int]:
    """Return articles that share a phrase with a text, those that share most first."""
    question = ""
    for phrase in _phrases(words):
        longer = f'{question} OR "{phrase}"' if question else f'"{phrase}"'
        question = longer if len(longer) <= MAX_TEXT else question
    return get_engine().matching_ids(SearchQuery(question))[:_CANDIDATES] if question else []


def _phrases(words: list[str]) -> Iterator[str]:
    """Yield runs of words spread evenly over a text."""
    starts: Iterable[int] = range(max(0, len(words) - _PHRASE) + 1)
    step = max(1, len(words) // _PHRASES)
    for start in list(starts)[::step]:
        phrase = words[start : start + _PHRASE]
        if len(phrase) == _PHRASE and max(map(len, phrase)) <= _MAX_WORD:
            yield " ".join(phrase)


def _nearest(copy: Copy) -> tuple[float, int]:
    return -copy.resemblance, copy.article.pk
