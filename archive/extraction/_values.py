"""The single values of a text: title, source, origin, date and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.extraction._dates import DateContext, find_date
from archive.extraction._findings import Finding, Hints
from archive.extraction._hyphens import without_breaks
from archive.extraction._language import find_language
from archive.extraction._layout import Layout
from archive.extraction._mastheads import has_masthead_shape, without_edition
from archive.extraction._outlets import OutletIndex
from archive.extraction._source import find_source
from archive.extraction._title import clean_title

_LONGEST_TITLE = 500  # characters, as the database holds
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Values:
    """The single values of a text; None, or an empty language, where it does not tell."""

    title: Finding | None
    source: Finding | None
    origin: Finding | None
    date: Finding | None
    language: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return those that were found."""
        each = (self.title, self.source, self.origin, self.date)
        return tuple(found for found in each if found)

    @property
    def title_range(self) -> tuple[int, int] | None:
        """Return where the title stands in the text, if it does."""
        if self.title is None or self.title.start is None or self.title.end is None:
            return None
        return self.title.start, self.title.end


def find_values(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> Values:
    """Find the single values of a text; what the hints say wins."""
    title = _title(text, layout, outlets, hints)
    language = _hinted_language(hints) or find_language(_sample(text, layout.body_ranges))
    attribution = find_source(text, layout, outlets, hints)
    context = DateContext(attribution.country, language, hints.url, hints.captured)
    date = find_date(text, layout, context, hints.date)
    return Values(title, attribution.source, attribution.origin, date, language)


def is_masthead(line: str, outlets: OutletIndex) -> bool:
    """Tell whether a line is, or looks like, the name of an outlet by itself."""
    outlet = outlets.named(line) or outlets.named(without_edition(line))
    if outlet is not None:
        return outlet.kind != "company" or outlets.named(line) is not None
    return has_masthead_shape(line)


def _sample(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    return (
        " ".join(text[start : min(end, start + 4000)] for start, end in ranges[:6]) or text[:4000]
    )


def _hinted_language(hints: Hints) -> str:
    match = _LANGUAGE_TAG.match(hints.language)
    return match[1].lower() if match else ""


def _title(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> Finding | None:
    if hinted := " ".join(hints.title.split()):
        return _hinted_title(text, hinted, outlets)
    if layout.title is None:
        return None
    block = layout.blocks[layout.title]
    raw = text[block.start : min(block.end, block.start + _LONGEST_TITLE)]
    start, end = clean_title(raw, lambda name: _is_site_name(name, layout, outlets))
    start, end = block.start + start, block.start + end
    value = " ".join(without_breaks(text[start:end], text).split())
    if not value:
        return None
    return Finding("title", value, start, end, text[start:end], "headline above the body", 0.85)


def _is_site_name(name: str, layout: Layout, outlets: OutletIndex) -> bool:
    """Tell whether a name that ends the headline is the site's, and no agency's it credits."""
    outlet = outlets.named(name)
    if outlet and outlet.kind == "agency" and layout.title is not None:
        return not layout.repeats(layout.title)
    return is_masthead(name, outlets) or layout.names_alone(name)


def _hinted_title(text: str, hinted: str, outlets: OutletIndex) -> Finding:
    start, end = clean_title(hinted, lambda name: is_masthead(name, outlets))
    value = hinted[start:end][:_LONGEST_TITLE]
    at = text.find(value)
    if at < 0:
        return Finding("title", value, None, None, "", "page metadata", 0.95)
    return Finding("title", value, at, at + len(value), value, "page metadata", 0.98)
