"""A question to an answer, whatever state the index is in."""

import logging
from dataclasses import dataclass, replace
from enum import Enum

from archive.models import Article
from archive.search import (
    Hit,
    IndexUnavailable,
    InvalidQuery,
    Notice,
    SearchQuery,
    SearchResult,
    search,
)
from archive.web._edited import editing
from archive.web._filters import ArticleFilterSet

logger = logging.getLogger(__name__)


class State(Enum):
    """How a question was answered; the value is the HTTP status."""

    ANSWERED = 200
    REFUSED = 400  # the question has to be changed first
    DEGRADED = 503  # the database answered instead of the index


@dataclass(frozen=True, slots=True)
class Answer:
    """A result, how it came about, and what is wrong with each parameter."""

    result: SearchResult
    state: State
    problems: dict[str, str]

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.state.value


def answer(filters: ArticleFilterSet, saved: str = "", *, is_unfinished: bool = False) -> Answer:
    """Answer the question of a URL; never widen it because a part cannot be read.

    The last word of an unfinished question may be read as the beginning of others.
    The links of the answer keep naming the saved search that the page may change.
    """
    query, problems = editing(filters.search_query(), saved), filters.problems()
    if problems:
        return Answer(SearchResult(query), State.REFUSED, problems)
    try:
        result = search(query, is_unfinished=is_unfinished)
    except InvalidQuery as error:
        return Answer(SearchResult(query), State.REFUSED, {"q": str(error)})
    except IndexUnavailable:
        logger.exception("The index cannot be read; the database answers instead.")
        result = _from_database(filters, query)
        return Answer(_as_asked(result, filters), State.DEGRADED, {})
    return Answer(_as_asked(result, filters), State.ANSWERED, {})


def _as_asked(result: SearchResult, filters: ArticleFilterSet) -> SearchResult:
    """Add the remarks on the presentation; a page that no result has shows nothing."""
    remarks = filters.remarks()
    if filters.too_deep_page:
        del remarks["page"]
        result = replace(result, query=result.query.at_page(filters.too_deep_page), hits=())
    if not remarks:
        return result
    return replace(result, notices=(*map(Notice, remarks.values()), *result.notices))


def _from_database(filters: ArticleFilterSet, query: SearchQuery) -> SearchResult:
    """Return a plain list of the same filters: no ranking, no counts, words taken literally."""
    start = (query.page - 1) * query.per_page
    ids = filters.qs.values_list("pk", flat=True)
    page = ids[start : start + query.per_page]
    return SearchResult(
        query,
        total=ids.count(),
        hits=tuple(Hit(id=pk, score=0.0) for pk in page),
    )


def archive_is_empty() -> bool:
    """Tell whether there is nothing to find at all."""
    return not Article.objects.exists()
