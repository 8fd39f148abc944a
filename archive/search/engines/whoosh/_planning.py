"""A question as read to the query that is executed: words of the index, exclusions apart."""

from functools import lru_cache

from whoosh.query import And, AndNot, FuzzyTerm, Not, Or, Phrase, Prefix, Query, Wildcard

from archive.search._language import Reading
from archive.search.engines.whoosh._expansion import Expansion
from archive.search.engines.whoosh._ranking import ranked
from archive.search.engines.whoosh._snapshot import Snapshot

_REMEMBERED = 1_024  # readings, as many as are remembered by their texts


def plan(snapshot: Snapshot, reading: Reading) -> tuple[Query, tuple[str, ...]]:
    """Return the query to execute, and the wildcards that stood for too many words."""
    query, has_patterns = _prepared(reading)
    if not has_patterns:
        return query, ()
    expansion = Expansion(snapshot)
    return expansion.apply(query), tuple(expansion.cut)


@lru_cache(_REMEMBERED)
def _prepared(reading: Reading) -> tuple[Query, bool]:
    """Return what of a plan no index has a part in, and whether the words of one are missing."""
    query = ranked(_in_order(_excluding(reading.query)), reading.query)
    return query, _has_patterns(query)


def _has_patterns(query: Query) -> bool:
    is_pattern = isinstance(query, Prefix | Wildcard | FuzzyTerm)
    return is_pattern or any(map(_has_patterns, query.children()))


def _excluding(query: Query) -> Query:
    """Return a query with `AndNot` for `Not`, which in Whoosh scores, and finds deleted ones."""
    planned = query.apply(_excluding)
    if not isinstance(planned, And):
        return planned
    dropped = [child.query for child in planned if isinstance(child, Not)]
    kept = [child for child in planned if not isinstance(child, Not)]
    if not (dropped and kept):
        return planned
    return AndNot(_all(kept), Or(dropped) if len(dropped) > 1 else dropped[0])


def _in_order(query: Query) -> Query:
    """Return a query that looks at positions only where all else matches."""
    planned = query.apply(_in_order)
    if isinstance(planned, And):
        planned.subqueries = sorted(planned.subqueries, key=_is_costly)
    return planned


def _is_costly(query: Query) -> bool:
    return isinstance(query, Phrase) or any(map(_is_costly, query.children()))


def _all(queries: list[Query]) -> Query:
    return And(queries) if len(queries) > 1 else queries[0]
