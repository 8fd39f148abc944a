"""What to ask when nothing was found and one condition is to blame: questions for any engine.

The engine's own repairs, which know its words, come first.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string

from archive.search._errors import InvalidQuery
from archive.search._language import condition_of, parts_of
from archive.search._query import SearchQuery
from archive.search._result import Repair, SearchResult
from archive.search.engines import Engine

NamesNear = Callable[[str, str], tuple[str, ...]]  # (facet, unknown name) -> slugs

_MOST = 8  # repairs offered
_SECONDS = 0.2  # of processor time, after which no further question is tried if one was found
_SHORTEST = 3  # letters of a value that may be meant as a word


def with_repairs(result: SearchResult, engine: Engine) -> SearchResult:
    """Return an empty result with more questions that find something."""
    found = {repair.query: repair for repair in result.repairs}
    deadline = time.thread_time() + _SECONDS
    for label, other in _alternatives(result.query.at_page(1), result.read_as, _names_near()):
        if len(found) >= _MOST or (found and time.thread_time() > deadline):
            break
        if other not in found and (total := _total(engine, other)):
            found[other] = Repair(label, other, total)
    return replace(result, repairs=tuple(found.values()))


def _alternatives(
    query: SearchQuery, read_as: str, names_near: NamesNear
) -> Iterator[tuple[str, SearchQuery]]:
    for facet, value in query.filters:
        for slug in names_near(facet, value):
            yield f"Did you mean {facet}: {slug}", query.without(facet, value).toggled(facet, slug)
    parts = _parts(read_as)
    for label, text in (*_respelt(read_as, parts, names_near), *_anywhere(read_as, parts)):
        yield label, query.asking(text)
    if query.text.strip():
        yield f"Without “{query.text.strip()}”", query.asking("")
        yield "All articles", query.cleared().asking("")


def _parts(question: str) -> tuple[str, ...]:
    """Return the parts of a question; none when it grew past a limit by being read."""
    try:
        return parts_of(question)
    except InvalidQuery:
        return ()


def _respelt(
    question: str, parts: Iterable[str], names_near: NamesNear
) -> Iterator[tuple[str, str]]:
    """Yield a question with each unknown name replaced by those spelt nearly so."""
    for part in parts:
        field, value = condition_of(part)
        for slug in names_near(field, value.strip('"')):
            other = question.replace(part, f"{field}:{slug}", 1)
            yield f"Did you mean “{other}”", other


def _anywhere(question: str, parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield a question with the words of each condition searched for anywhere."""
    for part in parts:
        _, value = condition_of(part)
        if len(value) >= _SHORTEST:
            yield f"{value} anywhere", question.replace(part, value, 1)


def _total(engine: Engine, query: SearchQuery) -> int:
    try:
        return engine.matches(query).total
    except InvalidQuery:
        return 0


def _names_near() -> NamesNear:
    """Return the function that the setting SEARCH_NAMES_NEAR names."""
    path: str = getattr(settings, "SEARCH_NAMES_NEAR", "")
    names_near: NamesNear = import_string(path) if path else _no_names
    return names_near


def _no_names(facet: str, name: str) -> tuple[str, ...]:
    return ()
