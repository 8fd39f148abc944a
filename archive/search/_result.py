"""What a question gets back: hits, counts and how the question was read. All plain values."""

from dataclasses import dataclass
from typing import NamedTuple

from archive.search._query import SearchQuery


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text; `is_match` pieces are what the question asked for."""

    text: str
    is_match: bool = False


Snippet = tuple[Fragment, ...]


class Hit(NamedTuple):
    """One article of a result.

    `title` is empty when the article has none; `matched_in` names the metadata that matched
    when no words of the text did.
    """

    id: int
    score: float
    title: Snippet = ()
    snippets: tuple[Snippet, ...] = ()
    matched_in: tuple[str, ...] = ()


class FacetCount(NamedTuple):
    """How many matching articles have a value, were the facet's own choices left out."""

    value: str
    count: int  # type: ignore[assignment] # tuples have a method of this name, which nobody needs


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know about how the question was read."""

    message: str
    kind: str = "info"  # info, repair or error


@dataclass(frozen=True, slots=True)
class Repair:
    """Another question that would find something, and how much."""

    label: str
    query: SearchQuery
    total: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A question whose last word is finished, and in how many of its articles the word stands."""

    word: str
    query: SearchQuery
    total: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one `SearchQuery`, from one matching set.

    `facets` maps a facet to its counts, largest first; chosen values are always present.
    `years` are (year, count) ascending; `months` (YYYY-MM, count) only while the dates asked
    for lie within one year, `days` (YYYY-MM-DD, count) only while they lie within one month.
    `undated` and `year_unknown` count articles without either. `stories` counts copies of one
    text once; it is None when nothing but the total was counted.
    `read_as` is the question as understood, in the query language.
    """

    query: SearchQuery
    total: int = 0
    stories: int | None = None
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] | None = None
    years: tuple[tuple[int, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    year_unknown: int = 0
    read_as: str = ""
    notices: tuple[Notice, ...] = ()
    repairs: tuple[Repair, ...] = ()
    took_ms: float = 0.0
