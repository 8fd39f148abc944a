"""One question answered on one snapshot: hits, counts and histogram from one matching set."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from whoosh.query import And, AndMaybe, AndNot, ConstantScoreQuery, Or, Phrase, Query, Term

from archive.search._errors import InvalidQuery
from archive.search._facets import FACET_NAMES
from archive.search._language import Reading
from archive.search._query import MAX_RESULT_WINDOW, Choice, SearchQuery
from archive.search._result import Hit, Notice, SearchResult
from archive.search.engines.whoosh import _constraints, _highlighting, _marks, _planning
from archive.search.engines.whoosh._counts import DateCounts, facet_counts
from archive.search.engines.whoosh._found import Found
from archive.search.engines.whoosh._order import Place, Ranking
from archive.search.engines.whoosh._ranking import about
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._words import MAX_WORDS

_METADATA = {name: name for name in (*FACET_NAMES, "origin", "has")}
_METADATA |= {"names": "source", "earliest": "date", "latest": "date"}
_UNKNOWN_IF_ABSENT = frozenset(FACET_NAMES) - {"source"}


@dataclass(frozen=True, slots=True)
class Match:
    """What a question matches, and the query as executed.

    `cut` are the wildcards that stood for too many words.
    """

    asked: SearchQuery
    query: Query | None
    found: Found
    cut: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return how many articles match."""
        return len(self.found.documents)

    def ranking(self) -> Ranking:
        """Return the matches in the order asked for."""
        return Ranking(self.found, self.asked.order)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts of an answer are asked for, beside the total and the order."""

    facets: bool = True
    highlights: bool = True


def match(
    snapshot: Snapshot, query: SearchQuery, reading: Reading, subjects: Sequence[Choice] = ()
) -> Match:
    """Return what a question matches; raise InvalidQuery for filters that do not exist.

    Articles that are mainly about one of the `subjects` are better ones.
    """
    _constraints.check(query)
    if reading.query is None:
        return Match(query, None, Found(snapshot, None, query), ())
    tree, cut = _planning.plan(snapshot, reading)
    tree = about(tree, subjects)
    return Match(query, tree, Found(snapshot, tree, query), cut)


def answer(
    snapshot: Snapshot,
    query: SearchQuery,
    reading: Reading,
    wanted: Wanted,
    began: float,
    subjects: Sequence[Choice] = (),
) -> SearchResult:
    """Return the result of a question that was asked at a time, without repairs."""
    last = query.page * query.per_page
    if query.page < 1 or query.per_page < 1 or last > MAX_RESULT_WINDOW:
        raise InvalidQuery(
            f"Page {query.page:,} is out of reach: only the first {MAX_RESULT_WINDOW:,} articles "
            "can be paged through; narrow the question."
        )
    found = match(snapshot, query, reading, subjects)
    places = found.ranking().best(last - query.per_page, last)
    return SearchResult(
        query=query,
        total=found.total,
        hits=_hits(found, places) if wanted.highlights else _bare_hits(found, places),
        read_as=reading.read_as,
        notices=(*reading.notices, *_notices(found)),
        **(_counts(found) if wanted.facets else {}),
        took_ms=took_ms(began),
    )


def took_ms(began: float) -> float:
    """Return how long ago something began."""
    return (time.perf_counter() - began) * 1000


def _counts(found: Match) -> dict[str, Any]:
    """Return the facet counts, the histogram and the number of stories."""
    dates = DateCounts(found.found)
    return {
        "stories": found.found.snapshot.story_count(found.found.documents),
        "facets": facet_counts(found.asked, found.found),
        "years": dates.years(),
        "months": dates.months(found.asked),
        "days": dates.days(found.asked),
        "undated": dates.undated(),
        "year_unknown": dates.year_unknown(),
    }


def _notices(found: Match) -> Iterator[Notice]:
    """Say what the index and the filters add to how the question was read."""
    for words in found.cut:
        yield Notice(
            f"{words} stands for more than {MAX_WORDS:,} words; "
            f"only the first {MAX_WORDS:,} were searched for."
        )
    for leaf in _metadata_leaves(found.query) if found.query is not None else ():
        if leaf.field() in _UNKNOWN_IF_ABSENT and not found.found.knows(leaf):
            yield Notice(f"No article has {leaf.field()}:{leaf.text}.")
    days = _constraints.day_range(found.asked)
    if days and days[0] > days[1]:
        yield Notice("The dates are the wrong way round: no day lies between them.")


def _bare_hits(found: Match, places: Sequence[Place]) -> tuple[Hit, ...]:
    ids = found.found.snapshot.ids[[place.document for place in places]].tolist()
    return tuple(Hit(number, score) for number, (_, score) in zip(ids, places, strict=True))


def _hits(found: Match, places: Sequence[Place]) -> tuple[Hit, ...]:
    snapshot = found.found.snapshot
    title_marks = _marks.marks_of(found.query, "title")
    body_marks = _marks.marks_of(found.query, "body")
    hits = []
    for document, score in places:
        title_text, body = snapshot.text(document)
        title = _highlighting.marked(title_text, title_marks)
        pieces = _highlighting.snippets(body, body_marks)
        is_marked = any(piece.is_match for snippet in (title, *pieces) for piece in snippet)
        hits.append(
            Hit(
                id=int(snapshot.ids[document]),
                score=score,
                title=title,
                snippets=pieces,
                matched_in=() if is_marked else _matched_in(found, document),
            )
        )
    return tuple(hits)


def _matched_in(found: Match, document: int) -> tuple[str, ...]:
    """Name the metadata by which a document matched a question that has words."""
    leaves = _metadata_leaves(found.query) if found.query is not None else ()
    names = (_METADATA[leaf.field()] for leaf in leaves if found.found.has(document, leaf))
    return tuple(dict.fromkeys(names))


def _metadata_leaves(query: Query) -> list[Query]:
    if isinstance(query, And | Or):
        return [leaf for child in query for leaf in _metadata_leaves(child)]
    if isinstance(query, AndNot | AndMaybe):
        return _metadata_leaves(query.a)
    if isinstance(query, ConstantScoreQuery):
        return _metadata_leaves(query.child)
    return [query] if isinstance(query, Term | Phrase) and query.field() in _METADATA else []
