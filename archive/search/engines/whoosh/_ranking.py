"""What makes one article better than another that has the same words, as Whoosh queries.

A word in just the form that was typed, a word in the lead, words close together, and being
mainly about a mineral or country that is named add to the score of an article that matches; they
decide nothing about whether it does.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whoosh.query import And, AndMaybe, Or, Query, Term

from archive.search._analysis import Compound
from archive.search._language import compound_of
from archive.search._query import Choice
from archive.search.engines.whoosh._queries import AtBeginning, NearWords

# Chosen on synthetic clippings that the judged questions of the tests are not asked about.
_EXACT = 0.2  # of what a word is worth, for having it just as typed
_LEAD = 1.5  # of what its occurrences in the body are worth, for one of them being early
_LEAD_WORDS = 40
_NEAR = 0.3  # of what two words are worth, for standing close together
_NEAR_WORDS = 4
_NEAR_IN_TITLE = 1.5
_MAIN = 12  # for a subject that the question names being what the article is mainly about
_MOST_WORDS = 8  # for which all this is looked up


def ranked(query: Query, read: Query) -> Query:
    """Return a planned query whose scores tell better articles; `read` is the one before plans."""
    extra = [*_of_words(_words(read)[:_MOST_WORDS]), *_of_neighbours(read)]
    return AndMaybe(query, Or(extra)) if extra else query


def about(query: Query, subjects: Sequence[Choice]) -> Query:
    """Return a ranked query for which articles mainly about one of some subjects are better."""
    if not subjects:
        return query
    main: list[Query] = [Term(f"main_{facet}", slug, boost=_MAIN) for facet, slug in subjects]
    if isinstance(query, AndMaybe):
        return AndMaybe(query.a, Or([*query.b, *main]))
    return AndMaybe(query, Or(main))


def _of_words(words: Sequence[Compound]) -> Iterator[Query]:
    for word in dict.fromkeys(words):
        if exact := _exact(word):
            yield Term("words", exact, boost=_EXACT)
        if len(word.stems) == 1:
            early = Term("body", word.stems[0], boost=_LEAD)
            yield AtBeginning(early, limit=_LEAD_WORDS)


def _of_neighbours(read: Query) -> Iterator[Query]:
    for first, second in list(pairwise(_asked_together(read)))[: _MOST_WORDS - 1]:
        stems = [*first.stems, *second.stems]
        if len(stems) == 2:
            yield NearWords("body", stems, slop=_NEAR_WORDS, boost=_NEAR)
            yield NearWords("title", stems, slop=_NEAR_WORDS, boost=_NEAR_IN_TITLE)


def _exact(word: Compound) -> str:
    """Return the word as typed, in one piece; nothing for words without spaces between them."""
    return word.joined or (word.words[0] if len(word.words) == 1 else "")


def _words(read: Query) -> list[Compound]:
    """Return the words that an article may have, in the order in which they were typed."""
    if (compound := compound_of(read)) is not None:
        return [compound]
    if isinstance(read, And | Or):
        return [word for child in read for word in _words(child)]
    return []


def _asked_together(read: Query) -> list[Compound]:
    """Return the words that an article must all have, in the order in which they were typed."""
    if (compound := compound_of(read)) is not None:
        return [compound]
    return (
        [word for child in read for word in _asked_together(child)] if isinstance(read, And) else []
    )
