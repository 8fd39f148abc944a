"""Which articles a file holds: exactly those of a search, all of them, in its order."""

from dataclasses import dataclass, replace
from heapq import nlargest

from archive.exports._records import PAGE
from archive.models import Article
from archive.search import PER_PAGE_CHOICES, SearchQuery, get_engine, search


@dataclass(frozen=True, slots=True)
class Selection:
    """The ids that a question matches and the question as the engine understood it."""

    query: SearchQuery
    ids: tuple[int, ...]
    read_as: str


def select(query: SearchQuery) -> Selection:
    """Return everything a question matches, whatever page it stands on.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    query = replace(query, page=1, per_page=PER_PAGE_CHOICES[0])
    read_as = search(query).read_as if query.text.strip() else ""
    return Selection(query, tuple(_stored(get_engine().matching_ids(query))), read_as)


def latest_ids(query: SearchQuery, count: int) -> list[int]:
    """Return the ids of the matching articles that came in last, newest first.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    return nlargest(count, get_engine().matching_ids(query))


def _stored(ids: list[int]) -> list[int]:
    """Leave out what was deleted and is still in the index, so that the count is right."""
    found: list[int] = []
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        stored = set(Article.objects.filter(pk__in=page).order_by().values_list("pk", flat=True))
        found += [pk for pk in page if pk in stored]
    return found
