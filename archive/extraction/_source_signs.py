"""The signs by which a page shows its publisher, or an agency behind the text.

Each reader looks in one place and believes what it says there; `_source` weighs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.extraction._datelines import read_dateline
from archive.extraction._findings import Hints
from archive.extraction._layout import Layout
from archive.extraction._outlets import (
    OutletIndex,
    domains_in,
    has_masthead_shape,
    host,
    is_bare_name,
    mail_domains_in,
    shown,
    without_edition,
)
from archive.extraction._source_wording import Phrase, Role, phrases
from archive.extraction._title import site_suffix

_AFTER_TITLE = 4  # blocks in which an outlet's name alone counts as masthead
_COMPANY_REACH = 2  # blocks: lower down, a company's name is a heading
_FOOT = 12  # blocks after the article in which an address is still the page's own
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
    country: str = ""
    is_known: bool = False


def find_signs(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> list[Sign]:
    """Return every sign of a publisher or an agency, from whatever place."""
    return [
        *_from_hints(text, outlets, hints),
        *_from_mastheads(layout, outlets),
        *_from_title(text, layout, outlets),
        *_from_phrases(text, layout, outlets),
        *_from_addresses(text, layout, outlets),
        *_from_dateline(text, layout, outlets),
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
        return Sign(
            role, outlet.name, start, start + end, rule, confidence, outlet.country, is_known=True
        )
    if not bare:
        return None
    return Sign(role, shown(bare), start, start + len(bare), rule, confidence - 0.15)


def _from_hints(text: str, outlets: OutletIndex, hints: Hints) -> Iterator[Sign]:
    if hints.source.strip():
        known = outlets.named(hints.source) or outlets.at(hints.source)
        name = known.name if known else " ".join(hints.source.split())
        at = text.find(hints.source)
        start, end = (at, at + len(hints.source)) if at >= 0 else (None, None)
        country = known.country if known else ""
        yield Sign("publisher", name, start, end, "page metadata", 0.99, country)
    if not hints.url:
        return
    if outlet := outlets.at(hints.url):
        rule = "domain of the URL"
        yield Sign("publisher", outlet.name, None, None, rule, 0.96, outlet.country)
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
        outlet = outlets.named(block.text) or outlets.named(bare)
        if outlet and _may_stand_here(outlet.kind, index, title):
            end = block.start + len(bare if outlets.named(bare) else block.text)
            yield Sign(
                "publisher", outlet.name, block.start, min(end, block.end), "masthead", 0.92,
                outlet.country, is_known=True,
            )  # fmt: skip
        elif not outlet and index < title and layout.kinds[index] in ("short", "date"):
            yield from _unknown_masthead(layout, index, bare)


def _may_stand_here(kind: str, index: int, title: int) -> bool:
    if kind == "company":
        return index < min(title, _COMPANY_REACH)
    return index <= title + _AFTER_TITLE


def _unknown_masthead(layout: Layout, index: int, bare: str) -> Iterator[Sign]:
    block = layout.blocks[index]
    span = block.start, block.start + len(bare)
    if has_masthead_shape(bare):
        yield Sign("publisher", shown(bare), *span, "masthead", 0.75)
    elif index == 0 and layout.kinds[1:2] in (("date",), ("menu",)) and is_bare_name(bare):
        yield Sign("publisher", shown(bare), *span, "first line, like a masthead", 0.6)


def _from_title(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    if layout.title is None:
        return
    block = layout.blocks[layout.title]
    raw = text[block.start : block.end]
    span = site_suffix(raw, lambda name: outlets.named(name) is not None)
    if span and (outlets.named(raw[slice(*span)]) or has_masthead_shape(raw[slice(*span)])):
        start = block.start + span[0]
        found = _named(outlets, "publisher", raw[slice(*span)], start, "end of the title", 0.9)
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
    if not found.is_known and (outlet := _outlet_of_domain(match["name"], outlets)):
        found = replace(found, name=outlet[0], country=outlet[1], is_known=True)
    if found.is_known:
        if phrase.accepts_kind(outlets.kind_of(found.name)):
            yield found
    elif phrase.accepts(found.name):
        yield found


def _outlet_of_domain(name: str, outlets: OutletIndex) -> tuple[str, str] | None:
    for match in domains_in(name):
        if outlet := outlets.at(match[1]):
            return outlet.name, outlet.country
    return None


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
        yield Sign("publisher", outlet.name, *span, rule, confidence, outlet.country, is_known=True)


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
            if found and (known or has_masthead_shape(name)):
                yield found


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
            yield Sign("agency", known[0].name, start, start + known[1], rule, 0.6, is_known=True)
