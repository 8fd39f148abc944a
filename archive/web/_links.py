"""Addresses of searches and pages of a result. Every link of a page is built here."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from archive.search import MAX_RESULT_WINDOW, PER_PAGE_CHOICES, SearchQuery


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled address; `is_current` marks where the reader is, `note` says what it is for."""

    label: str
    href: str
    is_current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a result: neighbours, and numbers with gaps (None)."""

    previous: str
    next: str
    numbers: tuple[Link | None, ...]


def root_address(request: HttpRequest) -> str:
    """Return scheme and host as the reader uses them: `https://lode.example.org`."""
    return f"{request.scheme}://{request.get_host()}"


def search_href(query: SearchQuery) -> str:
    """Return the address of a search."""
    parameters = query.querystring()
    return _path("search") + (f"?{parameters}" if parameters else "")


class ArticleLinks:
    """The addresses of the articles that a search finds."""

    def __init__(self, query: SearchQuery) -> None:
        asked = query.at_page(1).querystring()
        self._asked = f"{asked}&" if asked else ""
        self._before, _, self._after = _path("article", 0).rpartition("0")

    def href(self, pk: int, position: int) -> str:
        """Return the address of an article as the hit at `position` (from 1)."""
        return f"{self._before}{pk}{self._after}?{self._asked}at={position}"


def article_href(pk: int, query: SearchQuery, position: int) -> str:
    """Return the address of an article as the hit at `position` (from 1) of a search."""
    return ArticleLinks(query).href(pk, position)


def facet_href(facet: str, query: SearchQuery, **extra: str) -> str:
    """Return the address of a facet's full list for a search."""
    parameters = [*query.at_page(1).parameters(), *extra.items()]
    return _path("facet", facet) + (f"?{urlencode(parameters)}" if parameters else "")


def whole_href(name: str, query: SearchQuery, *args: str) -> str:
    """Return the address of something made from a whole search, whatever its page."""
    whole = replace(query, page=1, per_page=PER_PAGE_CHOICES[0]).querystring()
    return _path(name, *args) + (f"?{whole}" if whole else "")


def _path(name: str, *args: str | int) -> str:
    """Return the path of a page; a page of results asks for hundreds."""
    return _path_below(get_script_prefix(), name, args)


@lru_cache(maxsize=256)
def _path_below(prefix: str, name: str, args: tuple[str | int, ...]) -> str:
    return reverse(name, args=args)


def last_page(total: int, per_page: int) -> int:
    """Return the last page that can be reached."""
    reachable = min(total, MAX_RESULT_WINDOW)
    return max(1, -(-reachable // per_page))


def make_pager(query: SearchQuery, total: int) -> Pager:
    """Return the pager of a result."""
    last = last_page(total, query.per_page)
    return Pager(
        previous=search_href(query.at_page(min(query.page - 1, last))) if query.page > 1 else "",
        next=search_href(query.at_page(query.page + 1)) if query.page < last else "",
        numbers=_numbers(query, last) if last > 1 else (),
    )


def _numbers(query: SearchQuery, last: int) -> tuple[Link | None, ...]:
    near = {query.page - 1, query.page, query.page + 1, 1, last}
    numbers = sorted(number for number in near if 1 <= number <= last)
    links: list[Link | None] = []
    before = 0
    for number in numbers:
        if number > before + 1:
            links.append(None)
        href = search_href(query.at_page(number))
        links.append(Link(f"{number:,}", href, is_current=number == query.page))
        before = number
    return tuple(links)
