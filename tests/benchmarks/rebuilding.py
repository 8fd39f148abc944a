"""Child: fill a database with articles (`fill ARTICLES`), or rebuild its index (`rebuild`).

Works in ARCHIVE_DATA_DIR, which the parent sets to a folder of the cache.
"""

import os
import sys
import time
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

import django

from tests.benchmarks import children
from tests.benchmarks.articles import Article, read_articles

_BATCH = 2_000


def fill(path: Path) -> None:
    """Store the articles with their links, as if all had been indexed already."""
    from django.core.management import call_command

    from archive.models import Article as Row
    from archive.models import IndexTask

    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", verbosity=0, stdout=StringIO())
    articles = read_articles(path)
    known = _Taxonomy()
    while batch := list(islice(articles, _BATCH)):
        known.add_sources(batch)
        Row.objects.bulk_create([known.row(article) for article in batch])
        known.link(batch)
        IndexTask.objects.all().delete()
    children.reply(articles=Row.objects.count())


class _Taxonomy:
    """The slugs of the database and their keys."""

    def __init__(self) -> None:
        from archive.models import Country, Mineral, Source

        self._countries, self._minerals, self._sources = (
            dict(model.objects.values_list("slug", "pk")) for model in (Country, Mineral, Source)
        )
        self._parents = dict(Mineral.objects.values_list("slug", "parent__slug"))

    def add_sources(self, batch: list[Article]) -> None:
        from archive.models import Source

        for article in batch:
            if article.source and article.source not in self._sources:
                row = Source.objects.create(slug=article.source, name=article.source_name)
                self._sources[article.source] = row.pk

    def row(self, article: Article) -> object:
        from archive.models import Article as Row

        return Row(
            id=article.id,
            text=article.body or article.title,
            title=article.title[:500],
            published=article.published,
            published_earliest=article.earliest,
            published_latest=article.latest,
            source_id=self._sources.get(article.source),
            language=article.language,
            content_hash=f"{article.id:064x}",
        )

    def link(self, batch: list[Article]) -> None:
        from archive.models import ArticleCountry, ArticleMineral

        ArticleCountry.objects.bulk_create(
            ArticleCountry(article_id=article.id, country_id=self._countries[slug])
            for article in batch
            for slug in article.countries
        )
        ArticleMineral.objects.bulk_create(
            ArticleMineral(article_id=article.id, mineral_id=self._minerals[slug])
            for article in batch
            for slug in self._tagged(article)
        )

    def _tagged(self, article: Article) -> Iterator[str]:
        """Yield the minerals that are no other's ancestor: indexing adds those again."""
        above = {self._parents[slug] for slug in article.minerals}
        return (slug for slug in article.minerals if slug not in above)


def rebuild() -> None:
    """Rebuild as `manage.py index_rebuild` does."""
    from django.conf import settings

    from archive import indexing
    from archive.models import Article as Row

    at_once = settings.INDEX_PROCESSES if settings.INDEX_PROCESSES > 1 else 0
    before, began = children.cpu_seconds(), time.perf_counter()
    count = indexing.rebuild()
    wall, cpu = time.perf_counter() - began, children.cpu_seconds() - before
    if count != Row.objects.count():
        raise RuntimeError(f"The rebuilt index has {count} articles of {Row.objects.count()}.")
    children.reply(articles=count, wall_s=wall, cpu_s=cpu, peak_mb=children.peak_mb(at_once))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    django.setup()
    if sys.argv[1] == "fill":
        fill(Path(sys.argv[2]))
    else:
        rebuild()
