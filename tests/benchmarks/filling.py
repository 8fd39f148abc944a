"""Fill an archive with labelled clippings, without reading them as an editor's would be.

`python -m tests.benchmarks.filling N` works in ARCHIVE_DATA_DIR. Rows, tags and evidence are as
many and as varied as extraction would find, in a tenth of the time.
"""

import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice

import django

_BATCH = 1_000


def main() -> int:
    """Make the archive and its index."""
    django.setup()
    from django.core.management import call_command

    from archive import indexing
    from archive.models import IndexTask
    from archive.stories import find_stories
    from archive.synthetic import clippings

    call_command("migrate", verbosity=0)
    call_command("load_taxonomy", verbosity=0)
    made = clippings(int(sys.argv[1]), seed=1)
    names = Names()
    while batch := list(islice(made, _BATCH)):
        _store(batch, names)
    list(find_stories())
    IndexTask.objects.all().delete()  # the whole index is built at once
    indexing.rebuild()
    return 0


class Names:
    """Slugs and keys of what the labels name; sources are made when they first occur."""

    def __init__(self) -> None:
        from archive.extraction import load_gazetteer
        from archive.models import Country, Mineral, Source

        self.countries = {
            slug: (pk, name) for pk, slug, name in Country.objects.values_list("pk", "slug", "name")
        }
        keys = dict(Mineral.objects.values_list("slug", "pk"))
        self.minerals = {
            name.lower(): (keys[slug], name)
            for slug, each in load_gazetteer().minerals.items()
            if slug in keys
            for name in (each.name, *each.aliases)
        }
        self._sources = dict(Source.objects.values_list("name", "pk"))

    def source(self, name: str) -> int | None:
        """Return the key of a source; None for no name."""
        from django.utils.text import slugify

        from archive.models import Source

        if name and name not in self._sources:
            slug = slugify(name) or sha256(name.encode()).hexdigest()[:8]
            source, _ = Source.objects.get_or_create(slug=slug, defaults={"name": name})
            self._sources[name] = source.pk
        return self._sources.get(name)


def _store(batch: Iterable, names: Names) -> None:
    from django.db import transaction

    from archive.models import Article, ArticleCountry, ArticleMineral, Evidence

    batch = list(batch)
    with transaction.atomic():
        articles = Article.objects.bulk_create([_article(each, names) for each in batch])
        pairs = list(zip(articles, batch, strict=True))
        countries = [row for pair in pairs for row in _tags(*pair, "countries", names)]
        minerals = [row for pair in pairs for row in _tags(*pair, "minerals", names)]
        ArticleCountry.objects.bulk_create(
            ArticleCountry(article=article, country_id=pk, weight=weight)
            for article, pk, _, weight in countries
        )
        ArticleMineral.objects.bulk_create(
            ArticleMineral(article=article, mineral_id=pk, weight=weight)
            for article, pk, _, weight in minerals
        )
        Evidence.objects.bulk_create(_evidence(countries, "country"))
        Evidence.objects.bulk_create(_evidence(minerals, "mineral"))


def _article(clipping, names: Names):
    from archive.edtf import parse
    from archive.models import Article

    start = clipping.text.find(clipping.body[:40])
    end = min(len(clipping.text), start + len(clipping.body))
    dated = parse(clipping.date) if clipping.date else None
    return Article(
        text=clipping.text,
        title=clipping.title,
        body_ranges=[[start, end]] if start >= 0 else [],
        published=clipping.date,
        published_earliest=dated.earliest if dated else None,
        published_latest=dated.latest if dated else None,
        source_id=names.source(clipping.source),
        origin_id=names.source(clipping.agency),
        language=clipping.language,
        content_hash=sha256(clipping.text.encode()).hexdigest(),
    )


def _tags(article, clipping, kind: str, names: Names) -> Iterator[tuple]:
    """Yield (article, key, name, weight) for each thing that a clipping names."""
    named, known = getattr(clipping, kind), getattr(names, kind)
    rows = {known[name.lower()]: 0.5 for name in named.mentioned if name.lower() in known}
    rows |= {known[name.lower()]: 1.0 for name in named.core if name.lower() in known}
    seen = set()
    for (pk, name), weight in rows.items():
        if pk not in seen:
            seen.add(pk)
            yield article, pk, name, weight


def _evidence(rows, field: str) -> Iterator:
    from archive.models import Evidence

    for article, _, name, weight in rows:
        start = article.text.lower().find(name.lower())
        if start >= 0:
            yield Evidence(
                article=article,
                field=field,
                value=name,
                start=start,
                end=start + len(name),
                rule="name in the text",
                confidence=weight,
            )


if __name__ == "__main__":
    sys.exit(main())
