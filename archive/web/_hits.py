"""The rows of one page, read from the database in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Substr

from archive.edtf import parse
from archive.models import Article, ArticleCountry, ArticleMineral, Review
from archive.search import Fragment, Hit, SearchQuery, SearchResult, Snippet
from archive.web._links import Link, article_href, search_href

_TAGS = 4  # minerals, and countries, that a hit names
_OPENING = 4000  # characters of a text that a list needs: enough to name an untitled article


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit as the page shows it."""

    id: str
    title: Snippet
    is_untitled: bool
    href: str
    source: Link | None
    origin: str
    date: str
    edtf: str
    tags: tuple[Link, ...]
    more_tags: int
    snippets: tuple[Snippet, ...]
    matched_in: tuple[str, ...]
    is_unreviewed: bool


def make_hits(result: SearchResult) -> tuple[HitRow, ...]:
    """Return the rows of a result; a hit deleted since is left out."""
    query = result.query
    rows = _articles([hit.id for hit in result.hits])
    first = (query.page - 1) * query.per_page + 1
    return tuple(
        _make_hit(rows[hit.id], hit, query, position)
        for position, hit in enumerate(result.hits, first)
        if hit.id in rows
    )


def for_list(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Return the same articles with what a list shows, and without their whole texts."""
    return (
        articles.annotate(opening=Substr("text", 1, _OPENING))
        .defer("text")
        .select_related("source", "origin")
        .prefetch_related(
            Prefetch("mineral_links", ArticleMineral.objects.select_related("mineral")),
            Prefetch("country_links", ArticleCountry.objects.select_related("country")),
        )
    )


def opening_words(article: Article, limit: int) -> str:
    """Return how the body begins, cut at a word."""
    opening: str = article.opening  # type: ignore[attr-defined]
    start = article.body_ranges[0][0] if article.body_ranges else 0
    words = " ".join((opening[start:] or opening).split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "\u00a0…"


def date_in_words(edtf: str) -> str:
    """Return a stored date as the pages write it; an empty one is `Undated`."""
    return parse(edtf).in_words() if edtf else "Undated"


def _articles(ids: Iterable[int]) -> dict[int, Article]:
    return for_list(Article.objects.all()).in_bulk(list(ids))


def _make_hit(article: Article, hit: Hit, query: SearchQuery, position: int) -> HitRow:
    named = article.title or opening_words(article, 90)
    plain = (Fragment(named),)
    tags = _tags(article)
    return HitRow(
        id=str(article.pk),
        title=hit.title if article.title and hit.title else plain,
        is_untitled=not article.title,
        href=article_href(article.pk, query, position),
        source=_source_link(article),
        origin=article.origin.name if article.origin and article.origin != article.source else "",
        date=date_in_words(article.published),
        edtf=article.published if article.published_earliest else "",
        tags=tags,
        more_tags=_count_tags(article) - len(tags),
        snippets=hit.snippets or ((Fragment(opening_words(article, 280)),),),
        matched_in=hit.matched_in,
        is_unreviewed=article.review == Review.UNREVIEWED,
    )


def _source_link(article: Article) -> Link | None:
    if not article.source:
        return None
    return Link(article.source.name, _narrow("source", article.source.slug))


def _tags(article: Article) -> tuple[Link, ...]:
    """Return the minerals and countries the article is most about."""
    minerals = [link.mineral for link in article.mineral_links.all()][:_TAGS]
    countries = [link.country for link in article.country_links.all()][:_TAGS]
    return (
        *(Link(mineral.name, _narrow("mineral", mineral.slug)) for mineral in minerals),
        *(Link(country.name, _narrow("country", country.slug)) for country in countries),
    )


def _count_tags(article: Article) -> int:
    return len(article.mineral_links.all()) + len(article.country_links.all())


def _narrow(facet: str, slug: str) -> str:
    return search_href(SearchQuery(filters=((facet, slug),)))
