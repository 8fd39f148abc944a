"""What is new in a search: which matching articles came in after a mark."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.search import SearchQuery, Sort, get_engine
from archive.workspace._watermark import Watermark, horizon_after


@dataclass(frozen=True, slots=True)
class News:
    """The new articles of a search, the last to come first, and how many match in all.

    `horizon` is the mark of a person who has seen them; `places` are their positions, from 1,
    in the search's own order.
    """

    total: int
    ids: tuple[int, ...]
    horizon: Watermark
    places: Mapping[int, int]


def count_news(query: SearchQuery, mark: Watermark) -> tuple[int, int]:
    """Return how many articles match in all, and how many of them came in after a mark.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    unranked = replace(query, sort=Sort.NEWEST)  # scores would cost more than the counting
    matching = get_engine().matching_ids(unranked)
    low, late = mark.through, set(mark.awaited)
    return len(matching), sum(1 for pk in matching if pk > low or pk in late)


def find_news(query: SearchQuery, mark: Watermark) -> News:
    """Return what came in after a mark.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    horizon = horizon_after(mark)
    matching = get_engine().matching_ids(query)
    # Tens of thousands may match: comparisons written out cost a quarter of calls.
    low, high, late = mark.through, horizon.through, set(mark.awaited)
    places = {
        pk: place
        for place, pk in enumerate(matching, 1)
        if low < pk <= high or (late and pk in late)
    }
    ids = tuple(sorted(places, reverse=True))
    return News(len(matching), ids, horizon.shown(places.keys()), places)
