"""What lists of articles read of them, in a fixed number of queries, without whole texts."""

from collections import defaultdict
from collections.abc import Collection
from typing import Literal, NamedTuple

from django.db.models import QuerySet
from django.db.models.functions import Substr

from archive.models._article import Article, ArticleCompany, ArticleCountry, ArticleMineral

OPENING = 4000  # characters of a text: its body may begin after a header and a menu
_LINKS = {"mineral": ArticleMineral, "country": ArticleCountry, "company": ArticleCompany}


class Tag(NamedTuple):
    """What an article names; `weight` tells a main subject (1) from a mention."""

    slug: str
    name: str
    weight: float = 1.0


def with_opening(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Return the articles with how their text begins as `opening`."""
    return articles.annotate(opening=Substr("text", 1, OPENING))


def read_tags(
    kind: Literal["mineral", "country", "company"], ids: Collection[int]
) -> defaultdict[int, list[Tag]]:
    """Return the tags of one kind of each article, the main subjects first, by one query.

    They are plain values: models cost two to three times the time.
    """
    tags: defaultdict[int, list[Tag]] = defaultdict(list)
    rows = _LINKS[kind]._default_manager.filter(article__in=ids)
    columns = rows.values_list("article_id", f"{kind}__slug", f"{kind}__name", "weight")
    for article, slug, name, weight in columns:
        tags[article].append(Tag(slug, name, weight))
    return tags
