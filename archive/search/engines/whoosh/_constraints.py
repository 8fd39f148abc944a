"""Filters, exclusions and dates as masks over all documents, one per facet."""

from functools import reduce

import numpy as np

from archive.edtf import parse
from archive.search._errors import InvalidQuery
from archive.search._facets import FACET_NAMES, UNDATED, YEAR_UNKNOWN
from archive.search._query import NONE, SearchQuery
from archive.search.engines.whoosh._columns import Columns, Mask

DATE = "date"


def constraints(query: SearchQuery, columns: Columns) -> dict[str, Mask]:
    """Return the mask of each facet that the question narrows, and of the date."""
    masks = {}
    for facet in dict.fromkeys(name for name, _ in (*query.filters, *query.excluded)):
        if facet != DATE and facet not in FACET_NAMES:
            known = ", ".join((*FACET_NAMES, DATE))
            raise InvalidQuery(f"There is no facet “{facet}”; the facets are {known}.")
        if facet != DATE:
            masks[facet] = _facet_mask(query, facet, columns)
    if (mask := _date_mask(query, columns)) is not None:
        masks[DATE] = mask
    return masks


def all_but(masks: dict[str, Mask], left_out: str, base: Mask) -> Mask:
    """Return what satisfies the base and every constraint but one."""
    others = (mask for name, mask in masks.items() if name != left_out)
    return reduce(np.logical_and, others, base)


def day_range(query: SearchQuery) -> tuple[int, int] | None:
    """Return the first and last day asked for, as ordinals; None when no date is asked for."""
    if not (query.after or query.before):
        return None
    return _ordinal(query.after, "earliest", 1), _ordinal(query.before, "latest", 2**31)


def overlapping(columns: Columns, first: int, last: int) -> Mask:
    """Return which documents may be dated between two days, both included."""
    mask: Mask = columns.dated() & (columns.last_day >= first) & (columns.first_day <= last)
    return mask


def _facet_mask(query: SearchQuery, facet: str, columns: Columns) -> Mask:
    mask = np.ones(columns.size, dtype=np.bool_)
    chosen = [_value_mask(facet, value, columns) for value in query.chosen(facet)]
    if chosen:
        combine = np.logical_and if facet in query.all_of else np.logical_or
        mask = reduce(combine, chosen)
    for value in query.rejected(facet):
        mask = mask & ~_value_mask(facet, value, columns)
    return mask


def _value_mask(facet: str, value: str, columns: Columns) -> Mask:
    column = columns.facets[facet]
    return column.having_none() if value == NONE else column.having(value)


def _date_mask(query: SearchQuery, columns: Columns) -> Mask | None:
    chosen = [_date_value_mask(value, columns) for value in query.chosen(DATE)]
    if days := day_range(query):
        chosen.append(overlapping(columns, *days))
    rejected = [~_date_value_mask(value, columns) for value in query.rejected(DATE)]
    if not (chosen or rejected):
        return None
    mask = reduce(np.logical_or, chosen) if chosen else np.ones(columns.size, dtype=np.bool_)
    return reduce(np.logical_and, rejected, mask)


def _date_value_mask(value: str, columns: Columns) -> Mask:
    if value == UNDATED:
        return columns.undated()
    if value == YEAR_UNKNOWN:
        return columns.year_unknown()
    raise InvalidQuery(f"“{value}” is no date choice; use {UNDATED} or {YEAR_UNKNOWN}.")


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
