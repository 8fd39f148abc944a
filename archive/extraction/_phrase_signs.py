"""Signs in words and addresses: labels, bylines, copyright lines, footers, web addresses."""

import re
from collections.abc import Iterator
from dataclasses import replace

from archive.extraction._gazetteer import Outlet
from archive.extraction._layout import Layout
from archive.extraction._outlets import OutletIndex, accounts_in, domains_in, mail_domains_in
from archive.extraction._sign import Sign, named, one_line
from archive.extraction._source_wording import Phrase, is_host, phrases

_SITE_RULE = "web address in the text"
_FOOT = 12  # blocks after the article in which an address is still the page's own
_TOP = 3  # blocks in which an unknown address alone is the page's own
_ALONE = 3  # words of a line that holds little but an address


def signs_in_phrases(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Yield what labels, bylines, copyright lines and footers say."""
    body = frozenset(layout.body)
    near_end = frozenset(layout.body[-1:])
    for index, block in enumerate(layout.blocks):
        if index == layout.title or (index in body and index not in near_end):
            continue
        raw = one_line(text, block.start, block.end, 400)
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
    start = offset + match.start("name")
    found = named(outlets, phrase.role, match["name"], start, phrase.rule, phrase.confidence)
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


def signs_in_addresses(text: str, layout: Layout, outlets: OutletIndex) -> Iterator[Sign]:
    """Yield the outlets of web and mail addresses and accounts, and unknown sites alone."""
    for index in (*layout.head, *layout.tail):
        block = layout.blocks[index]
        if layout.kinds[index] == "caption" or index >= layout.stop + _FOOT:
            continue
        line = text[block.start : block.end]
        is_foot = index >= layout.start
        yield from _from_sites(line, block.start, outlets, is_foot=is_foot, is_top=index < _TOP)
        for match in mail_domains_in(line):
            yield from _at(match, block.start, outlets, "mail address", 0.72)
        for match in accounts_in(line):
            if outlet := outlets.of_account(match[1]):
                span = block.start + match.start(1), block.start + match.end(1)
                yield Sign("publisher", outlet.name, *span, "account name", 0.7, outlet)


def _from_sites(
    line: str, offset: int, outlets: OutletIndex, *, is_foot: bool, is_top: bool
) -> Iterator[Sign]:
    is_alone = len(line.split()) <= _ALONE
    for match in domains_in(line):
        if is_alone or is_foot:
            yield from _at(match, offset, outlets, _SITE_RULE, 0.85 if is_alone else 0.65)
        if is_alone and (is_top or is_foot) and match[0] == line:
            yield from _unknown_site(match, offset, outlets)


def _at(
    match: re.Match[str], offset: int, outlets: OutletIndex, rule: str, confidence: float
) -> Iterator[Sign]:
    outlet = outlets.at(match[1])
    if outlet and outlet.kind != "company":
        span = offset + match.start(1), offset + match.end(1)
        yield Sign("publisher", outlet.name, *span, rule, confidence, outlet)


def _unknown_site(match: re.Match[str], offset: int, outlets: OutletIndex) -> Iterator[Sign]:
    domain = match[1].lower()
    if outlets.at(domain) is None and not is_host(domain):
        span = offset + match.start(1), offset + match.end(1)
        yield Sign("publisher", domain, *span, _SITE_RULE, 0.5)
