"""What a question may cost. Each limit names itself and what to do."""

from archive.search._errors import InvalidQuery
from archive.search._query import MAX_TEXT

MAX_CLAUSES = 32
MAX_DEPTH = 8
MAX_WILDCARDS = 3
MAX_EDITS = 2
MAX_SLOP = 50
MIN_LITERALS = 2  # letters that must stand beside a wildcard


def check_length(text: str) -> None:
    """Refuse a text that is too long."""
    if len(text) > MAX_TEXT:
        raise InvalidQuery(
            f"The question has {len(text):,} characters; shorten it to {MAX_TEXT} or fewer."
        )


def check_depth(brackets: str) -> None:
    """Refuse brackets nested too deep."""
    depth = deepest = 0
    for bracket in brackets:
        depth = depth + 1 if bracket == "(" else max(0, depth - 1)
        deepest = max(deepest, depth)
    if deepest > MAX_DEPTH:
        raise InvalidQuery(
            f"The brackets are nested {deepest} deep; use at most {MAX_DEPTH} levels."
        )


def check_clauses(count: int) -> None:
    """Refuse more words and phrases than an answer may cost."""
    if count > MAX_CLAUSES:
        raise InvalidQuery(
            f"The question has {count} parts; use at most {MAX_CLAUSES} words or phrases."
        )


def check_phrase(count: int) -> None:
    """Refuse a phrase of too many words."""
    if count > MAX_CLAUSES:
        raise InvalidQuery(f"A phrase has {count} words; quote at most {MAX_CLAUSES} of them.")


def check_wildcards(count: int) -> None:
    """Refuse more wildcard words than an answer may cost."""
    if count > MAX_WILDCARDS:
        raise InvalidQuery(
            f"{count} words have wildcards; use * or ? in at most {MAX_WILDCARDS} words."
        )


def check_literals(pattern: str, literals: int) -> None:
    """Refuse a wildcard that nearly every word would match."""
    if literals < MIN_LITERALS:
        raise InvalidQuery(
            f"“{pattern}” would match nearly every word; put at least {MIN_LITERALS} letters "
            "beside the wildcard, as in lith*."
        )
