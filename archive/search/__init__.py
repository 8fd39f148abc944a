"""A question to an answer. Imports no models and no HTTP."""

from contextlib import suppress

from archive.search._counting import (
    OTHERS,
    Axis,
    DateSpan,
    FacetAxis,
    Key,
    Matches,
    Period,
    PeriodAxis,
    WordCount,
    log_likelihood,
)
from archive.search._errors import (
    IndexLocked,
    IndexOutdated,
    IndexUnavailable,
    InvalidQuery,
    SearchError,
)
from archive.search._facets import FACET_NAMES, FACETS, UNDATED, YEAR_UNKNOWN, FacetSpec
from archive.search._language import begun
from archive.search._likeness import (
    Background,
    TellingWord,
    make_background,
    stems_of,
    telling_words,
)
from archive.search._marks import MAX_MARKED, Mark, find_marks
from archive.search._narrowing import (
    containing,
    during,
    edtf_range,
    having,
    lacking,
    undated,
)
from archive.search._query import (
    MAX_RESULT_WINDOW,
    MAX_TEXT,
    NONE,
    PER_PAGE_CHOICES,
    Choice,
    SearchQuery,
    Sort,
)
from archive.search._repairs import with_repairs
from archive.search._result import (
    Completion,
    FacetCount,
    Fragment,
    Hit,
    Notice,
    Repair,
    SearchResult,
    Snippet,
)
from archive.search.engines import get_engine

__all__ = [
    "FACETS",
    "FACET_NAMES",
    "MAX_MARKED",
    "MAX_RESULT_WINDOW",
    "MAX_TEXT",
    "NONE",
    "OTHERS",
    "PER_PAGE_CHOICES",
    "UNDATED",
    "YEAR_UNKNOWN",
    "Axis",
    "Background",
    "Choice",
    "Completion",
    "DateSpan",
    "FacetAxis",
    "FacetCount",
    "FacetSpec",
    "Fragment",
    "Hit",
    "IndexLocked",
    "IndexOutdated",
    "IndexUnavailable",
    "InvalidQuery",
    "Key",
    "Mark",
    "Matches",
    "Notice",
    "Period",
    "PeriodAxis",
    "Repair",
    "SearchError",
    "SearchQuery",
    "SearchResult",
    "Snippet",
    "Sort",
    "TellingWord",
    "WordCount",
    "containing",
    "during",
    "edtf_range",
    "find_marks",
    "get_engine",
    "having",
    "lacking",
    "log_likelihood",
    "make_background",
    "search",
    "stems_of",
    "telling_words",
    "undated",
    "with_repairs",
]


def search(query: SearchQuery, *, is_unfinished: bool = False) -> SearchResult:
    """Answer one question with the configured engine; an empty answer names others to ask.

    The last word of an unfinished question that finds nothing is read as its beginning: the
    `query` of the result is then another.
    """
    engine = get_engine()
    result = engine.search(query)
    if result.total or not (query.text.strip() or query.is_narrowed):
        return result
    if is_unfinished and (beginning := begun(query.text)):
        with suppress(InvalidQuery):
            longer = engine.search(query.asking(beginning))
            if longer.total:
                return longer
    return with_repairs(result, engine)
