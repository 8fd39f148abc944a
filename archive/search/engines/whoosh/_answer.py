"""One question answered on one snapshot: hits, counts and histogram from one matching set."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from whoosh.query import And, ConstantScoreQuery, Or, Phrase, Query, Term

from archive.search._errors import InvalidQuery
from archive.search._language import Reading
from archive.search._query import MAX_RESULT_WINDOW, SearchQuery
from archive.search._result import Hit, Notice, SearchResult
from archive.search.engines.whoosh import _constraints, _counts, _highlighting, _matching, _order
from archive.search.engines.whoosh._columns import Integers, Mask
from archive.search.engines.whoosh._expansion import MAX_WORDS, Expansion
from archive.search.engines.whoosh._snapshot import Snapshot

_METADATA = {"names": "source", "source": "source", "origin": "origin", "country": "country"}
_METADATA |= {"mineral": "mineral", "language": "language", "review": "review", "has": "has"}
_METADATA |= {"company": "company", "earliest": "date", "latest": "date"}


@dataclass(frozen=True, slots=True)
class Match:
    """What a question matches: the words' matches, and each constraint beside them."""

    query: Query | None
    words: _matching.Matches
    constraints: dict[str, Mask]
    cut: tuple[str, ...]

    @property
    def mask(self) -> Mask:
        """Return the documents that satisfy everything."""
        return _constraints.all_but(self.constraints, "", self.words.mask)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts of an answer are asked for, beside the total and the order."""

    facets: bool = True
    highlights: bool = True


def find(snapshot: Snapshot, query: SearchQuery, reading: Reading) -> Match:
    """Return what a question matches."""
    expansion = Expansion(snapshot)
    tree = None if reading.query is None else expansion.apply(reading.query)
    words = _matching.match(snapshot, tree)
    constraints = _constraints.constraints(query, snapshot.columns)
    return Match(tree, words, constraints, tuple(expansion.cut))


def order(snapshot: Snapshot, query: SearchQuery, match: Match) -> Integers:
    """Return the matching document numbers in the order asked for."""
    matches = _matching.Matches(match.mask, match.words.scores)
    return _order.ordered(matches, snapshot.columns, query.order)


def answer(
    snapshot: Snapshot, query: SearchQuery, reading: Reading, match: Match, wanted: Wanted
) -> SearchResult:
    """Return the result of a question, without repairs."""
    last = query.page * query.per_page
    if query.page < 1 or query.per_page < 1 or last > MAX_RESULT_WINDOW:
        raise InvalidQuery(
            f"Page {query.page:,} is out of reach: only the first {MAX_RESULT_WINDOW:,} articles "
            "can be paged through; narrow the question."
        )
    documents = order(snapshot, query, match)
    page = documents[last - query.per_page : last]
    result = SearchResult(
        query=query,
        total=len(documents),
        hits=_hits(snapshot, match, page) if wanted.highlights else _bare(snapshot, match, page),
        read_as=reading.read_as,
        notices=(*reading.notices, *_notices(snapshot, query, match)),
    )
    return _counted(snapshot, query, match, result) if wanted.facets else result


def _counted(
    snapshot: Snapshot, query: SearchQuery, match: Match, result: SearchResult
) -> SearchResult:
    """Add the facet counts and the histogram to a result."""
    columns, base = snapshot.columns, match.words.mask
    any_date = _constraints.all_but(match.constraints, _constraints.DATE, base)
    return replace(
        result,
        facets=_counts.facet_counts(query, columns, base, match.constraints),
        years=_counts.years(columns, any_date),
        months=_counts.months(query, columns, any_date),
        undated=int(np.count_nonzero(any_date & columns.undated())),
        year_unknown=int(np.count_nonzero(any_date & columns.year_unknown())),
    )


def _notices(snapshot: Snapshot, query: SearchQuery, match: Match) -> Iterator[Notice]:
    """Say what the index and the filters add to how the question was read."""
    for words in match.cut:
        yield Notice(
            f"{words} stands for more than {MAX_WORDS:,} words; "
            f"only the first {MAX_WORDS:,} were searched for."
        )
    for leaf in _metadata_leaves(match.query) if match.query is not None else ():
        column = snapshot.columns.facets.get(leaf.field())
        if column and leaf.field() != "source" and leaf.text not in column.values:
            yield Notice(f"No article has {leaf.field()}:{leaf.text}.")
    days = _constraints.day_range(query)
    if days and days[0] > days[1]:
        yield Notice("The dates are the wrong way round: no day lies between them.")


def _bare(snapshot: Snapshot, match: Match, documents: Integers) -> tuple[Hit, ...]:
    return tuple(
        Hit(int(snapshot.columns.ids[docnum]), float(match.words.scores[docnum]))
        for docnum in map(int, documents)
    )


def _hits(snapshot: Snapshot, match: Match, documents: Integers) -> tuple[Hit, ...]:
    title_marks = _highlighting.marks_of(match.query, "title")
    body_marks = _highlighting.marks_of(match.query, "body")
    hits = []
    for docnum in map(int, documents):
        stored = snapshot.stored(docnum)
        title = _highlighting.marked(stored.get("title", ""), title_marks)
        pieces = _highlighting.snippets(stored.get("body", ""), body_marks)
        is_marked = any(piece.is_match for snippet in (title, *pieces) for piece in snippet)
        hits.append(
            Hit(
                id=int(snapshot.columns.ids[docnum]),
                score=float(match.words.scores[docnum]),
                title=title,
                snippets=pieces,
                matched_in=() if is_marked else _matched_in(snapshot, match.query, docnum),
            )
        )
    return tuple(hits)


def _matched_in(snapshot: Snapshot, query: Query | None, docnum: int) -> tuple[str, ...]:
    """Name the metadata by which a document matched a question that has words."""
    if query is None:
        return ()
    found = (
        _METADATA[leaf.field()]
        for leaf in _metadata_leaves(query)
        if _matching.match(snapshot, leaf).mask[docnum]
    )
    return tuple(dict.fromkeys(found))


def _metadata_leaves(query: Query) -> list[Query]:
    if isinstance(query, And | Or):
        return [leaf for child in query for leaf in _metadata_leaves(child)]
    if isinstance(query, ConstantScoreQuery):
        return _metadata_leaves(query.child)
    return [query] if isinstance(query, Term | Phrase) and query.field() in _METADATA else []
