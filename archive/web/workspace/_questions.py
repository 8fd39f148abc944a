"""Stored parameters to a question, and the question as people read it."""

from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict

from archive.search import SearchQuery
from archive.web._chips import Chip, make_chips, question_in_words
from archive.web._filters import ArticleFilterSet
from archive.web._labels import Labels
from archive.workspace import UnreadableSearch


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the pages show it: its words, its filters, and all of it on one line."""

    words: str
    chips: tuple[Chip, ...]
    line: str


@lru_cache(maxsize=1024)  # a filter set copies all its fields; questions are values
def read_question(parameters: str) -> SearchQuery:
    """Return the question of a stored query string.

    Raise UnreadableSearch when a part of it cannot be asked any more: leaving the part out
    would answer another question.
    """
    try:
        filters = ArticleFilterSet(QueryDict(parameters))
    except TooManyFieldsSent as error:
        raise UnreadableSearch("It has more filters than can be asked at once.") from error
    if problems := filters.problems():
        raise UnreadableSearch(" ".join(problems.values()))
    return filters.search_query()


def show_question(query: SearchQuery, labels: Labels) -> Question:
    """Return a question ready to be shown."""
    line = question_in_words(query, labels) or "All articles"
    return Question(query.text.strip(), make_chips(query, labels), line)
