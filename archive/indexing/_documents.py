"""Article rows as index documents: the only module that knows both."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace

from archive.models import Article, ArticleCompany, ArticleCountry, ArticleMineral, Mineral
from archive.search.engines import IndexDocument

MAX_INDEXED_CHARACTERS = 2_000_000  # of one body; the rest is kept but not searched


def load_documents(article_ids: Collection[int]) -> Iterator[IndexDocument]:
    """Yield the index documents of those articles that exist, in constant queries."""
    countries = _slugs(ArticleCountry, "country", article_ids)
    minerals = _slugs(ArticleMineral, "mineral", article_ids)
    companies = _slugs(ArticleCompany, "company", article_ids)
    lineage = _mineral_lineage()
    articles = Article.objects.filter(pk__in=article_ids).select_related("source", "origin")
    for article in articles.order_by("pk"):
        tagged = minerals.get(article.pk, ())
        yield _document(
            article,
            countries.get(article.pk, ()),
            tagged,
            tuple(sorted({node for slug in tagged for node in lineage[slug]})),
            companies.get(article.pk, ()),
        )


def _document(
    article: Article,
    countries: tuple[str, ...],
    minerals: tuple[str, ...],
    mineral_tree: tuple[str, ...],
    companies: tuple[str, ...],
) -> IndexDocument:
    publishers = [each for each in (article.source, article.origin) if each]
    document = IndexDocument(
        id=article.pk,
        stamp="",
        title=article.title,
        body=article.body[:MAX_INDEXED_CHARACTERS],
        source=article.source.slug if article.source else "",
        source_names=tuple(each.name for each in publishers),
        origin=article.origin.slug if article.origin else "",
        countries=countries,
        minerals=minerals,
        mineral_tree=mineral_tree,
        companies=companies,
        language=article.language,
        review=article.review,
        published=article.published,
        earliest=article.published_earliest,
        latest=article.published_latest,
    )
    return replace(document, stamp=hashlib.sha256(repr(document).encode()).hexdigest()[:16])


def _slugs(
    links: type[ArticleCompany] | type[ArticleCountry] | type[ArticleMineral],
    name: str,
    article_ids: Collection[int],
) -> dict[int, tuple[str, ...]]:
    """Return the slugs linked to each article, sorted."""
    slugs: dict[int, tuple[str, ...]] = {}
    rows = links._default_manager.filter(article_id__in=article_ids).order_by(f"{name}__slug")
    for article_id, slug in rows.values_list("article_id", f"{name}__slug"):
        slugs[article_id] = (*slugs.get(article_id, ()), slug)
    return slugs


def _mineral_lineage() -> dict[str, tuple[str, ...]]:
    """Return each mineral's slug with itself and its ancestors."""
    parents = dict(Mineral.objects.values_list("slug", "parent__slug"))
    lineage: dict[str, tuple[str, ...]] = {}
    for slug in parents:
        nodes, node = [], slug
        while node and node not in nodes:
            nodes.append(node)
            node = parents[node]
        lineage[slug] = tuple(nodes)
    return lineage
