"""The signs by which a page shows its publisher, or an agency behind the text.

Each reader looks in one place and believes what it says there; `_source` weighs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.extraction._datelines import Dateline, read_dateline
from archive.extraction._findings import Hints
from archive.extraction._gazetteer import Outlet
from archive.extraction._layout import Layout
from archive.extraction._outlets import (
    OutletIndex,
    domains_in,
    has_masthead_shape,
    host,
    is_bare_name,
    is_daily_name,
    mail_domains_in,
    shown,
    without_edition,
)
from archive.extraction._source_wording import Phrase, Role, phrases
from archive.extraction._title import normalised, site_suffix

_NAME_LINE = 5  # words of a line that holds little but names
_LONGEST_NAME = 200  # characters, as the database holds
_AFTER_TITLE = 4  # blocks in which an outlet's name alone counts as masthead
_COMPANY_REACH = 2  # blocks: lower down, a company's name is a heading
_FOOT = 12  # blocks after the article in which an address is still the page's own
_BELOW_TITLE = 2  # blocks in which an unknown outlet's name counts
_SEGMENT = re.compile(
    r"(?:^(?:[Bb]y\s|BY\s)?|(?<=[|•,/(·–—]))\s*([^|•,/()·–—]{2,60}?)\s*(?=[|•,/)·–—]|$)"
)
_SIGN_OFF = re.compile(r"[.!?”\"]\s*(?:[—–-]{1,2}\s*|[(/])([\w .&-]{2,40}?)[)/.]?$")
_ANNOUNCED = re.compile(
    r"(?:^|[-–—:.]\s+|\d\s+|\bof )"
    r"(?P<name>[A-Z][\w.&'’-]*(?:,? (?:[A-Z][\w.&'’-]*|of|and|&|de)){0,6}?)"
    r"(?=,? \()"
)
_CALLED_COMPANY = re.compile(
    r",?(?: ?\([^()]{2,70}\)){0,3}? ?\([^()]{0,70}\b[Cc]ompany[\"”'’]?\)", re.DOTALL
)
_REPORTED = re.compile(
    r"\b(?:[Rr]eported|[Rr]eports|[Aa]ccording to|[Cc]iting)\s+(?:by\s+)?(?:the\s+)?"
    r"(?=[A-Z\u3400-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """A name that may be the source or the origin, where it stands and how sure that is."""

    role: Role
    name: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    outlet: Outlet | None = None

    @property
    def is_agency(self) -> bool:
        """Tell whether the name is that of a known news agency."""
        return self.outlet is not None and self.outlet.kind == "agency"


def find_signs(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> list[Sign]:
    """Return every sign of a publisher or an agency, from whatever place."""
    return [
        *_from_hints(text, outlets, hints),
        *_from_mastheads(layout, outlets),
        *_from_segments(text, layout, outlets),
        *_from_title(text, layout, outlets),
        *_from_phrases(text, layout, outlets),
        *_from_addresses(text, layout, outlets),
        *_from_dateline(text, layout, outlets),
        *_from_announcement(text, layout, outlets),
        *_from_sign_off(text, layout, outlets),
        *_from_report(text, layout, outlets),
    ]


def _named(
    outlets: OutletIndex, role: Role, name: str, start: int, rule: str, confidence: float
) -> Sign | None:
    """Return a candidate for a name in the text; an unknown name must have been vetted."""
    bare = name.strip(" \t\n\r,;:|-–—\"“”'")
    start += name.find(bare) if bare else 0
    if opening := outlets.opening(bare):
        outlet, end = opening
        return Sign(role, outlet.name, start, start + end, rule, confidence, outlet)
    if not bare:
        return None
    return Sign(role, shown(bare), start, start + len(bare), rule, confidence - 0.15)


def _from_hints(text: str, outlets: OutletIndex, hints: Hints) -> Iterator[Sign]:
    if hints.source.strip():
        known = outlets.named(hints.source) or outlets.at(hints.source)
        name = known.name if known else " ".join(hints.source.split())[:_LONGEST_NAME]
        at = text.find(hints.source)
        start, end = (at, at + len(hints.source)) if at >= 0 else (None, None)
        yield Sign("publisher", name, start, end, "page metadata", 0.99, known)
    if not hints.url:
        return
    if outlet := outlets.at(hints.url):
        rule = "domain of the URL"
        yield Sign("publisher", outlet.name, None, None, rule, 0.96, outlet)
    elif domain := host(hints.url):
        yield Sign("publisher", domain, None, None, "domain of the URL", 0.5)


def _from_mastheads(layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read names that stand alone on a line above or right below the headline."""
    title = layout.title if layout.title is not None else layout.start
    for index in layout.head:
        block = layout.blocks[index]
        if index == layout.title or layout.kinds[index] in ("caption", "related", "copyright"):
            continue
        bare = without_edition(block.text)
        name = bare if outlets.named(bare) else block.text
        outlet = outlets.named(name)
        if outlet and _may_stand_here(outlet.kind, index, title):
            span = block.start, block.start + len(name)
            role: Role = "agency" if outlet.kind == "agency" and index > title else "publisher"
            yield Sign(role, outlet.name, *span, "masthead", 0.92, outlet)
        elif not outlet and layout.kinds[index] in ("short", "date") and "/" not in bare:
            yield from _unknown_masthead(layout, index, bare, title)


def _may_stand_here(kind: str, index: int, title: int) -> bool:
    if kind == "company":
        return index < min(title, _COMPANY_REACH)
    return index <= title + _AFTER_TITLE


def _unknown_masthead(layout: Layout, index: int, bare: str, title: int) -> Iterator[Sign]:
    block = layout.blocks[index]
    span = block.start, block.start + len(bare)
    if has_masthead_shape(bare) and index <= title + _BELOW_TITLE:
        confidence = 0.75 if index < title else 0.7
        yield Sign("publisher", shown(bare), *span, "masthead", confidence)
    elif (
        index == 0 and _opens_page(layout, has_slogan=block.text != bare) and _may_name_outlet(bare)
    ):
        yield Sign("publisher", shown(bare), *span, "first line, like a masthead", 0.6)


def _opens_page(layout: Layout, *, has_slogan: bool) -> bool:
    """Tell whether what follows the first line is what follows a masthead."""
    return layout.title != 0 and (has_slogan or bool({"date", "menu"} & {*layout.kinds[1:4]}))


def _may_name_outlet(line: str) -> bool:
    return is_bare_name(line) or is_daily_name(line)


def _from_segments(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read outlets between the bars and commas of a byline or date line."""
    for index in layout.head:
        block = layout.blocks[index]
        is_line = layout.kinds[index] in ("byline", "date", "label")
        is_name = block.words <= _NAME_LINE and layout.kinds[index] == "short"
        if index == layout.title or not (is_line or is_name):
            continue
        raw = text[block.start : min(block.end, block.start + 300)]
        for segment in _SEGMENT.finditer(raw):
            name = segment[1]
            start = block.start + segment.start(1)
            span = start, start + len(name)
            outlet = outlets.named(name)
            if outlet and outlet.kind != "company":
                role: Role = "agency" if outlet.kind == "agency" else "publisher"
                yield Sign(role, outlet.name, *span, "part of the byline", 0.83, outlet)
            elif (
                is_line
                and not outlet
                and has_masthead_shape(name)
                and name != raw
                and ":" not in name
            ):
                yield Sign("publisher", shown(name), *span, "part of the byline", 0.6)


def _from_title(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the site's name at the end of the headline, or of a copy of it in the head."""
    if layout.title is None:
        return
    opening = normalised(layout.blocks[layout.title].text)[:40]
    for index in layout.head:
        block = layout.blocks[index]
        if index != layout.title and not normalised(block.text).startswith(opening):
            continue
        raw = text[block.start : block.end]
        span = site_suffix(raw, lambda name: outlets.named(name) is not None)
        name = raw[slice(*span)] if span else ""
        if span and (outlets.named(name) or has_masthead_shape(name)):
            found = _named(
                outlets, "publisher", name, block.start + span[0], "end of the title", 0.9
            )
            if found:
                yield found


def _from_phrases(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read labels, bylines, copyright lines and what footers say of themselves."""
    body = frozenset(layout.body)
    near_end = frozenset(layout.body[-1:])
    for index, block in enumerate(layout.blocks):
        if index == layout.title or (index in body and index not in near_end):
            continue
        raw = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 400)])
        place = "head" if index < layout.start else "foot"
        is_aside = layout.kinds[index] in ("caption", "related", "inline")
        for phrase in phrases():
            if place not in phrase.places or (index in body and not phrase.in_prose):
                continue
            if phrase.in_captions or not is_aside:
                yield from _matches(phrase, raw, block.start, outlets)


def _matches(phrase: Phrase, raw: str, offset: int, outlets: OutletIndex) -> Iterator[Sign]:
    match = phrase.shape.search(raw)
    if not match or not match["name"]:
        return
    found = _named(
        outlets, phrase.role, match["name"], offset + match.start("name"), phrase.rule,
        phrase.confidence,
    )  # fmt: skip
    if found is None:
        return
    outlet = found.outlet or _outlet_of_domain(match["name"], outlets)
    if outlet is None:
        if phrase.accepts(found.name):
            yield found
    elif phrase.accepts_kind(outlet.kind):
        yield replace(found, name=outlet.name, outlet=outlet)


def _outlet_of_domain(name: str, outlets: OutletIndex) -> Outlet | None:
    found = (outlets.at(match[1]) for match in domains_in(name))
    return next((outlet for outlet in found if outlet), None)


def _from_addresses(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    for index in (*layout.head, *layout.tail):
        block = layout.blocks[index]
        if layout.kinds[index] == "caption" or index >= layout.stop + _FOOT:
            continue
        line = text[block.start : block.end]
        is_alone = len(line.split()) <= 3
        for match in domains_in(line):
            if is_alone or index >= layout.start:
                confidence = 0.85 if is_alone else 0.65
                rule = "web address in the text"
                yield from _at(match, block.start, outlets, rule, confidence)
        for match in mail_domains_in(line):
            yield from _at(match, block.start, outlets, "mail address", 0.72)


def _at(
    match: re.Match[str], offset: int, outlets: OutletIndex, rule: str, confidence: float
) -> Iterator[Sign]:
    outlet = outlets.at(match[1])
    if outlet and outlet.kind != "company":
        span = offset + match.start(1), offset + match.end(1)
        yield Sign("publisher", outlet.name, *span, rule, confidence, outlet)


def _from_dateline(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    for index in layout.body[:2]:
        block = layout.blocks[index]
        opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 300)])
        dateline = read_dateline(opening)
        for start, end in dateline.names if dateline else ():
            name = opening[start:end]
            known = outlets.opening(name)
            role: Role = "agency" if known is None or known[0].kind == "agency" else "publisher"
            found = _named(outlets, role, name, block.start + start, "dateline", 0.88)
            is_agency = dateline is not None and _follows_date(dateline, start, opening)
            if found and (known or has_masthead_shape(name) or is_agency):
                yield found


def _follows_date(dateline: Dateline, start: int, opening: str) -> bool:
    """Tell whether a bracketed name comes right after the date, as only an agency does."""
    between = opening[dateline.date.end : start].strip(" (/,–-") if dateline.date else "?"
    return not between and dateline.date is not None and dateline.date.end < start


def _from_announcement(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the company that calls itself so: "X Ltd (ASX: XYZ) (the "Company") announces"."""
    for index in layout.body[:2]:
        block = layout.blocks[index]
        opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 500)])
        match = _ANNOUNCED.search(opening)
        if match and _CALLED_COMPANY.match(opening, match.end()):
            found = _named(
                outlets, "label", match["name"], block.start + match.start("name"),
                "company that announces", 0.8,
            )  # fmt: skip
            if found:
                yield found
                return


def _from_sign_off(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read the agency after the dash that closes the last paragraph: "... again. - Bernama"."""
    if not layout.body:
        return
    block = layout.blocks[layout.body[-1]]
    match = _SIGN_OFF.search(text, max(block.start, block.end - 80), block.end)
    outlet = outlets.named(match[1]) if match else None
    if match and outlet and outlet.kind == "agency":
        yield Sign(
            "agency", outlet.name, *match.span(1), "agency after the last dash", 0.82, outlet
        )


def _from_report(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Read "reported China Daily on Monday" in the first paragraph: it retells that outlet."""
    if not layout.body:
        return
    block = layout.blocks[layout.body[0]]
    opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 800)])
    for match in _REPORTED.finditer(opening):
        known = outlets.opening(opening[match.end() :])
        if known and known[0].kind in ("agency", "newspaper", "trade-press"):
            start = block.start + match.end()
            rule = "cited as the reporter"
            yield Sign("agency", known[0].name, start, start + known[1], rule, 0.6, known[0])
