"""The questions offered when nothing was found, with names where the engine knows slugs."""

import re
from dataclasses import dataclass

from archive.search import FACET_NAMES, Repair, SearchQuery, SearchResult
from archive.web._chips import choice_in_words
from archive.web._labels import Labels
from archive.web._links import search_href

_CONDITION = re.compile(rf"(?<!\w)(?P<facet>{'|'.join(FACET_NAMES)}):(?P<slug>[\w-]+)")


@dataclass(frozen=True, slots=True)
class RepairLink:
    """A question that would find something."""

    label: str
    href: str
    total: int


def make_repairs(result: SearchResult, labels: Labels) -> tuple[RepairLink, ...]:
    """Return a link for every repair of a result."""
    return tuple(
        RepairLink(_label(result.query, repair, labels), search_href(repair.query), repair.total)
        for repair in result.repairs
    )


def _label(asked: SearchQuery, repair: Repair, labels: Labels) -> str:
    """Name the one filter that a repair changes, or what its own label says."""
    other = repair.query
    gone = [choice for choice in asked.filters if choice not in other.filters]
    allowed = [choice for choice in asked.excluded if choice not in other.excluded]
    added = [choice for choice in other.filters if choice not in asked.filters]
    if len({*gone, *allowed}) != 1 or other.text != asked.text or _dates(other) != _dates(asked):
        return _CONDITION.sub(lambda match: _named(match, labels), repair.label)
    if added:
        return f"Did you mean {choice_in_words(*added[0], labels)}"
    if gone:
        return f"Without {choice_in_words(*gone[0], labels)}"
    return f"With {choice_in_words(*allowed[0], labels)}"


def _named(condition: re.Match[str], labels: Labels) -> str:
    """Write `country:kr` as one would type it by name: `country:"South Korea"`."""
    facet = condition["facet"]
    name = labels.of(facet, condition["slug"])
    return f'{facet}:"{name}"' if " " in name else f"{facet}:{name}"


def _dates(query: SearchQuery) -> tuple[str, str]:
    return query.after, query.before
