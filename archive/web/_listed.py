"""What a list shows of its articles, read in a fixed number of queries, without whole texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from archive.models import Article, Tag, read_tags, with_opening

Named = tuple[str, str]  # slug and name
_SHOWN = ("id", "title", "opening", "body_ranges", "published", "published_latest", "story_id")
_SOURCES = ("source__slug", "source__name", "origin__slug", "origin__name")


@dataclass(frozen=True, slots=True)
class Listed:
    """One article of a list, its main subjects first.

    `carriers` are how many other sources have a copy of the same story.
    """

    id: int
    title: str
    opening: str
    body_ranges: list[list[int]]
    published: str
    published_latest: date | None
    story_id: int | None
    has_year: bool
    review: str
    source: Named | None
    origin: Named | None
    minerals: tuple[Tag, ...]
    countries: tuple[Tag, ...]
    carriers: int


def read_listed(ids: Iterable[int]) -> dict[int, Listed]:
    """Return the articles of these ids; those deleted since are left out."""
    wanted = list(ids)
    rows = list(
        with_opening(Article.objects.filter(pk__in=wanted))
        .order_by()
        .values(*_SHOWN, "published_earliest", "review", *_SOURCES)
    )
    minerals, countries = read_tags("mineral", wanted), read_tags("country", wanted)
    carriers = _carriers({row["story_id"] for row in rows} - {None})
    return {
        row["id"]: Listed(
            **{name: row[name] for name in _SHOWN},
            has_year=row["published_earliest"] is not None,
            review=row["review"],
            source=_named(row, "source"),
            origin=_named(row, "origin"),
            minerals=tuple(minerals[row["id"]]),
            countries=tuple(countries[row["id"]]),
            carriers=carriers.get(row["story_id"], 0),
        )
        for row in rows
    }


def _named(row: Mapping[str, Any], name: str) -> Named | None:
    slug = row[f"{name}__slug"]
    return None if slug is None else (slug, row[f"{name}__name"])


def _carriers(stories: Iterable[int]) -> dict[int, int]:
    """Return how many sources beside its own an article of each story was carried by."""
    counted = (
        Article.objects.filter(story__in=list(stories))
        .order_by()
        .values_list("story_id")
        .annotate(sources=Count("source", distinct=True))
    )
    return {story: max(0, sources - 1) for story, sources in counted}
