"""The article as every engine is given it, and the facet values that every engine counts."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from archive.edtf import parse
from archive.search import NONE, UNDATED, YEAR_UNKNOWN

SINGLE_FACETS = ("source", "language", "review", "year")
MULTIPLE_FACETS = ("country", "mineral")
FACETS = SINGLE_FACETS + MULTIPLE_FACETS


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its metadata; facet values are slugs, `published` is EDTF.

    `minerals` hold the tagged nodes of the tree and their ancestors.
    """

    id: int
    title: str
    body: str
    source: str
    source_name: str
    countries: tuple[str, ...]
    minerals: tuple[str, ...]
    language: str
    published: str

    @property
    def earliest(self) -> date | None:
        """Return the first day of the date; None when it has no year."""
        return _days(self.published)[0]

    @property
    def latest(self) -> date | None:
        """Return the last day of the date; None when it has no year."""
        return _days(self.published)[1]

    @property
    def day(self) -> int:
        """Return a number that sorts articles by date, undated ones first."""
        return self.latest.toordinal() if self.latest else 0

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values to be counted in a facet, at least one."""
        if facet == "year":
            return (self._year(),)
        found = {
            "source": (self.source,),
            "language": (self.language,),
            "review": ("unreviewed",),
            "country": self.countries,
            "mineral": self.minerals,
        }[facet]
        return tuple(filter(None, found)) or (NONE,)

    def _year(self) -> str:
        if self.earliest:
            return str(self.earliest.year)
        return YEAR_UNKNOWN if self.published else UNDATED


@lru_cache(maxsize=50_000)
def _days(published: str) -> tuple[date | None, date | None]:
    if not published:
        return None, None
    parsed = parse(published)
    return parsed.earliest, parsed.latest


def write_articles(path: Path, articles: Iterable[Article]) -> int:
    """Write articles as JSON lines and return how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(astuple(article), ensure_ascii=False) + "\n")
            count += 1
    return count


def read_articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a file that `write_articles` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            number, title, body, source, name, countries, minerals, *rest = json.loads(line)
            yield Article(
                number, title, body, source, name, tuple(countries), tuple(minerals), *rest
            )
