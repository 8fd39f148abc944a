"""Article rows as index documents: the only module that knows both."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from archive.models import Article, ArticleCompany, ArticleCountry, ArticleMineral, Mineral
from archive.search.engines import IndexDocument

MAX_INDEXED_CHARACTERS = 2_000_000  # of one body; the rest is kept but not searched
MAIN_WEIGHT = 0.5  # from which a country or mineral is a main subject, not a mention


def load_documents(article_ids: Collection[int]) -> Iterator[IndexDocument]:
    """Yield the index documents of those articles that exist, in constant queries."""
    countries = _weights(ArticleCountry, "country", article_ids)
    minerals = _weights(ArticleMineral, "mineral", article_ids)
    companies = _weights(ArticleCompany, "company", article_ids)
    lineage = _mineral_lineage()
    articles = Article.objects.filter(pk__in=article_ids).select_related("source", "origin")
    for article in articles.order_by("pk"):
        document = _document(article)
        yield _stamped(
            replace(
                document,
                countries=tuple(countries[article.pk]),
                main_countries=_main(countries[article.pk]),
                minerals=tuple(minerals[article.pk]),
                mineral_tree=_with_ancestors(minerals[article.pk], lineage),
                main_minerals=_with_ancestors(_main(minerals[article.pk]), lineage),
                companies=tuple(companies[article.pk]),
            )
        )


def _document(article: Article) -> IndexDocument:
    publishers = [each for each in (article.source, article.origin) if each]
    return IndexDocument(
        id=article.pk,
        stamp="",
        title=article.title,
        body=article.body[:MAX_INDEXED_CHARACTERS],
        source=article.source.slug if article.source else "",
        source_names=tuple(each.name for each in publishers),
        origin=article.origin.slug if article.origin else "",
        language=article.language,
        review=article.review,
        published=article.published,
        earliest=article.published_earliest,
        latest=article.published_latest,
        story=article.story_id or 0,
    )


def _stamped(document: IndexDocument) -> IndexDocument:
    return replace(document, stamp=hashlib.sha256(repr(document).encode()).hexdigest()[:16])


def _weights(
    links: type[ArticleCompany] | type[ArticleCountry] | type[ArticleMineral],
    name: str,
    article_ids: Collection[int],
) -> dict[int, dict[str, float]]:
    """Return the weights of the slugs linked to each article, by slug."""
    weights: dict[int, dict[str, float]] = defaultdict(dict)
    rows = links._default_manager.filter(article_id__in=article_ids).order_by(f"{name}__slug")
    for article_id, slug, weight in rows.values_list("article_id", f"{name}__slug", "weight"):
        weights[article_id][slug] = weight
    return weights


def _main(weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return what an article is mainly about."""
    return tuple(slug for slug, weight in weights.items() if weight >= MAIN_WEIGHT)


def _with_ancestors(
    slugs: Iterable[str], lineage: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    return tuple(sorted({node for slug in slugs for node in lineage[slug]}))


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
