"""One text to everything that can be said about it. The order of the steps, and nothing else."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.edtf import parse
from archive.extraction._calibration import calibrated
from archive.extraction._companies import find_companies, implied_by
from archive.extraction._company_rows import Company, Project
from archive.extraction._countries import find_countries
from archive.extraction._dates import DateContext, find_date
from archive.extraction._explain import Reading, explained
from archive.extraction._findings import Extraction, Finding, Hints, Tag
from archive.extraction._gazetteer import Gazetteer, load_gazetteer
from archive.extraction._hyphens import find_unbroken, without_breaks
from archive.extraction._language import find_language
from archive.extraction._layout import Layout, lay_out
from archive.extraction._mastheads import has_masthead_shape, without_edition
from archive.extraction._minerals import find_minerals
from archive.extraction._outlets import OutletIndex
from archive.extraction._rejections import as_read_in
from archive.extraction._source import find_source
from archive.extraction._title import clean_title
from archive.extraction._weights import weigh

Range = tuple[int, int]
_LONGEST_TITLE = 500  # characters, as the database holds
_LANGUAGE_TAG = re.compile(r"([A-Za-z]{2})(?![A-Za-z])")
_NO_HINTS = Hints()


def extract(
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    hints: Hints = _NO_HINTS,
    source: str = "",
    explain: bool = False,
) -> Extraction:
    """Find title, source, origin, date, countries, minerals, language and body of a text.

    Never raises on any string and takes time linear in its length. What the hints say of a
    page's metadata wins over the text. `source` is the publisher as an editor settled it: the
    gazetteer's rejections for it hold. With `explain`, near misses are told too.
    """
    gazetteer = gazetteer or load_gazetteer()
    outlets = gazetteer.built(OutletIndex)
    layout = lay_out(text, lambda line: _is_masthead(line, outlets))
    ranges = layout.body_ranges
    title = _title(text, layout, outlets, hints)
    language = _hinted_language(hints) or find_language(_sample(text, ranges))
    attribution = find_source(text, layout, outlets, hints)
    context = DateContext(attribution.country, language, hints.url, hints.captured)
    date = find_date(text, layout, context, hints.date)
    title_range = _span(title)
    places = (title_range, *ranges) if title_range else ranges
    publisher = source or (attribution.source.value if attribution.source else "")
    countries, no_countries = as_read_in(
        publisher, find_unbroken(find_countries, text, places, gazetteer), gazetteer
    )
    with_rows = sorted((*places, *layout.row_ranges))
    minerals, no_minerals = as_read_in(
        publisher, find_unbroken(find_minerals, text, with_rows, gazetteer), gazetteer
    )
    companies, no_companies = as_read_in(
        publisher, find_unbroken(find_companies, text, places, gazetteer), gazetteer
    )
    values = [found for found in (title, attribution.source, attribution.origin, date) if found]
    reading = Reading(text, layout, places, gazetteer, outlets, hints)
    extraction = Extraction(
        title=title.value if title else "",
        source=attribution.source.value if attribution.source else "",
        origin=attribution.origin.value if attribution.origin else "",
        date=date.value if date else "",
        date_precision=parse(date.value).precision if date else "none",
        countries=_country_tags(countries, title_range, ranges, gazetteer),
        language=language,
        body_ranges=ranges,
        findings=calibrated((*values, *countries, *minerals, *companies)),
        near_misses=(
            *no_countries,
            *no_minerals,
            *no_companies,
            *(explained(reading, values) if explain else ()),
        ),
    )
    extraction = _with_minerals(extraction, minerals, title_range, gazetteer)
    return _with_companies(extraction, companies, title_range, gazetteer)


def _is_masthead(line: str, outlets: OutletIndex) -> bool:
    outlet = outlets.named(line) or outlets.named(without_edition(line))
    if outlet is not None:
        return outlet.kind != "company" or outlets.named(line) is not None
    return has_masthead_shape(line)


def _sample(text: str, ranges: Sequence[Range]) -> str:
    return (
        " ".join(text[start : min(end, start + 4000)] for start, end in ranges[:6]) or text[:4000]
    )


def _span(found: Finding | None) -> Range | None:
    if found is None or found.start is None or found.end is None:
        return None
    return found.start, found.end


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
    return _is_masthead(name, outlets) or layout.names_alone(name)


def _hinted_title(text: str, hinted: str, outlets: OutletIndex) -> Finding:
    start, end = clean_title(hinted, lambda name: _is_masthead(name, outlets))
    value = hinted[start:end][:_LONGEST_TITLE]
    at = text.find(value)
    if at < 0:
        return Finding("title", value, None, None, "", "page metadata", 0.95)
    return Finding("title", value, at, at + len(value), value, "page metadata", 0.98)


def _country_tags(
    found: Sequence[Finding],
    title_range: Range | None,
    ranges: Sequence[Range],
    gazetteer: Gazetteer,
) -> tuple[Tag, ...]:
    weights = weigh(found, title_range, ranges)
    return _sorted(Tag(slug, gazetteer.countries[slug].name, w) for slug, w in weights.items())


def _with_minerals(
    extraction: Extraction,
    found: Sequence[Finding],
    title_range: Range | None,
    gazetteer: Gazetteer,
) -> Extraction:
    """Add the minerals, rolled up from their forms, and the forms as found."""
    rolled = [replace(each, value=_rolled_up(each.value, gazetteer)) for each in found]
    forms = [each for each in found if gazetteer.minerals[each.value].kind == "form"]
    ranges = extraction.body_ranges
    return replace(
        extraction,
        minerals=_mineral_tags(weigh(rolled, title_range, ranges), gazetteer),
        mineral_forms=_mineral_tags(weigh(forms, title_range, ranges), gazetteer),
    )


def _with_companies(
    extraction: Extraction,
    found: Sequence[Finding],
    title_range: Range | None,
    gazetteer: Gazetteer,
) -> Extraction:
    """Add the companies and projects, and what they stand for that the text does not say."""
    weights = weigh(found, title_range, extraction.body_ranges)
    said = {("country", tag.slug) for tag in extraction.countries}
    said |= {("mineral", tag.slug) for tag in (*extraction.minerals, *extraction.mineral_forms)}
    return replace(
        extraction,
        companies=_named_tags(weights, gazetteer.companies),
        projects=_named_tags(weights, gazetteer.projects),
        implied=implied_by(found, frozenset(said), gazetteer),
    )


def _named_tags(
    weights: dict[str, float], rows: Mapping[str, Company] | Mapping[str, Project]
) -> tuple[Tag, ...]:
    return _sorted(Tag(slug, rows[slug].name, w) for slug, w in weights.items() if slug in rows)


def _rolled_up(slug: str, gazetteer: Gazetteer) -> str:
    mineral = gazetteer.minerals[slug]
    is_form = mineral.kind == "form" and mineral.parent in gazetteer.minerals
    return mineral.parent if is_form else slug


def _mineral_tags(weights: dict[str, float], gazetteer: Gazetteer) -> tuple[Tag, ...]:
    return _sorted(Tag(slug, gazetteer.minerals[slug].name, w) for slug, w in weights.items())


def _sorted(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    return tuple(sorted(tags, key=lambda tag: (-tag.weight, tag.name)))
