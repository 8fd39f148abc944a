"""What to ask instead when nothing was found: each repair with the count it would give."""

import re
import time
from collections.abc import Iterator

from whoosh.query import And, FuzzyTerm, Not, Query

from archive.search._analysis import compounds
from archive.search._errors import InvalidQuery
from archive.search._language import Reading, Vocabulary, begun, read
from archive.search._language._fields import FIELDS
from archive.search._language._limits import MAX_EDITS
from archive.search._language._terms import said
from archive.search._query import SearchQuery
from archive.search._result import Repair
from archive.search.engines.whoosh import _answer
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._words import pattern_of

_MOST = 8  # repairs offered
_SECONDS = 0.1  # of processor time, after which only the likeliest repairs are tried
_LIKELIEST = 2
_MOST_PHRASES = 4  # of which any is searched for
_SHORTEST = 4  # letters of a word that may be misspelt
# What stands behind a field is a name, a date or a flag, and a pattern is no slip: these stay.
_VALUE = r"(?:\"[^\"]*\"?|\([^()]*\)?|[^\s()\"]*)"
_WORD = re.compile(
    rf"(?P<kept>(?<!\w)(?i:{'|'.join(set(FIELDS) - {'title'})})\s*:\s*{_VALUE}"
    r"|(?<!\w)(?i:title)\s*:|[^\s()\"]*[*?~][^\s()\"]*)"
    r"|(?P<word>[^\W\d_]{4,})"
)


def repairs(
    snapshot: Snapshot, query: SearchQuery, reading: Reading, vocabulary: Vocabulary
) -> tuple[Repair, ...]:
    """Return the questions near this one that find something."""
    found: dict[SearchQuery, Repair] = {}
    deadline = time.thread_time() + _SECONDS
    for rank, (label, other) in enumerate(_alternatives(snapshot, query.at_page(1), reading)):
        if len(found) == _MOST or (rank >= _LIKELIEST and time.thread_time() > deadline):
            break
        if other not in found and (total := _total(snapshot, other, vocabulary)):
            found[other] = Repair(label, other, total)
    return tuple(found.values())


def _alternatives(
    snapshot: Snapshot, query: SearchQuery, reading: Reading
) -> Iterator[tuple[str, SearchQuery]]:
    if (spelling := _respelt(snapshot, query.text)) != query.text:
        yield f"Did you mean “{spelling}”", query.asking(spelling)
    if beginning := begun(query.text):
        yield f"Words that begin so: “{beginning}”", query.asking(beginning)
    yield from _without_filters(query)
    yield from _fewer_words(snapshot, query, reading)
    parts = _conjuncts(reading.query) if reading.query is not None else []
    if query.is_narrowed and len(parts) > 1 and _are_cheap(parts):
        either = " OR ".join(_respelt(snapshot, part) for part in parts)
        yield "Any of the words, without any filter", query.cleared().asking(either)


def _without_filters(query: SearchQuery) -> Iterator[tuple[str, SearchQuery]]:
    for facet, value in query.filters:
        yield f"Without {facet}: {value}", query.without(facet, value)
    for facet, value in query.excluded:
        yield f"With {facet}: {value}", query.without(facet, value)
    if query.main_only:
        yield "With what is merely mentioned", query.about_main_subjects(only=False)
    if query.after or query.before:
        yield "On any date", query.between("", "")
    if query.text and query.is_narrowed:
        yield "Without any filter", query.cleared()


def _fewer_words(
    snapshot: Snapshot, query: SearchQuery, reading: Reading
) -> Iterator[tuple[str, SearchQuery]]:
    parts = _conjuncts(reading.query) if reading.query is not None else []
    if len(parts) < 2:
        return
    if _are_cheap(parts):
        yield "Any of the words", query.asking(" OR ".join(_respelt(snapshot, p) for p in parts))
    for part in parts:
        rest = " ".join(other for other in parts if other != part)
        yield f"Without “{part}”", query.asking(rest)


def _are_cheap(parts: list[str]) -> bool:
    """Tell whether all parts may be looked up: one that fails no longer spares the others."""
    return sum('"' in part for part in parts) <= _MOST_PHRASES


def _conjuncts(query: Query) -> list[str]:
    """Return what must all be there, in the query language; empty when it is more than a list."""
    words = said(query)
    if words is not None or not isinstance(query, And):
        return [words] if words else []
    return [words for child in query if not isinstance(child, Not) for words in _conjuncts(child)]


def _respelt(snapshot: Snapshot, text: str) -> str:
    """Return a text with each word that the index does not have replaced by the nearest it has.

    Only words of the text are put right: fields, their values and patterns stay as they are.
    """

    def near(match: re.Match[str]) -> str:
        return (match["word"] and _nearest(snapshot, match["word"])) or match[0]

    return _WORD.sub(near, text)


def _nearest(snapshot: Snapshot, typed: str) -> str | None:
    word = compounds(typed)[0].words[0] if compounds(typed) else ""
    if len(word) < _SHORTEST or typed.isupper():
        return None
    if not snapshot.field("words").term(word.encode()).is_absent:
        return None
    for edits in range(1, MAX_EDITS + 1):
        near = FuzzyTerm("words", word, maxdist=edits, prefixlength=1)
        if words := snapshot.words_like(pattern_of(near)):
            return max(words, key=lambda w: snapshot.field("words").term(w.encode()).count)
    return None


def _total(snapshot: Snapshot, query: SearchQuery, vocabulary: Vocabulary) -> int:
    try:
        return _answer.match(snapshot, query, read(query.text, vocabulary)).total
    except InvalidQuery:
        return 0
