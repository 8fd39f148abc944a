"""Dates in a question: `date:2024-03`, `date:2023..2024-02`, `before:2024`, `after:2024`."""

import re
from collections.abc import Iterable
from datetime import date

from whoosh.query import And, Every, Not, NumericRange, Query, Term

from archive.edtf import PartialDate, parse_typed
from archive.search._facets import UNDATED, YEAR_UNKNOWN

# What people write between two dates; a hyphen only between years, as 2023-12 is a month.
_JOINTS = re.compile(r"\.{3,}|…|\s*–\s*|\s+(?:-|to|until)\s+|(?<=^\d{4})-(?=\d{4}$)")


def date_query(text: str) -> Query:
    """Return what `date:` asks for; raise ValueError, with a message, for what is no date."""
    if text == UNDATED:
        return And([Every(), Not(Term("has", "date"))])
    if text == YEAR_UNKNOWN:
        return And([Term("has", "date"), Not(Term("has", "year"))])
    first, last = _ends(text)
    return _range(first, last)


def with_dots(text: str) -> str:
    """Return a range as `2023..2024`, however its two ends were joined."""
    return re.sub(r"\s*\.\.\s*", "..", _JOINTS.sub("..", text.strip(), count=1))


def in_order(text: str) -> str:
    """Return what stands behind `date:` with the earlier date of a range first."""
    first, dots, last = text.partition("..")
    return f"{last.strip()}..{first.strip()}" if dots and _is_backwards(text) else text


def is_date(text: str) -> bool:
    """Tell whether words are one date, or two with something between them."""
    try:
        return any(_ends(with_dots(text)))
    except ValueError:
        return False


def after_query(text: str) -> Query:
    """Return articles that may be dated on or after the first day of a date."""
    return _range(parse_typed(text), None)


def before_query(text: str) -> Query:
    """Return articles that may be dated on or before the last day of a date."""
    return _range(None, parse_typed(text))


def conflict(leaves: Iterable[Query]) -> str:
    """Say which dates no day lies between, when all leaves must match; nothing when one may."""
    dated = [(leaf, bound) for leaf in leaves for bound in _bounds(leaf)]
    firsts = [(bound.start, leaf.said) for leaf, bound in dated if bound.start is not None]
    lasts = [(bound.end, leaf.said) for leaf, bound in dated if bound.end is not None]
    if not firsts or not lasts or max(firsts)[0] <= min(lasts)[0]:
        return ""
    return f"No day fits both {max(firsts)[1]} and {min(lasts)[1]}: change or remove one of them."


def _bounds(query: Query) -> list[Query]:
    if isinstance(query, NumericRange):
        return [query]
    return [] if isinstance(query, Not) else [b for q in query.children() for b in _bounds(q)]


def _ends(text: str) -> tuple[PartialDate | None, PartialDate | None]:
    first, dots, last = text.partition("..")
    if not dots:
        return parse_typed(text), parse_typed(text)
    if not (first.strip() or last.strip()):
        raise ValueError("A range of dates needs a beginning or an end, as in 2023..2024-02.")
    return _typed(first), _typed(last)


def _is_backwards(text: str) -> bool:
    try:
        first, last = _ends(text)
    except ValueError:
        return False
    first_day, last_day = first and first.earliest, last and last.latest
    return bool(first_day and last_day and first_day > last_day)


def _typed(text: str) -> PartialDate | None:
    return parse_typed(text) if text.strip() else None


def _range(first: PartialDate | None, last: PartialDate | None) -> Query:
    bounds = []
    if first:
        bounds.append(NumericRange("latest", _ordinal(first.earliest), None))
    if last:
        bounds.append(NumericRange("earliest", None, _ordinal(last.latest)))
    return And(bounds) if len(bounds) > 1 else bounds[0]


def _ordinal(day: date | None) -> int:
    if day is None:
        raise ValueError("A range of dates needs years.")
    return day.toordinal()
