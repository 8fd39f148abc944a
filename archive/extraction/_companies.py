"""Find the companies and projects that a text names, and what they stand for unsaid.

A company or a project never adds a country or a mineral: what it stands for is `implied`.
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from archive.extraction._company_names import CompanyNames
from archive.extraction._company_rows import Company
from archive.extraction._company_senses import Use, settle
from archive.extraction._context import Context
from archive.extraction._findings import FieldName, Finding, Implied, NearMiss
from archive.extraction._gazetteer import Gazetteer
from archive.extraction._matcher import Range, fold
from archive.extraction._near_misses import in_phrases

SPECIALIST = 2  # commodities; with more, a company's name says little about the text's


def find_companies(text: str, ranges: Sequence[Range], gazetteer: Gazetteer) -> list[Finding]:
    """Return every naming of a company or project within `ranges`, in text order.

    The field is "company" or "project"; a name with other senses counts only where the text
    uses it of the company, and a stock exchange code is a naming too.
    """
    names = gazetteer.built(CompanyNames)
    tickers = _tickers(text, ranges, names)
    uses = _uses(text, ranges, tickers, names)
    found = [_finding(use, text, names) for use in uses if not use.objection]
    return sorted((*_outside(tickers, found), *tickers), key=attrgetter("start", "end"))


def missed_companies(
    text: str, ranges: Sequence[Range], gazetteer: Gazetteer
) -> Iterator[NearMiss]:
    """Yield the names within `ranges` that look like a company's or project's and are not."""
    names = gazetteer.built(CompanyNames)
    folded, reads = fold(text), Context(text, tuple(ranges)).reads
    hits = names.matcher.scan(folded, ranges, reads)
    yield from in_phrases("company", text, folded, hits, names.matcher, reads)
    for use in _uses(text, ranges, _tickers(text, ranges, names), names):
        if use.objection:
            start, end = use.hit.start, use.hit.end
            field = _field(use.slug, names)
            yield NearMiss(field, use.slug, start, end, text[start:end], use.objection)


def implied_by(
    found: Iterable[Finding], present: frozenset[tuple[str, str]], gazetteer: Gazetteer
) -> tuple[Implied, ...]:
    """Return the countries and minerals that what was found stands for.

    `present` are the (field, slug) pairs that the text itself says: they are not implied. A
    project stands for its country and commodities, a company for its home country and, when it
    is a specialist, for its commodities.
    """
    names = gazetteer.built(CompanyNames)
    implied: dict[Implied, None] = {}
    for slug in dict.fromkeys(each.value for each in found):
        row = names.rows[slug]
        is_general = isinstance(row, Company) and len(row.commodities) > SPECIALIST
        pairs: list[tuple[FieldName, str]] = [("country", row.country)] if row.country else []
        pairs += [("mineral", each) for each in (() if is_general else row.commodities)]
        for field, value in pairs:
            if not _is_present(field, value, present, gazetteer):
                implied[Implied(field, value, row.name)] = None
    return tuple(implied)


def _is_present(
    field: FieldName, value: str, present: frozenset[tuple[str, str]], gazetteer: Gazetteer
) -> bool:
    """Tell whether the text says a value itself, or as its mineral or as one of its forms."""
    if (field, value) in present:
        return True
    mineral = gazetteer.minerals.get(value) if field == "mineral" else None
    return bool(mineral and mineral.kind == "form" and (field, mineral.parent) in present)


def _uses(
    text: str, ranges: Sequence[Range], tickers: Iterable[Finding], names: CompanyNames
) -> list[Use]:
    context = Context(text, tuple(ranges))
    folded = fold(text)
    hits = [hit for hit in names.matcher.scan(folded, ranges, context.reads) if hit.meanings]
    return settle(hits, frozenset(each.value for each in tickers), folded, context, names)


def _tickers(text: str, ranges: Sequence[Range], names: CompanyNames) -> list[Finding]:
    folded = fold(text)
    return [
        Finding("company", slug, first, last, text[first:last], "ticker", 0.98)
        for start, end in ranges
        for first, last, slug in names.tickers(folded, start, end)
    ]


def _outside(tickers: Iterable[Finding], found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the names that are not the code of a ticker: "SQM" in "NYSE: SQM"."""
    ends = {each.end for each in tickers}
    return (each for each in found if each.end not in ends)


def _finding(use: Use, text: str, names: CompanyNames) -> Finding:
    start, end = use.hit.start, use.hit.end
    field = _field(use.slug, names)
    return Finding(field, use.slug, start, end, text[start:end], use.rule, use.confidence)


def _field(slug: str, names: CompanyNames) -> FieldName:
    return "company" if isinstance(names.rows[slug], Company) else "project"
