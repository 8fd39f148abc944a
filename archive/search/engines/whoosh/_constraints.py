"""Filters, exclusions and dates as masks over the documents, one per facet."""

from functools import reduce

import numpy as np

from archive.edtf import parse
from archive.search._errors import InvalidQuery
from archive.search._facets import FACET_NAMES, FACETS, UNDATED, YEAR_UNKNOWN
from archive.search._query import NONE, SearchQuery
from archive.search.engines.whoosh._schema import (
    FACET_GROUPS,
    UNDATED_ORDINAL,
    YEAR_UNKNOWN_ORDINAL,
)
from archive.search.engines.whoosh._segment import Mask
from archive.search.engines.whoosh._snapshot import Snapshot

DATE = "date"

_MAIN_NAMES = {facet.name: facet.main_name for facet in FACETS if facet.main}
_GROUPS = {name: group for group, names in FACET_GROUPS.items() for name in names}


def check(query: SearchQuery) -> None:
    """Raise InvalidQuery for a facet, a date or a date choice that does not exist."""
    for facet, value in (*query.filters, *query.excluded):
        if facet == DATE and value not in (UNDATED, YEAR_UNKNOWN):
            raise InvalidQuery(f"“{value}” is no date choice; use {UNDATED} or {YEAR_UNKNOWN}.")
        if facet != DATE and facet not in FACET_NAMES:
            known = ", ".join((*FACET_NAMES, DATE))
            raise InvalidQuery(f"There is no facet “{facet}”; the facets are {known}.")
    day_range(query)


def constraints(query: SearchQuery, snapshot: Snapshot) -> dict[str, Mask]:
    """Return the mask of each facet that the question narrows, and of the date."""
    masks = {}
    for facet in dict.fromkeys(name for name, _ in (*query.filters, *query.excluded)):
        if facet != DATE:
            masks[facet] = _facet_mask(query, facet, snapshot)
    if (mask := _date_mask(query, snapshot)) is not None:
        masks[DATE] = mask
    return masks


def all_but(masks: dict[str, Mask], left_out: str, base: Mask) -> Mask:
    """Return what satisfies the base and every constraint but one."""
    others = (mask for name, mask in masks.items() if name != left_out)
    return reduce(np.logical_and, others, base)


def field_of(query: SearchQuery, facet: str) -> str:
    """Return the index field of a facet: that of the main subjects when only they count."""
    return _MAIN_NAMES.get(facet, facet) if query.main_only else facet


def group_of(field: str) -> str:
    """Return the group of facets that an index field belongs to."""
    return _GROUPS[field]


def day_range(query: SearchQuery) -> tuple[int, int] | None:
    """Return the first and last day asked for, as ordinals; None when no date is asked for."""
    if not (query.after or query.before):
        return None
    return _ordinal(query.after, "earliest", 1), _ordinal(query.before, "latest", 2**31 - 1)


def overlapping(snapshot: Snapshot, first: int, last: int) -> Mask:
    """Return which documents may be dated between two days, both included."""
    mask = snapshot.dated.copy()
    mask &= snapshot.last_day >= first
    mask &= snapshot.first_day <= last
    return mask


def _facet_mask(query: SearchQuery, facet: str, snapshot: Snapshot) -> Mask:
    field = field_of(query, facet)
    combine = np.logical_and if facet in query.all_of else np.logical_or
    chosen = [_value_mask(field, value, snapshot) for value in query.chosen(facet)]
    rejected = [_value_mask(field, value, snapshot) for value in query.rejected(facet)]
    return _combined(combine, chosen, rejected)


def _value_mask(field: str, value: str, snapshot: Snapshot) -> Mask:
    if value == NONE:
        return snapshot.facets(group_of(field)).without(field)
    return snapshot.having(field, value)


def _date_mask(query: SearchQuery, snapshot: Snapshot) -> Mask | None:
    chosen = [_date_value_mask(value, snapshot) for value in query.chosen(DATE)]
    if days := day_range(query):
        chosen.append(overlapping(snapshot, *days))
    rejected = [_date_value_mask(value, snapshot) for value in query.rejected(DATE)]
    if not (chosen or rejected):
        return None
    return _combined(np.logical_or, chosen, rejected)


def _combined(combine: np.ufunc, chosen: list[Mask], rejected: list[Mask]) -> Mask:
    """Return what the chosen masks combined have and no rejected one does."""
    wanted = [reduce(combine, chosen)] if chosen else []
    return reduce(np.logical_and, [*wanted, *map(np.logical_not, rejected)])


def _date_value_mask(value: str, snapshot: Snapshot) -> Mask:
    wanted = UNDATED_ORDINAL if value == UNDATED else YEAR_UNKNOWN_ORDINAL
    mask: Mask = snapshot.first_day == wanted
    return mask


def _ordinal(text: str, end: str, default: int) -> int:
    if not text:
        return default
    try:
        day = getattr(parse(text), end)
    except ValueError as error:
        raise InvalidQuery(str(error)) from error
    if day is None:
        raise InvalidQuery(f"“{text}” has no year; a range of dates needs one.")
    return int(day.toordinal())
