"""Who published the article, and which agency or outlet it was taken from.

The two are kept apart: an agency is the source only when no publisher shows itself. What is
merely cited ("told Reuters") or credited under a photograph is neither.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from archive.extraction._datelines import read_dateline
from archive.extraction._findings import Finding, Hints
from archive.extraction._layout import Layout
from archive.extraction._outlets import (
    OutletIndex,
    domains_in,
    has_masthead_shape,
    host,
    is_bare_name,
    mail_domains_in,
    name_key,
    shown,
    without_edition,
)
from archive.extraction._source_wording import PHRASES, Phrase
from archive.extraction._title import site_suffix

Role = Literal["publisher", "label", "agency"]

_STRONG = 0.7  # a publisher that an agency's label cannot displace
_AFTER_TITLE = 4  # blocks in which an outlet's name alone counts as masthead
_COMPANY_REACH = 2  # blocks: lower down, a company's name is a heading
_SUPPORT = 0.03  # for each further sign of the same publisher
_CITING = re.compile(
    r"\b(?:[Rr]eported|[Rr]eports|[Aa]ccording to|[Cc]iting)\s+(?:by\s+)?(?:the\s+)?(?=[A-Z\u3400-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The source and the origin of a text, where it tells them; `country` is the source's."""

    source: Finding | None = None
    origin: Finding | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    role: Role
    name: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    country: str = ""
    is_known: bool = False


def find_source(text: str, layout: Layout, outlets: OutletIndex, hints: Hints) -> Attribution:
    """Return who published a text and whom it was taken from."""
    candidates = _all_candidates(text, layout, outlets, hints)
    publisher = _best(candidates, "publisher")
    label = _best(candidates, "label")
    agency = _best(candidates, "agency")
    source, origin = _roles(publisher, label, agency)
    if source and origin and name_key(source.name) == name_key(origin.name):
        origin = None
    return Attribution(
        source and _finding(text, "source", source),
        origin and _finding(text, "origin", origin),
        source.country if source else "",
    )


def _roles(
    publisher: _Candidate | None, label: _Candidate | None, agency: _Candidate | None
) -> tuple[_Candidate | None, _Candidate | None]:
    if publisher and (label is None or publisher.confidence >= _STRONG):
        return publisher, label or agency
    if label:
        return label, agency
    if agency and agency.confidence >= _STRONG:
        return replace(agency, confidence=agency.confidence - 0.1), None
    return None, agency


def _all_candidates(
    text: str, layout: Layout, outlets: OutletIndex, hints: Hints
) -> list[_Candidate]:
    return [
        *_from_hints(text, outlets, hints),
        *_from_mastheads(text, layout, outlets),
        *_from_title(text, layout, outlets),
        *_from_phrases(text, layout, outlets),
        *_from_addresses(text, layout, outlets),
        *_from_dateline(text, layout, outlets),
        *_from_citation(text, layout, outlets),
    ]


def _best(candidates: list[_Candidate], role: Role) -> _Candidate | None:
    fitting = [candidate for candidate in candidates if candidate.role == role]
    support: dict[str, int] = {}
    for candidate in fitting:
        support[name_key(candidate.name)] = support.get(name_key(candidate.name), -1) + 1
    return max(
        fitting,
        key=lambda c: c.confidence + _SUPPORT * min(3, support[name_key(c.name)]),
        default=None,
    )


def _finding(text: str, field: Literal["source", "origin"], found: _Candidate) -> Finding:
    quote = "" if found.start is None else text[found.start : found.end]
    confidence = round(found.confidence, 2)
    return Finding(field, found.name, found.start, found.end, quote, found.rule, confidence)


def _named(
    outlets: OutletIndex, role: Role, name: str, start: int, rule: str, confidence: float
) -> _Candidate | None:
    """Return a candidate for a name in the text; an unknown name must have been vetted."""
    bare = name.strip(" \t\n\r,;:|-–—\"“”'")
    start += name.find(bare) if bare else 0
    if opening := outlets.opening(bare):
        outlet, end = opening
        return _Candidate(
            role, outlet.name, start, start + end, rule, confidence, outlet.country, is_known=True
        )
    if not bare:
        return None
    return _Candidate(role, shown(bare), start, start + len(bare), rule, confidence - 0.15)


def _from_hints(text: str, outlets: OutletIndex, hints: Hints) -> Iterator[_Candidate]:
    if hints.source.strip():
        known = outlets.named(hints.source) or outlets.at(hints.source)
        name = known.name if known else " ".join(hints.source.split())
        at = text.find(hints.source)
        span = (at, at + len(hints.source)) if at >= 0 else (None, None)
        country = known.country if known else ""
        yield _Candidate("publisher", name, *span, "page metadata", 0.99, country)
    if not hints.url:
        return
    if outlet := outlets.at(hints.url):
        rule = "domain of the URL"
        yield _Candidate("publisher", outlet.name, None, None, rule, 0.96, outlet.country)
    elif domain := host(hints.url):
        yield _Candidate("publisher", domain, None, None, "domain of the URL", 0.5)


def _from_mastheads(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
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
            yield _Candidate(
                "publisher", outlet.name, block.start, min(end, block.end), "masthead", 0.92,
                outlet.country, is_known=True,
            )  # fmt: skip
        elif not outlet and index < title and layout.kinds[index] in ("short", "date"):
            yield from _unknown_masthead(layout, index, bare)


def _may_stand_here(kind: str, index: int, title: int) -> bool:
    if kind == "company":
        return index < min(title, _COMPANY_REACH)
    return index <= title + _AFTER_TITLE


def _unknown_masthead(layout: Layout, index: int, bare: str) -> Iterator[_Candidate]:
    block = layout.blocks[index]
    span = block.start, block.start + len(bare)
    if has_masthead_shape(bare):
        yield _Candidate("publisher", shown(bare), *span, "masthead", 0.75)
    elif index == 0 and is_bare_name(bare) and len(layout.blocks) > 1:
        if layout.title is not None and layout.kinds[1] in ("date", "menu"):
            yield _Candidate("publisher", shown(bare), *span, "first line, like a masthead", 0.6)


def _from_title(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
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


def _from_phrases(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
    """Read labels, bylines, copyright lines and what footers say of themselves."""
    body = frozenset(layout.body)
    near_end = frozenset(layout.body[-1:])
    for index, block in enumerate(layout.blocks):
        if index == layout.title or (index in body and index not in near_end):
            continue
        raw = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 400)])
        place = "head" if index < layout.start else "foot"
        for phrase in PHRASES:
            if index in body and not phrase.in_prose or place not in phrase.places:
                continue
            if layout.kinds[index] in ("caption", "related", "inline") and not phrase.is_bracketed:
                continue
            yield from _matches(phrase, raw, block.start, outlets)


def _matches(phrase: Phrase, raw: str, offset: int, outlets: OutletIndex) -> Iterator[_Candidate]:
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
    if found.is_known or phrase.accepts(found.name):
        yield found


def _outlet_of_domain(name: str, outlets: OutletIndex) -> tuple[str, str] | None:
    for match in domains_in(name):
        if outlet := outlets.at(match[1]):
            return outlet.name, outlet.country
    return None


def _from_addresses(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
    for index in (*layout.head, *layout.tail):
        block = layout.blocks[index]
        if layout.kinds[index] == "caption" or (outside := index >= layout.stop + 12):
            continue
        line = text[block.start : block.end]
        for match in domains_in(line):
            outlet = outlets.at(match[1])
            alone = len(line.split()) <= 3
            if outlet and outlet.kind != "company" and (alone or index >= layout.start):
                start, end = block.start + match.start(1), block.start + match.end(1)
                confidence = 0.85 if alone else 0.65
                yield _Candidate(
                    "publisher", outlet.name, start, end, "domain in the text", confidence,
                    outlet.country, is_known=True,
                )  # fmt: skip
        for match in mail_domains_in(line):
            if outlet := outlets.at(match[1]):
                start, end = block.start + match.start(1), block.start + match.end(1)
                yield _Candidate(
                    "publisher", outlet.name, start, end, "mail address", 0.72,
                    outlet.country, is_known=True,
                )  # fmt: skip


def _from_dateline(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
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


def _from_citation(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[_Candidate]:
    """Read "reported China Daily on Monday" in the first paragraph: it retells that outlet."""
    if not layout.body:
        return
    block = layout.blocks[layout.body[0]]
    opening = re.sub(r"[\r\n]", " ", text[block.start : min(block.end, block.start + 800)])
    for match in _CITING.finditer(opening):
        known = outlets.opening(opening[match.end() :])
        if known and known[0].kind in ("agency", "newspaper", "trade-press"):
            start = block.start + match.end()
            rule = "cited as the reporter"
            yield _Candidate(
                "agency", known[0].name, start, start + known[1], rule, 0.6, is_known=True
            )
