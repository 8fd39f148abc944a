"""Related articles, each with the reason: what the two have in common, in words.

The engine proposes articles that share the words which tell most about this one; what the
two share of those words, and of minerals and countries, decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Max
from django.db.models.functions import Substr

from archive.models import Article
from archive.search import (
    MAX_TEXT,
    Background,
    SearchError,
    SearchQuery,
    TellingWord,
    get_engine,
    make_background,
    stems_of,
    telling_words,
)
from archive.web._hits import date_in_words, for_list, opening_words

_SHOWN = 5
_CANDIDATES = 15
_WORDS = 8  # telling words of an article that others are asked for
_READ = 8_000  # characters of a body in which they are looked for
_SAMPLE = 200  # articles from which it is learnt how rare a word is
_SAMPLED = 1_500  # characters of each
_RENEWED = 500  # articles more, and the sample is drawn again
_SHARE_OF_WORDS = 0.6  # of the likeness; the rest is for minerals and countries
_ENOUGH = 0.2  # likeness below which two articles are not related
_REASONS = 2  # of each kind


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    """An article like another one, and why."""

    title: str
    href: str
    source: str
    date: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Likeness:
    article: Article
    likeness: float
    reasons: tuple[str, ...]


def find_related(article: Article) -> tuple[RelatedArticle, ...]:
    """Return up to five articles like this one, the likest first, the newest among equals.

    Other copies of its story are left out. There are none while the index cannot be read.
    """
    words = telling_words(_words_of(article), _background(), _WORDS)
    try:
        candidates = _candidates(article, words)
    except SearchError:
        return ()
    compared = [_compare(article, words, other) for other in candidates]
    related = [each for each in compared if each.reasons and each.likeness >= _ENOUGH]
    related.sort(key=_newest)
    related.sort(key=lambda each: round(each.likeness, 2), reverse=True)
    return tuple(_row(each) for each in related[:_SHOWN])


def _candidates(article: Article, words: Iterable[TellingWord]) -> list[Article]:
    question = ""
    for word in words:
        longer = f'{question} OR "{word.word}"' if question else f'"{word.word}"'
        question = longer if len(longer) <= MAX_TEXT else question
    if not question:
        return []
    ids = get_engine().matching_ids(SearchQuery(text=question))[: _CANDIDATES + 1]
    others = Article.objects.filter(pk__in=ids).exclude(pk=article.pk)
    if article.story_id is not None:
        others = others.exclude(story=article.story_id)
    return list(for_list(others))


def _compare(article: Article, words: Iterable[TellingWord], other: Article) -> _Likeness:
    opening: str = other.opening  # type: ignore[attr-defined]
    start = other.body_ranges[0][0] if other.body_ranges else 0
    stems = stems_of(f"{other.title}\n{opening[start:] or opening}")
    shared = [word for word in words if word.stem in stems]
    all_weights = sum(word.weight for word in words)
    tags, others_tags = _tags(article), _tags(other)
    common = [tag for tag in tags if tag in others_tags]
    overlap = len(common) / len({*tags, *others_tags}) if common else 0.0
    likeness = _SHARE_OF_WORDS * sum(word.weight for word in shared) / all_weights
    return _Likeness(other, likeness + (1 - _SHARE_OF_WORDS) * overlap, _reasons(common, shared))


def _reasons(tags: list[tuple[str, str]], words: list[TellingWord]) -> tuple[str, ...]:
    """Return what is common in words: minerals, countries, then words that none of these say."""
    minerals = [name for kind, name in tags if kind == "mineral"][:_REASONS]
    countries = [name for kind, name in tags if kind == "country"][:_REASONS]
    said = stems_of(" ".join(name for _, name in tags))
    others = [word.word for word in words if word.stem not in said][:_REASONS]
    return (*minerals, *countries, *others)


def _tags(article: Article) -> list[tuple[str, str]]:
    return [
        *(("mineral", link.mineral.name) for link in article.mineral_links.all()),
        *(("country", link.country.name) for link in article.country_links.all()),
    ]


def _newest(each: _Likeness) -> tuple[int, int]:
    latest = each.article.published_latest
    return -(latest.toordinal() if latest else 0), -each.article.pk


def _words_of(article: Article) -> str:
    return f"{article.title}\n{article.body[:_READ]}"


def _row(each: _Likeness) -> RelatedArticle:
    article = each.article
    return RelatedArticle(
        title=article.title or opening_words(article, 90),
        href=article.get_absolute_url(),
        source=article.source.name if article.source else "",
        date=date_in_words(article.published),
        reasons=each.reasons,
    )


def _background() -> Background:
    newest = Article.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return _sample(newest // _RENEWED * _RENEWED or newest)


@lru_cache(maxsize=2)
def _sample(newest: int) -> Background:
    """Count the words of articles spread evenly over the archive."""
    step = max(1, newest // _SAMPLE)
    articles = Article.objects.filter(pk__in=range(1, newest + 1, step))
    return make_background(articles.values_list(Substr("text", 1, _SAMPLED), flat=True))
