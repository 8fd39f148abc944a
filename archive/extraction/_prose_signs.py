"""Signs of an agency or an announcing company in the first and last paragraphs."""

import re
from collections.abc import Iterator

from archive.extraction._datelines import Dateline, is_dateline_alone, read_dateline
from archive.extraction._layout import Layout
from archive.extraction._mastheads import has_masthead_shape
from archive.extraction._outlets import OutletIndex
from archive.extraction._sign import Sign, named, one_line, only
from archive.extraction._source_wording import Role

_SIGN_OFF = re.compile(
    r"[.!?”\"]\s*(?:(?:[—–=-]{1,2}\s*|[(/\[])([\w .&-]{2,40}?)|(?<=\s)([A-Z]{2,12}))[)/\].]*$"
)
_NAME = r"[A-Z][\w.&'’-]*(?:,? (?:[A-Z0-9][\w.&'’-]*|of|and|&|de)){0,6}?"
_ANNOUNCED = re.compile(rf"(?:^|[-–—:.]\s+|\d\s+|\bof )(?P<name>{_NAME})(?=,? \()")
_CALLED_COMPANY = re.compile(
    r",?(?: ?\([^()]{2,70}\)){0,3}? ?\([^()]{0,70}\b[Cc]ompany[\"”'’]?\)"
    r"|(?:,? ?\([^()]{2,90}\)){1,3},? (?:is (?:pleased|delighted|excited|proud) to|wishes to)\b",
    re.DOTALL,
)
_ON_WIRE = re.compile(
    rf"\W*(?P<name>{_NAME})"
    r"(?=,? (?:\(|an? |the |today|has|have|is|announce|report|provide|said)|[’']s )"
)
_DASH = re.compile(r"\s*[–—]\s|\s+-{1,2}\s|\.\s?-\s")
_LONGEST_OPENING = 50  # characters of a name before a dash
_REPORTED = re.compile(
    r"\b(?:[Rr]eported|[Rr]eports|[Aa]ccording to|[Cc]iting)\s+(?:by\s+)?(?:the\s+)?"
    r"(?=[A-Z\u3400-\u9fff])"
)
_COMPANY_RULE = "company that announces"


def signs_in_prose(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Yield what datelines, announcements and the last words of the article say."""
    alone = [i for i in layout.head if is_dateline_alone(layout.blocks[i].text)]
    for index in (*alone, *layout.body[:2]):
        block = layout.blocks[index]
        opening = one_line(text, block.start, block.end, 500)
        yield from _from_dateline(opening, block.start, outlets)
        yield from _from_opening(opening, block.start, outlets)
    yield from _from_announcement(text, layout, outlets)
    yield from _from_sign_off(text, layout, outlets)
    yield from _from_report(text, layout, outlets)


def _from_dateline(opening: str, offset: int, outlets: OutletIndex) -> Iterator[Sign]:
    dateline = read_dateline(opening[:300])
    if dateline is None:
        return
    for start, end in dateline.names:
        name = opening[start:end]
        known = outlets.opening(name)
        role: Role = "agency" if known is None or known[0].kind == "agency" else "publisher"
        found = named(outlets, role, name, offset + start, "dateline", 0.88)
        is_agency = _follows_date(dateline, start, opening)
        if found and (known or has_masthead_shape(name) or is_agency):
            yield found
        if found and found.is_wire:
            yield from _from_release(opening, max(end + 1, dateline.end), offset, outlets)
    yield from _from_last_name(dateline, opening, offset, outlets)


def _from_release(opening: str, end: int, offset: int, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the company whose release a wire carries: it opens the first sentence."""
    if match := _ON_WIRE.match(opening, end):
        start = offset + match.start("name")
        yield from only(named(outlets, "label", match["name"], start, _COMPANY_RULE, 0.8))


def _from_last_name(
    dateline: Dateline, opening: str, offset: int, outlets: OutletIndex
) -> Iterator[Sign]:
    """Read a known agency that ends the dateline without brackets: "BAKU, May 3, Trend."."""
    span = dateline.last
    outlet = outlets.named(opening[slice(*span)]) if span else None
    if span and outlet is None and "." in opening[slice(*span)]:
        outlet = outlets.at(opening[slice(*span)])
    if span and outlet and outlet.kind != "company":
        start, end = offset + span[0], offset + span[1]
        role: Role = "agency" if outlet.kind == "agency" else "publisher"
        yield Sign(role, outlet.name, start, end, "dateline", 0.85, outlet)


def _follows_date(dateline: Dateline, start: int, opening: str) -> bool:
    """Tell whether a bracketed name comes right after the date, as only an agency does."""
    between = opening[dateline.date.end : start].strip(" (/,–-") if dateline.date else "?"
    return not between and dateline.date is not None and dateline.date.end < start


def _from_opening(opening: str, offset: int, outlets: OutletIndex) -> Iterator[Sign]:
    """Read a known outlet before the dash with which a paragraph opens: "Kaieteur News – A"."""
    dash = _DASH.search(opening[:_LONGEST_OPENING])
    outlet = outlets.named(opening[: dash.start()]) if dash else None
    if dash and outlet and outlet.kind != "company":
        end = dash.start()
        role: Role = "agency" if outlet.kind == "agency" else "publisher"
        yield Sign(role, outlet.name, offset, offset + end, "dateline", 0.8, outlet)


def _from_announcement(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the company that calls itself so: "X Ltd (ASX: XYZ) (the "Company") announces"."""
    for index in layout.body[:2]:
        block = layout.blocks[index]
        opening = one_line(text, block.start, block.end, 500)
        match = _ANNOUNCED.search(opening)
        if match and _CALLED_COMPANY.match(opening, match.end()):
            start = block.start + match.start("name")
            found = named(outlets, "label", match["name"], start, _COMPANY_RULE, 0.8)
            if found:
                yield found
                return


def _from_sign_off(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the agency after the dash that closes the last paragraph: "... again. - Bernama"."""
    if not layout.body:
        return
    block = layout.blocks[layout.body[-1]]
    match = _SIGN_OFF.search(text, max(block.start, block.end - 80), block.end)
    group = (match.lastindex or 1) if match else 1
    outlet = outlets.named(match[group]) if match else None
    if match and outlet and outlet.kind == "agency":
        span = match.span(group)
        yield Sign("agency", outlet.name, *span, "agency after the last dash", 0.82, outlet)


def _from_report(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read "reported China Daily on Monday" in the first paragraph: it retells that outlet."""
    if not layout.body:
        return
    block = layout.blocks[layout.body[0]]
    opening = one_line(text, block.start, block.end, 800)
    for match in _REPORTED.finditer(opening):
        known = outlets.opening(opening[match.end() :])
        if known and known[0].kind in ("agency", "newspaper", "trade-press"):
            start = block.start + match.end()
            rule = "cited as the reporter"
            yield Sign("agency", known[0].name, start, start + known[1], rule, 0.6, known[0])
