"""The rows of one page, read from the database in a fixed number of queries."""

from dataclasses import dataclass
from functools import lru_cache

from archive.edtf import parse
from archive.models import Article, Review
from archive.search import Fragment, Hit, SearchQuery, SearchResult, Snippet
from archive.web._labels import FACET_LABELS
from archive.web._links import ArticleLinks, Link, search_href
from archive.web._listed import Listed, read_listed

_TAGS = 4  # minerals, and countries, that a hit names


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
    matched_in: str
    carriers: int
    is_unreviewed: bool


def make_hits(result: SearchResult) -> tuple[HitRow, ...]:
    """Return the rows of a result; a hit deleted since is left out."""
    query = result.query
    rows = read_listed(hit.id for hit in result.hits)
    links = ArticleLinks(query)
    first = (query.page - 1) * query.per_page + 1
    return tuple(
        _make_hit(rows[hit.id], hit, links.href(hit.id, position))
        for position, hit in enumerate(result.hits, first)
        if hit.id in rows
    )


def opening_words(article: Article | Listed, limit: int) -> str:
    """Return how the body begins, cut at a word."""
    opening: str = article.opening  # type: ignore[union-attr]
    start = article.body_ranges[0][0] if article.body_ranges else 0
    words = " ".join((opening[start:] or opening).split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + "\u00a0…"


def date_in_words(edtf: str) -> str:
    """Return a stored date as the pages write it; an empty one is `Undated`."""
    return parse(edtf).in_words() if edtf else "Undated"


def _make_hit(article: Listed, hit: Hit, href: str) -> HitRow:
    named = article.title or opening_words(article, 90)
    minerals, countries = article.minerals[:_TAGS], article.countries[:_TAGS]
    return HitRow(
        id=str(article.id),
        title=hit.title if article.title and hit.title else (Fragment(named),),
        is_untitled=not article.title,
        href=href,
        source=_narrow("source", *article.source) if article.source else None,
        origin=article.origin[1] if article.origin and article.origin != article.source else "",
        date=date_in_words(article.published),
        edtf=article.published if article.has_year else "",
        tags=(
            *(_narrow("mineral", mineral.slug, mineral.name) for mineral in minerals),
            *(_narrow("country", country.slug, country.name) for country in countries),
        ),
        more_tags=len(article.minerals) + len(article.countries) - len(minerals) - len(countries),
        snippets=hit.snippets or ((Fragment(opening_words(article, 280)),),),
        matched_in=", ".join(FACET_LABELS.get(name, name).lower() for name in hit.matched_in),
        carriers=article.carriers,
        is_unreviewed=article.review == Review.UNREVIEWED,
    )


@lru_cache(maxsize=4096)
def _narrow(facet: str, slug: str, name: str) -> Link:
    """Return the link to everything that has one value."""
    return Link(name, search_href(SearchQuery(filters=((facet, slug),))))
