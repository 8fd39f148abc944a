"""What can be counted of a result: along facets and periods, and word by word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import log
from typing import NamedTuple, Protocol

from archive.search._query import SearchQuery

OTHERS = "*"  # the value of an axis for articles that have none of the values asked for


class Period(NamedTuple):
    """A time from one day to another, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class FacetAxis:
    """The values of a facet: all that occur and `none`, or `values` alone.

    With `values` and `has_others`, articles that have none of them count as OTHERS.
    """

    facet: str
    values: tuple[str, ...] | None = None
    has_others: bool = False


@dataclass(frozen=True, slots=True)
class PeriodAxis:
    """Periods, ascending and apart; an article counts in each in which it may be dated."""

    periods: tuple[Period, ...]


Axis = FacetAxis | PeriodAxis
Key = str | Period


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When articles are dated: the first and the last day on which any may be.

    `vague` counts those dated to a month or a year; they are among the dated ones.
    """

    first: date | None = None
    last: date | None = None
    dated: int = 0
    vague: int = 0
    undated: int = 0
    year_unknown: int = 0


class WordCount(NamedTuple):
    """A word, and how many articles of two sets a search for it finds."""

    word: str
    inside: int
    outside: int


class Matches(Protocol):
    """All articles that a question matches, in one state of the index.

    Every method raises IndexUnavailable when the index cannot be read.
    """

    @property
    def query(self) -> SearchQuery:
        """Return the question."""

    @property
    def total(self) -> int:
        """Return how many articles match."""

    @property
    def read_as(self) -> str:
        """Return the words of the question as understood, in the query language."""

    def matches(self, query: SearchQuery) -> "Matches":
        """Return what another question matches in the same state of the index."""

    def dates(self) -> DateSpan:
        """Return when the matches are dated."""

    def counts(self, axis: Axis) -> Mapping[Key, int]:
        """Return how many matches have each key of an axis; keys without any are absent."""

    def cross(self, rows: Axis, columns: Axis) -> Mapping[tuple[Key, Key], int]:
        """Return how many matches have a key of one axis and a key of another."""

    def common(self, other: "Matches") -> int:
        """Return how many articles are among the matches of both."""

    def words(self, other: "Matches | None", limit: int) -> tuple[WordCount, ...]:
        """Return the words that tell these articles from others, the most telling first.

        At most `limit` that these have more often, and as many that they have less often.
        Without `other`, the others are the rest of the archive. Asking for a word within the
        question finds exactly as many articles as are counted.
        """


def log_likelihood(inside: int, total_inside: int, outside: int, total_outside: int) -> float:
    """Return G2: how surprising it is that two sets have something so unequally often.

    The likelihood ratio of T. Dunning, Accurate methods for the statistics of surprise and
    coincidence, Computational Linguistics 19(1), 1993, of the table that P. Rayson and
    R. Garside, Comparing corpora using frequency profiling, 2000, use for words, on articles
    that have it and articles that have not. Negative where the first set has it less often.
    3.84 is passed by chance once in 20 comparisons, 10.83 once in 1,000, 15.13 once in 10,000.
    """
    whole = total_inside + total_outside
    have = inside + outside
    cells = (
        (inside, total_inside * have),
        (outside, total_outside * have),
        (total_inside - inside, total_inside * (whole - have)),
        (total_outside - outside, total_outside * (whole - have)),
    )
    sum_ = sum(seen * log(seen * whole / expected) for seen, expected in cells if seen > 0)
    sign = 1 if inside * total_outside >= outside * total_inside else -1
    return sign * max(0.0, 2 * sum_)
