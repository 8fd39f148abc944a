"""Previous and next in the results that a reader came from."""

from dataclasses import dataclass, replace

from archive.search import MAX_RESULT_WINDOW, SearchError, SearchQuery, get_engine
from archive.web._links import article_href, search_href


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an article stands in a result."""

    back_href: str
    previous: str
    next: str
    position: int
    total: int


def make_trail(pk: int, query: SearchQuery, position: int) -> Trail:
    """Return the way back and on from the hit at a position; without an index, back alone."""
    try:
        return _find(pk, query, position)
    except SearchError:
        return _trail(query, position, 0, {})


def _find(pk: int, query: SearchQuery, position: int) -> Trail:
    """Ask for the page around the position, and for one more when a neighbour is outside it."""
    number = (position - 1) // query.per_page + 1
    ids, total = _page(query, number)
    here = next((place for place, found in ids.items() if found == pk), position)
    for neighbour in (here - 1, here + 1):
        if neighbour not in ids and 1 <= neighbour <= min(total, MAX_RESULT_WINDOW):
            ids |= _page(query, (neighbour - 1) // query.per_page + 1)[0]
    return _trail(query, here, total, ids)


def _page(query: SearchQuery, number: int) -> tuple[dict[int, int], int]:
    result = get_engine().search(replace(query, page=number), facets=False, highlights=False)
    first = (number - 1) * query.per_page + 1
    return {place: hit.id for place, hit in enumerate(result.hits, first)}, result.total


def _trail(query: SearchQuery, position: int, total: int, ids: dict[int, int]) -> Trail:
    before, after = ids.get(position - 1), ids.get(position + 1)
    page = (position - 1) // query.per_page + 1
    anchor = f"hit-{ids[position]}" if position in ids else "results"
    return Trail(
        back_href=f"{search_href(query.at_page(page))}#{anchor}",
        previous=article_href(before, query, position - 1) if before else "",
        next=article_href(after, query, position + 1) if after else "",
        position=position,
        total=total,
    )
