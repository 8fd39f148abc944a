"""The words of a search in the article it found: where they stand, how often, and the way on."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from archive.search import MAX_MARKED, Mark, find_marks
from archive.web._marking import Span

_MOST_MARKED = 2_000  # matches of one page; more are counted but not marked


@dataclass(frozen=True, slots=True)
class TermCount:
    """A part of the question, how often it stands here, and where it does first."""

    label: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """What the question finds in the article as shown; `position` is 0 before the first step."""

    counts: tuple[TermCount, ...]
    total: int
    position: int
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class MarkedTerms:
    """The marks of a question in the title and in the text of an article.

    Both are ascending and apart; their places count on from the title into the text. `counts`
    are the matches of each term, `first` the place of its first one in the text.
    """

    title: tuple[Span, ...] = ()
    text: tuple[Span, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    first: Mapping[str, int] = field(default_factory=dict)

    def within(self, start: int, end: int) -> Iterable[Span]:
        """Return the marks of the text that touch a range, without looking at all of them."""
        first = bisect_left(self.text, start + 1, key=lambda span: span.end)
        last = bisect_left(self.text, end, key=lambda span: span.start)
        return self.text[first:last]


def mark_terms(
    question: str, title: str, text: str, ranges: Iterable[Sequence[int]]
) -> MarkedTerms:
    """Find a question in a title and in ranges of a text, each read by itself as it is indexed."""
    if not question.strip():
        return MarkedTerms()
    in_title = find_marks(question, title, name="title")
    in_text = tuple(_in_ranges(question, text, ranges))
    title_spans = tuple(_spans(in_title, 1))[:_MOST_MARKED]
    text_spans = tuple(_spans(in_text, len(title_spans) + 1))[:_MOST_MARKED]
    # The reader has just read the title: a link leads into the text where it can.
    first = _first_places(in_title, title_spans) | _first_places(in_text, text_spans)
    counts = Counter(mark.term for mark in (*in_title, *in_text))
    return MarkedTerms(title_spans, text_spans, counts, first)


def make_term_line(marked: MarkedTerms, address: str, match: str) -> TermLine | None:
    """Return the counts and the links from match to match; None when nothing is marked.

    `address` is the article as it is shown, its search included; `match` where the reader is.
    """
    total = len(marked.title) + len(marked.text)
    if not total:
        return None
    position = int(match) if match.isdecimal() and len(match) < 6 else 0
    position = position if position <= total else 0

    def step(place: int) -> str:
        return f"{address}&match={place}#term-{place}"

    return TermLine(
        counts=tuple(
            TermCount(term, count, f"#term-{marked.first[term]}" if term in marked.first else "")
            for term, count in marked.counts.items()
        ),
        total=total,
        position=position,
        previous=step(position - 1 if position > 1 else total),
        next=step(position % total + 1),
    )


def _in_ranges(question: str, text: str, ranges: Iterable[Sequence[int]]) -> Iterator[Mark]:
    for start, end in ranges:
        for mark in find_marks(question, text[start : min(end, MAX_MARKED)]):
            yield Mark(start + mark.start, start + mark.end, mark.term)


def _spans(marks: Iterable[Mark], place: int) -> Iterator[Span]:
    """Join marks that overlap, so that each step leads to another place."""
    start = end = -1
    for mark in marks:
        if mark.start < end:
            end = max(end, mark.end)
            continue
        if end > 0:
            yield Span(start, end, place=place)
            place += 1
        start, end = mark.start, mark.end
    if end > 0:
        yield Span(start, end, place=place)


def _first_places(marks: Iterable[Mark], spans: Sequence[Span]) -> dict[str, int]:
    """Return the place of the first mark of each term."""
    starts = [span.start for span in spans]
    places: dict[str, int] = {}
    for mark in marks:
        if mark.term not in places:
            index = bisect_left(starts, mark.start + 1) - 1
            if mark.start < spans[index].end:
                places[mark.term] = spans[index].place
    return places
