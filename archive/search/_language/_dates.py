"""Dates in a question: `date:2024-03`, `date:2023..2024-02`, `before:2024`, `after:2024`."""

from datetime import date

from whoosh.query import And, Every, Not, NumericRange, Query, Term

from archive.edtf import PartialDate, parse_typed
from archive.search._facets import UNDATED, YEAR_UNKNOWN


def date_query(text: str) -> Query:
    """Return what `date:` asks for; raise ValueError, with a message, for what is no date."""
    if text == UNDATED:
        return And([Every(), Not(Term("has", "date"))])
    if text == YEAR_UNKNOWN:
        return And([Term("has", "date"), Not(Term("has", "year"))])
    first, dots, last = text.partition("..")
    if not dots:
        return _range(parse_typed(text), parse_typed(text))
    if not (first.strip() or last.strip()):
        raise ValueError("A range of dates needs a beginning or an end, as in 2023..2024-02.")
    return _range(_typed(first), _typed(last))


def after_query(text: str) -> Query:
    """Return articles that may be dated on or after the first day of a date."""
    return _range(parse_typed(text), None)


def before_query(text: str) -> Query:
    """Return articles that may be dated on or before the last day of a date."""
    return _range(None, parse_typed(text))


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
