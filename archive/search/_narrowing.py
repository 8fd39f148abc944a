"""Questions about a part of a result: what a number in a table counts, as a search of its own."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from archive.edtf import PartialDate, parse
from archive.search._counting import Period
from archive.search._facets import FACETS
from archive.search._query import MAX_TEXT, SearchQuery

_PLAIN = re.compile(r"[\w\s.:-]*")  # words and conditions, which more can simply follow
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")
_MULTIVALUED = frozenset(facet.name for facet in FACETS if facet.is_multivalued)


def having(query: SearchQuery, facet: str, value: str, read_as: str = "") -> SearchQuery | None:
    """Return the question for the matches that also have a facet value.

    `read_as` is the question's text as understood. None when no address can ask for it.
    """
    chosen = query.chosen(facet)
    if value in query.rejected(facet):
        return None
    if not chosen:
        return query.toggled(facet, value)
    if value in chosen:
        return query.at_page(1) if facet in query.all_of else _chosen_alone(query, facet, value)
    return _having_too(query, facet, value, read_as) if facet in _MULTIVALUED else None


def _having_too(query: SearchQuery, facet: str, value: str, read_as: str) -> SearchQuery | None:
    """Return the question for one more value beside those of which any is enough, or all."""
    if len(query.chosen(facet)) == 1 or facet in query.all_of:
        modes = tuple(dict.fromkeys((*query.all_of, facet)))
        return replace(query.toggled(facet, value), all_of=modes)
    if query.main_only:  # words ask for mentions, too
        return None
    return containing(query, f"{facet}:{value}", read_as)


def lacking(query: SearchQuery, facet: str, values: Iterable[str]) -> SearchQuery:
    """Return the question for the matches that have none of some values of a facet."""
    for value in values:
        query = query.excluding(facet, value)
    return query


def during(query: SearchQuery, period: Period) -> SearchQuery:
    """Return the question for the matches that may be dated in a period.

    A period that reaches beyond the dates asked for is cut to them: an article that may lie
    in both may lie where they meet.
    """
    first, last = period
    if query.after:
        first = max(first, parse(query.after).earliest or first)
    if query.before:
        last = min(last, parse(query.before).latest or last)
    bare = query.without_facet("date")
    kept = tuple(pair for pair in query.excluded if pair[0] == "date")
    after, before = edtf_range(Period(first, last))
    return replace(bare.between(after, before), excluded=(*bare.excluded, *kept))


def undated(query: SearchQuery, value: str) -> SearchQuery:
    """Return the question for the matches with one of the date's own values."""
    return query.without_facet("date").between("", "").toggled("date", value)


def containing(query: SearchQuery, condition: str, read_as: str = "") -> SearchQuery | None:
    """Return the question with one more word or condition; None when that gets too long."""
    text = query.text.strip()
    if not (_PLAIN.fullmatch(text) and not _OPERATOR.search(text)):
        text = f"({read_as or text})"
    text = f"{text} {condition}".strip()
    return query.asking(text) if len(text) <= MAX_TEXT else None


def edtf_range(period: Period) -> tuple[str, str]:
    """Return the first and last date of a period as short as EDTF can say them.

    A period that begins with the calendar has no first date.
    """
    first, last = period
    for parts in (1, 2):
        after = PartialDate(*(first.year, first.month)[:parts])
        before = PartialDate(*(last.year, last.month)[:parts])
        if before.latest == last and first in (after.earliest, date.min):
            return "" if first == date.min else str(after), str(before)
    return "" if first == date.min else first.isoformat(), last.isoformat()


def _chosen_alone(query: SearchQuery, facet: str, value: str) -> SearchQuery:
    return replace(
        query,
        filters=tuple(pair for pair in query.filters if pair[0] != facet or pair[1] == value),
        page=1,
    )
