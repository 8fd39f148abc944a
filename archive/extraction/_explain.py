"""Why not? The names and dates of a text that became no value, each with the rule that says so.

Looks at a text that has been read already and changes nothing of what was found.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from archive.extraction._companies import missed_companies
from archive.extraction._countries import find_countries, missed_countries
from archive.extraction._date_lines import read_date_line
from archive.extraction._date_words import find_dates
from archive.extraction._findings import Finding, Hints, NearMiss
from archive.extraction._gazetteer import Gazetteer
from archive.extraction._layout import Layout
from archive.extraction._matcher import Matcher, Meaning, Range, fold
from archive.extraction._minerals import find_minerals, missed_minerals
from archive.extraction._near_misses import missed_finding
from archive.extraction._outlets import OutletIndex
from archive.extraction._source_signs import find_signs

_MOST = 200  # near misses of one sort; a text with more is a list of names
_LONGEST = 2000  # characters of a block in which dates are looked for
_SHOWN_OPENING = 90  # characters
_PRESS = ("newspaper", "agency", "trade-press")
_PLACES = {
    "caption": "a caption",
    "related": "links to other articles",
    "menu": "a menu",
    "share": "share buttons",
    "byline": "a byline",
    "tags": "tags",
    "comments": "comments",
    "copyright": "a copyright line",
    "cookies": "a cookie notice",
    "date": "a date line",
    "label": "a labelled line",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, how it was read, and with which names. `places` are what countries count in."""

    text: str
    layout: Layout
    places: tuple[Range, ...]
    gazetteer: Gazetteer
    outlets: OutletIndex
    hints: Hints


def explained(reading: Reading, values: Sequence[Finding]) -> tuple[NearMiss, ...]:
    """Return what was seen in a text and not taken as a value. `values` are title, date, source.

    At most `_MOST` of each sort, in the order of the text.
    """
    text, places, gazetteer = reading.text, reading.places, reading.gazetteer
    sorts = (
        _untitled(reading, values),
        _signs(reading, values),
        _outlets(reading),
        _dates(reading, values),
        missed_countries(text, places, gazetteer),
        missed_minerals(text, places, gazetteer),
        missed_companies(text, places, gazetteer),
        _outside(reading),
    )
    return tuple(each for sort in sorts for each in islice(sort, _MOST))


def _untitled(reading: Reading, values: Sequence[Finding]) -> Iterator[NearMiss]:
    """Yield the opening of a text that has no headline."""
    if reading.layout.blocks and not any(value.field == "title" for value in values):
        block = reading.layout.blocks[0]
        end = min(block.end, block.start + _SHOWN_OPENING)
        quote = reading.text[block.start : end]
        rule = "opens the text, but not as a headline does"
        yield NearMiss("title", " ".join(quote.split()), block.start, end, quote, rule)


def _signs(reading: Reading, values: Sequence[Finding]) -> Iterator[NearMiss]:
    """Yield the signs of a publisher or an agency that others outweighed."""
    taken = {(value.start, value.value) for value in values}
    for sign in find_signs(reading.text, reading.layout, reading.outlets, reading.hints):
        if sign.start is None or sign.end is None or (sign.start, sign.name) in taken:
            continue
        quote = reading.text[sign.start : sign.end]
        rule = f"{sign.rule}: less sure than what was chosen, or of another role"
        field = "source" if sign.role == "publisher" else "origin"
        yield NearMiss(field, sign.name, sign.start, sign.end, quote, rule)  # type: ignore[arg-type]


def _outlets(reading: Reading) -> Iterator[NearMiss]:
    """Yield the outlets that the text names without being shown as their article."""
    folded = fold(reading.text)
    whole = [(0, len(folded))]
    for hit in reading.gazetteer.built(outlet_matcher).scan(folded, whole, _in_any_language):
        quote = reading.text[hit.start : hit.end]
        if _is_within(hit.start, reading.places):
            rule = "named in the article, which does not make it the source"
        else:
            rule = f"in {_place(reading, hit.start)}, where it does not count as the source"
        for meaning in hit.meanings:
            yield NearMiss("source", meaning.slug, hit.start, hit.end, quote, rule)


def outlet_matcher(gazetteer: Gazetteer) -> Matcher:
    """Compile the names of the press; the meanings carry names, not slugs."""
    matcher = Matcher()
    for outlet in gazetteer.outlets.values():
        for name in (outlet.name, *outlet.aliases):
            is_telling = " " in name or len(name) > 5
            if outlet.kind in _PRESS and is_telling and name[:1].isupper():
                matcher.add(name, name, Meaning(outlet.name, "outlet"))
    return matcher.compile()


def _in_any_language(language: str, name: str) -> bool:
    del language, name
    return True


def _dates(reading: Reading, values: Sequence[Finding]) -> Iterator[NearMiss]:
    """Yield the dates of the text that are not taken for the day of publication."""
    layout = reading.layout
    taken = [(v.start, v.end) for v in values if v.field == "date" and v.start is not None]
    for index, block in enumerate(layout.blocks):
        raw = reading.text[block.start : min(block.end, block.start + _LONGEST)]
        for mention in find_dates(raw):
            start, end = block.start + mention.start, block.start + mention.end
            date = mention.read(None)
            if date is None or any(first < end and start < last for first, last in taken):  # type: ignore[operator]
                continue
            rule = _why_no_publication(layout, index, raw)
            yield NearMiss("date", str(date), start, end, reading.text[start:end], rule)


def _why_no_publication(layout: Layout, index: int, raw: str) -> str:
    kind = layout.kinds[index]
    if index == layout.title:
        return "in the headline: what it is about, not when it was published"
    if index in layout.body:
        return "within the article: when something happened, not when it was published"
    if kind in _PLACES and kind not in ("date", "byline", "label"):
        return f"in {_PLACES[kind]}"
    if read_date_line(raw) is None:
        return "among other words, without a label such as “Published”"
    if index >= layout.stop:
        return "below the article"
    return "another date was surer"


def _outside(reading: Reading) -> Iterator[NearMiss]:
    """Yield the countries and minerals that only the page around the article names."""
    ranges = _complement(reading.places, len(reading.text))
    for find in (find_countries, find_minerals):
        for finding in find(reading.text, ranges, reading.gazetteer):
            where = _place(reading, finding.start or 0)
            yield missed_finding(finding, f"outside the article, in {where}")


def _complement(ranges: Iterable[Range], length: int) -> list[Range]:
    edges = [(0, 0), *sorted(ranges), (length, length)]
    return [(one[1], two[0]) for one, two in pairwise(edges) if one[1] < two[0]]


def _place(reading: Reading, position: int) -> str:
    """Return where a position outside the article is, in words."""
    layout = reading.layout
    starts = [block.start for block in layout.blocks]
    index = bisect_right(starts, position) - 1
    kind = layout.kinds[index] if index >= 0 else ""
    if kind in _PLACES:
        return _PLACES[kind]
    return "the page's head" if index < layout.start else "the page's foot"


def _is_within(position: int, ranges: Iterable[Range]) -> bool:
    return any(start <= position < end for start, end in ranges)
