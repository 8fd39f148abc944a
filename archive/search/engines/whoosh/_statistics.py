"""What scoring needs to know of the whole index, as Whoosh's own searcher would tell it."""

from functools import cache
from math import log

from whoosh.fields import Schema
from whoosh.scoring import BM25F

from archive.search._errors import InvalidQuery
from archive.search.engines.whoosh import _schema
from archive.search.engines.whoosh._index_field import IndexTerm
from archive.search.engines.whoosh._snapshot import Snapshot

MAX_STEPS = 25_000_000  # through the positions of words, in one answer: about a quarter second


class Statistics:
    """Where the terms of one query are, how telling they are, and what finding them has cost."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._terms: dict[tuple[str, str | bytes], IndexTerm] = {}
        self._steps = 0

    def term(self, field: str, text: str | bytes) -> IndexTerm:
        """Return where a term occurs."""
        key = field, text
        if key not in self._terms:
            term = text if isinstance(text, bytes) else text.encode()
            self._terms[key] = self._snapshot.field(field).term(term)
        return self._terms[key]

    def spend(self, steps: int) -> None:
        """Count steps through positions; raise InvalidQuery when an answer would take too many."""
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise InvalidQuery(
                "The phrases have words that stand in nearly every article: use fewer or rarer "
                "words between the quotation marks."
            )

    def idf(self, term: IndexTerm) -> float:
        """Return the inverse document frequency of a term by Whoosh's formula."""
        return log(self._snapshot.size / (term.count + 1)) + 1


@cache
def schema() -> Schema:
    """Return the schema, which nobody changes."""
    return _schema.make_schema()


@cache
def weighting() -> BM25F:
    """Return the weighting, which nobody changes."""
    return _schema.make_weighting()


@cache
def length_matters(field: str) -> float:
    """Return how much the length of a field counts: BM25's B."""
    found: float = weighting()._field_B.get(field, weighting().B)
    return found


@cache
def is_scorable(field: str) -> bool:
    """Tell whether a rare term of a field counts for more."""
    found: bool = schema()[field].scorable
    return found
