"""A question as read to the query that is executed: words of the index, exclusions apart."""

from whoosh.query import And, AndNot, Not, Or, Query

from archive.search.engines.whoosh._expansion import Expansion
from archive.search.engines.whoosh._snapshot import Snapshot


def plan(snapshot: Snapshot, query: Query) -> tuple[Query, tuple[str, ...]]:
    """Return the query to execute, and the wildcards that stood for too many words."""
    expansion = Expansion(snapshot)
    return _excluding(expansion.apply(query)), tuple(expansion.cut)


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


def _all(queries: list[Query]) -> Query:
    return And(queries) if len(queries) > 1 else queries[0]
