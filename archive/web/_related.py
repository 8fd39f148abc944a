"""Related articles, each with the reason: what the two have in common, in words.

The engine proposes articles that share the words which tell most about this one; what the
two share of those words, and of minerals, companies and countries, decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from django.db.models import Max, Min, Value
from django.db.models.functions import Concat, Substr
from django.urls import reverse

from archive.models import Article, Tag, read_tags
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
from archive.web._hits import date_in_words, opening_words
from archive.web._listed import Listed, read_listed

_SHOWN = 5
_CANDIDATES = 15
_WORDS = 8  # telling words of an article that others are asked for
_READ = 8_000  # characters of a body in which they are looked for
_SAMPLE = 200  # articles from which it is learnt how rare a word is
_SAMPLED = 1_500  # characters of each
_RENEWALS = 20  # the archive grows by a twentieth, and the sample is drawn again
_SHARE_OF_WORDS = 0.6  # of the likeness; the rest is for what they are tagged with
_ENOUGH = 0.2  # likeness below which two articles are not related
_REASONS = 2  # of each kind
_ROOT = 4  # letters that a name and its adjective share: Korea, Korean

_Kinded = tuple[str, str]  # kind of a tag, and its name


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
    article: Listed
    likeness: float
    reasons: tuple[str, ...]


def find_related(article: Article) -> tuple[RelatedArticle, ...]:
    """Return up to five articles like this one, the likest first, the newest among equals.

    Other copies of its story are left out. There are none while the index cannot be read.
    """
    words = telling_words(f"{article.title}\n{article.body[:_READ]}", _background(), _WORDS)
    try:
        candidates = _candidates(article, words)
    except SearchError:
        return ()
    companies = read_tags("company", candidates)
    tags = {pk: _kinded(row, companies[pk]) for pk, row in candidates.items()}
    candidates.pop(article.pk, None)
    here = tags.get(article.pk, [])
    compared = [_compare(here, words, other, tags[pk]) for pk, other in candidates.items()]
    related = [each for each in compared if each.reasons and each.likeness >= _ENOUGH]
    related.sort(key=_newest)
    related.sort(key=lambda each: round(each.likeness, 2), reverse=True)
    return tuple(_row(each) for each in related[:_SHOWN])


def _candidates(article: Article, words: Iterable[TellingWord]) -> dict[int, Listed]:
    """Return the article itself, and those that share most of its telling words."""
    question = ""
    for word in words:
        longer = f'{question} OR "{word.word}"' if question else f'"{word.word}"'
        question = longer if len(longer) <= MAX_TEXT else question
    if not question:
        return {}
    ids = get_engine().matching_ids(SearchQuery(text=question))[: _CANDIDATES + 1]
    rows = read_listed([article.pk, *ids])
    return {pk: row for pk, row in rows.items() if pk == article.pk or not _is_copy(row, article)}


def _is_copy(one: Listed, other: Article) -> bool:
    return one.story_id is not None and one.story_id == other.story_id


def _compare(
    tags: list[_Kinded], words: Iterable[TellingWord], other: Listed, others_tags: list[_Kinded]
) -> _Likeness:
    start = other.body_ranges[0][0] if other.body_ranges else 0
    stems = stems_of(f"{other.title}\n{other.opening[start:] or other.opening}")
    shared = [word for word in words if word.stem in stems]
    common = [tag for tag in tags if tag in others_tags]
    overlap = len(common) / len({*tags, *others_tags}) if common else 0.0
    covered = sum(word.weight for word in shared) / sum(word.weight for word in words)
    likeness = _SHARE_OF_WORDS * covered + (1 - _SHARE_OF_WORDS) * overlap
    return _Likeness(other, likeness, _reasons(common, shared))


def _reasons(tags: list[_Kinded], words: list[TellingWord]) -> tuple[str, ...]:
    """Return what is common in words; what an earlier reason says is not said again."""
    reasons: list[str] = []
    for kind in ("mineral", "company", "country", "word"):
        names = [name for each, name in tags if each == kind]
        if kind == "word":
            names = [word.word for word in words]
        room = len(reasons) + _REASONS
        for name in names:
            if len(reasons) < room and not _is_said(name, reasons):
                reasons.append(name)
    return tuple(reasons)


def _is_said(name: str, reasons: Iterable[str]) -> bool:
    """Tell whether a reason has a word in common: `silicon anode` after silicon, or Korean."""
    said = {word[:_ROOT] for reason in reasons for word in reason.casefold().split()}
    return any(word[:_ROOT] in said for word in name.casefold().split())


def _kinded(article: Listed, companies: Sequence[Tag]) -> list[_Kinded]:
    return [
        *(("mineral", tag.name) for tag in article.minerals),
        *(("company", tag.name) for tag in companies),
        *(("country", tag.name) for tag in article.countries),
    ]


def _newest(each: _Likeness) -> tuple[int, int]:
    latest = each.article.published_latest
    return -(latest.toordinal() if latest else 0), -each.article.id


def _row(each: _Likeness) -> RelatedArticle:
    article = each.article
    return RelatedArticle(
        title=article.title or opening_words(article, 90),
        href=reverse("article", args=[article.id]),
        source=article.source[1] if article.source else "",
        date=date_in_words(article.published),
        reasons=each.reasons,
    )


def _background() -> Background:
    newest = Article.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return _sample(round(_RENEWALS * log(newest + 1)))


@lru_cache(maxsize=2)
def _sample(age: int) -> Background:
    """Count the words of articles spread evenly over the archive, as long as its age is this."""
    ends = Article.objects.aggregate(first=Min("pk"), last=Max("pk"))
    first, last = ends["first"] or 0, ends["last"] or 0
    spread = range(first, last + 1, max(1, (last - first) // _SAMPLE))
    opening = Concat("title", Value("\n"), Substr("text", 1, _SAMPLED))
    openings = Article.objects.values_list(opening, flat=True)
    texts = list(openings.filter(pk__in=spread))
    if len(texts) < _SAMPLE // 2:  # few, or most of those were deleted
        texts = list(openings.order_by("-pk")[:_SAMPLE])
    return make_background(texts)
