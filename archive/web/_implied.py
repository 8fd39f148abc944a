"""What the companies and projects of an article imply, as lines that link to searches."""

from dataclasses import dataclass

from archive.ingest import Implication, implications
from archive.models import Article
from archive.search import SearchQuery
from archive.web._links import Link, search_href


@dataclass(frozen=True, slots=True)
class ImpliedLine:
    """What one company or project stands for; the article is not found by it."""

    by: Link
    values: tuple[Link, ...]


def implied_lines(article: Article) -> tuple[ImpliedLine, ...]:
    """Return a line for each company or project that implies what the text does not say."""
    return tuple(map(_line, implications(article)))


def _line(implied: Implication) -> ImpliedLine:
    return ImpliedLine(
        _link("company", implied.by.slug, implied.by.name),
        (
            *(_link("country", each.slug, each.name) for each in implied.countries),
            *(_link("mineral", each.slug, each.name) for each in implied.minerals),
        ),
    )


def _link(facet: str, slug: str, name: str) -> Link:
    return Link(name, search_href(SearchQuery(filters=((facet, slug),))))
