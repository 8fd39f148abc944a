"""The countries and minerals that a question names, whatever else its words mean."""

import re
from collections.abc import Callable, Mapping, Sequence

from whoosh.query import And, Or, Query

from archive.search._language._terms import said
from archive.search._query import Choice

Subjects = Callable[[Sequence[str]], Mapping[str, Choice]]  # names as typed -> (facet, slug)

_MOST_WORDS = 8  # of a question that may be names
_LONGEST = 3  # words of a name that is not quoted
_SHORTEST = 3  # letters of a name in small ones: "no" and "it" are no countries
_QUOTED = re.compile(r'"([^"]*)"')
_POSSESSIVE = re.compile(r"['’][sS]?$")


def no_subjects(names: Sequence[str]) -> Mapping[str, Choice]:
    """Know no names."""
    return {}


def possible_names(query: Query | None) -> tuple[str, ...]:
    """Return what of a question's words may be a name, the longest first; nothing excluded is."""
    words = _words(query)[:_MOST_WORDS] if query is not None else []
    spans = (
        " ".join(words[begin : begin + length])
        for length in range(min(_LONGEST, len(words)), 0, -1)
        for begin in range(len(words) - length + 1)
    )
    return tuple(name for name in dict.fromkeys(spans) if _is_possible(name))


def chosen_subjects(names: Sequence[str], known: Mapping[str, Choice]) -> tuple[Choice, ...]:
    """Return what the known ones of some names stand for, but for those within a longer one."""
    found: list[str] = []
    for name in names:
        if name in known and not any(f" {name} " in f" {longer} " for longer in found):
            found.append(name)
    return tuple(dict.fromkeys(known[name] for name in found))


def _words(query: Query) -> list[str]:
    text = said(query)
    if text is not None:
        quoted = _QUOTED.fullmatch(text)
        return [_POSSESSIVE.sub("", quoted[1] if quoted else text)]
    if isinstance(query, And | Or):
        return [word for child in query.children() for word in _words(child)]
    return []


def _is_possible(name: str) -> bool:
    if ":" in name:
        return False
    return len(name) >= _SHORTEST or name.isupper() or not name.isascii()
