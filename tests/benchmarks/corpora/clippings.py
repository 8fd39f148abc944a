"""Lode's own synthetic clippings with their labels as metadata."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from archive.extraction import load_gazetteer
from archive.synthetic import SyntheticClipping, clippings
from tests.benchmarks.articles import Article


def articles(size: int) -> Iterator[Article]:
    """Yield synthetic articles: real sentences, a vocabulary of some ten thousand words."""
    for number, clipping in enumerate(clippings(size, seed=1), start=1):
        yield _article(number, clipping)


def _article(number: int, clipping: SyntheticClipping) -> Article:
    return Article(
        id=number,
        title=clipping.title,
        body=clipping.body,
        source=re.sub(r"[^a-z0-9]+", "-", clipping.source.lower()).strip("-"),
        source_name=clipping.source,
        countries=tuple(sorted(slug.lower() for slug in clipping.countries.mentioned)),
        minerals=with_ancestors(_slug(name) for name in clipping.minerals.mentioned),
        language=clipping.language,
        published=clipping.date,
    )


@cache
def _slug(mineral: str) -> str:
    """Return the slug of a mineral's name or alias."""
    return next(
        slug
        for slug, each in load_gazetteer().minerals.items()
        if mineral.lower() in (each.name.lower(), *map(str.lower, each.aliases))
    )


def with_ancestors(slugs: Iterable[str]) -> tuple[str, ...]:
    """Return minerals and the groups above them, sorted."""
    minerals = load_gazetteer().minerals
    nodes = set()
    for node in slugs:
        while node and node not in nodes:
            nodes.add(node)
            node = minerals[node].parent  # noqa: PLW2901  climbs to the root
    return tuple(sorted(nodes))
