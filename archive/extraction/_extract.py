"""One text to everything that can be said about it. The order of the steps, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from archive.edtf import parse
from archive.extraction._calibration import calibrated
from archive.extraction._companies import find_companies, implied_by
from archive.extraction._company_rows import Company, Project
from archive.extraction._countries import find_countries
from archive.extraction._explain import Reading, explained
from archive.extraction._findings import Extraction, Finding, Hints, NearMiss, Tag
from archive.extraction._gazetteer import Country, Gazetteer, Mineral
from archive.extraction._gazetteer_files import load_gazetteer
from archive.extraction._hyphens import Find, find_unbroken
from archive.extraction._layout import lay_out
from archive.extraction._minerals import find_minerals
from archive.extraction._outlets import OutletIndex
from archive.extraction._rejections import as_read_in
from archive.extraction._values import Values, find_values, is_masthead
from archive.extraction._weights import weigh

Range = tuple[int, int]
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
    layout = lay_out(text, lambda line: is_masthead(line, outlets))
    values = find_values(text, layout, outlets, hints)
    places = layout.body_ranges
    if values.title_range:
        places = (values.title_range, *places)
    with_rows = sorted((*places, *layout.row_ranges))
    publisher = source or (values.source.value if values.source else "")

    def read(find: Find, ranges: Sequence[Range]) -> tuple[list[Finding], list[NearMiss]]:
        return as_read_in(publisher, find_unbroken(find, text, ranges, gazetteer), gazetteer)

    countries, no_countries = read(find_countries, places)
    minerals, no_minerals = read(find_minerals, with_rows)
    companies, no_companies = read(find_companies, places)
    reading = Reading(text, layout, places, gazetteer, outlets, hints)
    missed = explained(reading, values.findings) if explain else ()
    extraction = replace(
        _with_values(values),
        body_ranges=layout.body_ranges,
        findings=calibrated((*values.findings, *countries, *minerals, *companies)),
        near_misses=(*no_countries, *no_minerals, *no_companies, *missed),
    )
    return _with_tags(extraction, values.title_range, gazetteer, (countries, minerals, companies))


def _with_values(values: Values) -> Extraction:
    return Extraction(
        title=values.title.value if values.title else "",
        source=values.source.value if values.source else "",
        origin=values.origin.value if values.origin else "",
        date=values.date.value if values.date else "",
        date_precision=parse(values.date.value).precision if values.date else "none",
        language=values.language,
    )


def _with_tags(
    extraction: Extraction,
    title_range: Range | None,
    gazetteer: Gazetteer,
    found: tuple[list[Finding], list[Finding], list[Finding]],
) -> Extraction:
    """Add countries, minerals (rolled up from their forms, and the forms) and companies, weighed.

    Also what the companies stand for that the text does not say.
    """
    countries, minerals, companies = found
    rolled = [replace(each, value=_rolled_up(each.value, gazetteer)) for each in minerals]
    forms = [each for each in minerals if gazetteer.minerals[each.value].kind == "form"]

    def tags(
        findings: Iterable[Finding],
        rows: Mapping[str, Country | Mineral] | Mapping[str, Company] | Mapping[str, Project],
    ) -> tuple[Tag, ...]:
        weights = weigh(findings, title_range, extraction.body_ranges)
        named = (Tag(slug, rows[slug].name, w) for slug, w in weights.items() if slug in rows)
        return tuple(sorted(named, key=lambda tag: (-tag.weight, tag.name)))

    tagged = replace(
        extraction,
        countries=tags(countries, gazetteer.countries),
        minerals=tags(rolled, gazetteer.minerals),
        mineral_forms=tags(forms, gazetteer.minerals),
        companies=tags(companies, gazetteer.companies),
        projects=tags(companies, gazetteer.projects),
    )
    return replace(tagged, implied=implied_by(companies, _said(tagged), gazetteer))


def _rolled_up(slug: str, gazetteer: Gazetteer) -> str:
    mineral = gazetteer.minerals[slug]
    is_form = mineral.kind == "form" and mineral.parent in gazetteer.minerals
    return mineral.parent if is_form else slug


def _said(extraction: Extraction) -> frozenset[tuple[str, str]]:
    minerals = (*extraction.minerals, *extraction.mineral_forms)
    return frozenset(
        (
            *(("country", tag.slug) for tag in extraction.countries),
            *(("mineral", tag.slug) for tag in minerals),
        )
    )
