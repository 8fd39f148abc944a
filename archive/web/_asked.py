"""The search that an article was opened from: its address carries it, so two tabs never mix."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from archive.search import MAX_RESULT_WINDOW
from archive.web._edited import editing
from archive.web._filters import ArticleFilterSet
from archive.web._trail import Trail, make_trail


@dataclass(frozen=True, slots=True)
class Asked:
    """A search and the article's place in it; empty when the address carries none.

    `hidden` is what the search box sends along with other words.
    """

    text: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()
    trail: Trail | None = None

    def href(self, address: str, **extra: str) -> str:
        """Return an address that carries this search on."""
        pairs = [*self.parameters, *extra.items()]
        return f"{address}?{urlencode(pairs)}" if pairs else address


def read_asked(pk: int, parameters: QueryDict) -> Asked:
    """Read the search from the parameters of an article's address."""
    filters = ArticleFilterSet(parameters)
    if filters.problems():
        return Asked()
    query = editing(filters.search_query().at_page(1), parameters.get("saved", ""))
    position = _position(parameters.get("at", ""))
    trail = make_trail(pk, query, position) if position else None
    pairs = query.parameters()
    return Asked(
        text=query.text,
        hidden=tuple(pair for pair in pairs if pair[0] != "q"),
        parameters=(*pairs, *([("at", str(trail.position))] if trail else [])),
        trail=trail,
    )


def _position(at: str) -> int:
    """Return a position in a result; 0 when there is none."""
    position = int(at) if at.isdecimal() and len(at) < 6 else 0
    return position if position <= MAX_RESULT_WINDOW else 0
