"""The tables of an analysis, by name."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from archive.analysis._coverage import coverage
from archive.analysis._crossing import matrix, pairs
from archive.analysis._subject import BY, Subject, open_subject
from archive.analysis._surges import surges
from archive.analysis._table import Table
from archive.analysis._terms import terms
from archive.analysis._timeline import timeline
from archive.analysis._tops import countries, sources
from archive.errors import ArchiveError
from archive.search import SearchQuery


class UnknownAnalysis(ArchiveError):
    """There is no table of this name, or it cannot be counted by this."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A table that can be made of any search; `splits` are what it may be counted by."""

    name: str
    label: str
    make: Callable[[Subject, str], Table]
    splits: tuple[str, ...] = ()


def _unsplit(make: Callable[[Subject], Table]) -> Callable[[Subject, str], Table]:
    return lambda subject, by: make(subject)


ANALYSES = (
    Analysis("timeline", "Over time", timeline, BY),
    Analysis("matrix", "Minerals × countries", _unsplit(matrix)),
    Analysis("map", "Map", _unsplit(countries)),
    Analysis("sources", "Sources", _unsplit(sources)),
    Analysis("pairs", "Country pairs", _unsplit(pairs)),
    Analysis("terms", "Telling words", _unsplit(terms)),
    Analysis("surges", "Surges", _unsplit(surges)),
    Analysis("coverage", "Coverage", _unsplit(coverage)),
)


def find_analysis(name: str) -> Analysis:
    """Return the analysis of a name; raise UnknownAnalysis, naming the others, without one."""
    for each in ANALYSES:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in ANALYSES)
    raise UnknownAnalysis(f"There is no analysis “{name}”. There are: {known}.")


def analyse(name: str, query: SearchQuery, *, by: str = "") -> Table:
    """Return one table of everything that a search finds, whatever page it stands on.

    `by` is what the table is counted by, where it can be counted by several things; the first
    of them when empty. Raise UnknownAnalysis for another name, InvalidQuery for a broken limit
    and IndexUnavailable without a readable index.
    """
    analysis = find_analysis(name)
    by = by or next(iter(analysis.splits), "")
    if by and by not in analysis.splits:
        known = " or ".join(analysis.splits) or "nothing"
        raise UnknownAnalysis(f"“{name}” is not counted by “{by}”, but by {known}.")
    subject = open_subject(query)
    return replace(analysis.make(subject, by), read_as=subject.matches.read_as)
