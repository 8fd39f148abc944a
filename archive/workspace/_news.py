"""What is new in a search: which matching articles came in after a mark."""

from collections.abc import Mapping
from dataclasses import dataclass

from archive.search import SearchQuery, get_engine
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


def find_news(query: SearchQuery, mark: Watermark) -> News:
    """Return what came in after a mark.

    Raise InvalidQuery for a broken limit and IndexUnavailable without a readable index.
    """
    horizon = horizon_after(mark)
    matching = get_engine().matching_ids(query)
    places = {
        pk: place
        for place, pk in enumerate(matching, 1)
        if mark.is_past(pk) and pk <= horizon.through
    }
    ids = tuple(sorted(places, reverse=True))
    return News(len(matching), ids, horizon.shown(places.keys()), places)
