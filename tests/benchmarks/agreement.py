"""Do the engines give the same answers? Asked before anything is timed.

Totals may differ a little, because stemmers and word boundaries do: by 1 % or by 2 articles,
whichever is more. Where totals agree, every facet count must agree; where they differ, each
count may differ by as much. So may the counts of a facet with a filter of its own, which are
those of a larger set of articles.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.benchmarks.articles import FACETS
from tests.benchmarks.peers import Answer, Part, Peer
from tests.benchmarks.questions import Question

_SHARE = 0.01
_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An engine answers a question differently from the first engine."""

    engine: str
    question: Question
    difference: str

    def __str__(self) -> str:
        return f"{self.engine} disagrees on {self.question}: {self.difference}"


def mismatches(
    peers: Mapping[str, Peer], questions: Iterable[Question]
) -> tuple[dict[Question, int], list[Mismatch]]:
    """Return the total of each question by the first engine, and who disagrees with it."""
    totals, found = {}, []
    first, *others = peers
    for question in questions:
        expected = peers[first].answer(question, Part.FACETS)
        totals[question] = expected.total
        for name in others:
            if peers[name].supports(question):
                answer = peers[name].answer(question, Part.FACETS)
                difference = compare(question, expected, answer)
                if difference:
                    found.append(Mismatch(name, question, difference))
    return totals, found


def compare(question: Question, expected: Answer, other: Answer) -> str:
    """Return how two answers differ beyond the bounds, in words; empty when they do not."""
    off = abs(expected.total - other.total)
    if off > max(_ARTICLES, _SHARE * expected.total):
        return f"{other.total:,} articles, not {expected.total:,}"
    if min(expected.total, other.total, 20) > len(other.top):
        return f"only {len(other.top)} hits are listed"
    filtered = {facet for facet, _ in question.filters}
    for facet in FACETS:
        counts, others = expected.facets[facet], other.facets[facet]
        for value in sorted({*counts, *others}):
            pair = counts.get(value, 0), others.get(value, 0)
            if abs(pair[0] - pair[1]) > _allowed(off or facet in filtered, expected.total):
                return f"{facet}={value} counts {pair[1]:,}, not {pair[0]:,}"
    return ""


def _allowed(differs: object, total: int) -> float:
    return max(_ARTICLES, _SHARE * total) if differs else 0
