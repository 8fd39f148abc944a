"""Find the minerals that a text names: elements, ores, compounds, products, formulae."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from archive.extraction._company_names import sure_names
from archive.extraction._context import Context
from archive.extraction._findings import Finding, NearMiss
from archive.extraction._gazetteer import Gazetteer, Mineral
from archive.extraction._matcher import Hit, Matcher, Meaning, Range, capitalised, fold
from archive.extraction._mineral_senses import objection
from archive.extraction._near_misses import in_phrases, missed, missed_finding
from archive.extraction._symbols import find_symbols

_WEAK = 0.5  # an abbreviation of three or four capitals, or a battery named after its metal
_BATTERIES = ("lithium-ion-battery", "sodium-ion-battery", "lead-acid-battery")


def find_minerals(text: str, ranges: Sequence[Range], gazetteer: Gazetteer) -> list[Finding]:
    """Return every naming of a mineral within `ranges`, in text order.

    An ore, compound or product is found as itself; its mineral is its parent. Groups count
    only where they are spoken of as one (rare earths, platinum group metals).
    """
    return _supported(_plausible(text, ranges, gazetteer), gazetteer)


def missed_minerals(text: str, ranges: Sequence[Range], gazetteer: Gazetteer) -> Iterator[NearMiss]:
    """Yield the words within `ranges` that look like a mineral's and are not read as one."""
    context = Context(text, tuple(ranges))
    folded, matcher = fold(text), gazetteer.built(mineral_matcher)
    hits = matcher.scan(folded, ranges, context.reads)
    yield from in_phrases("mineral", text, folded, hits, matcher, context.reads)
    for hit in hits:
        if hit.meanings and (why_not := objection(hit, folded, context, gazetteer.senses)):
            yield from missed("mineral", text, hit, why_not)
    plausible = _plausible(text, ranges, gazetteer)
    supported = set(_supported(plausible, gazetteer))
    for finding in plausible:
        if finding not in supported:
            yield missed_finding(finding, "an abbreviation that nothing else supports")


def _plausible(text: str, ranges: Sequence[Range], gazetteer: Gazetteer) -> list[Finding]:
    context = Context(text, tuple(ranges))
    folded = fold(text)
    hits = gazetteer.built(mineral_matcher).scan(folded, ranges, context.reads)
    found = [
        _finding(hit, meaning, context)
        for hit in hits
        if hit.meanings and not objection(hit, folded, context, gazetteer.senses)
        for meaning in hit.meanings
    ]
    found += _symbols(folded, text, ranges, gazetteer)
    return sorted(found, key=lambda finding: finding.start or 0)


def mineral_matcher(gazetteer: Gazetteer) -> Matcher:
    """Compile every name of a mineral; lower-case names in all the capitals they may take."""
    matcher = Matcher()
    for phrase in gazetteer.phrases:
        if phrase.kind == "mineral":
            for key in _spellings(phrase.text):
                matcher.add(key, phrase.text, None)
    for mineral in gazetteer.minerals.values():
        _add_mineral(matcher, gazetteer, mineral)
    for name in gazetteer.translations:
        if name.kind == "mineral" and not gazetteer.is_muted("mineral", name.slug, name.text):
            meaning = Meaning(name.slug, "name", 0.9, name.language)
            for key in (name.text, name.text[:1].upper() + name.text[1:]):
                matcher.add(key, name.text, meaning)
    return _without_companies(matcher.compile(), gazetteer)


def _without_companies(matcher: Matcher, gazetteer: Gazetteer) -> Matcher:
    """Return the matcher with companies' names that hold a mineral's as misleading phrases."""
    for name in sure_names(gazetteer):
        if matcher.scan(fold(name), [(0, len(name))], lambda *_: True):
            for key in dict.fromkeys((*_spellings(name), name.upper())):
                matcher.add(key, name, None)
    return matcher.compile()


def _add_mineral(matcher: Matcher, gazetteer: Gazetteer, mineral: Mineral) -> None:
    parent = gazetteer.minerals.get(mineral.parent)
    is_of_group = parent is not None and parent.kind == "group"
    for name in _names(mineral):
        if gazetteer.is_muted("mineral", mineral.slug, name):
            continue
        confidence = _confidence(mineral, name, is_of_group=is_of_group)
        meaning = Meaning(mineral.slug, _rule(mineral, name, gazetteer), confidence)
        for key in _spellings(name):
            matcher.add(key, name, meaning)


def _names(mineral: Mineral) -> Iterable[str]:
    """Return what to look for: a group only by its aliases, a symbol only as a formula."""
    names = [] if mineral.kind == "group" else [mineral.name]
    names += mineral.aliases
    if len(mineral.symbol) > 2:
        names.append(mineral.symbol)
    return dict.fromkeys(names)


def _spellings(name: str) -> Iterable[str]:
    variants = dict.fromkeys((name, _unaccented(name)))
    if name != name.lower() or name.isupper():
        return variants
    return dict.fromkeys(key for variant in variants for key in capitalised(variant))


def _unaccented(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize(
        "NFC", "".join(char for char in decomposed if char not in "\u0301\u0300\u0302\u0308\u0303")
    )


def _rule(mineral: Mineral, name: str, gazetteer: Gazetteer) -> str:
    if re.search(r"\d|[a-z][A-Z]|[A-Z][A-Z][a-z]", name) and " " not in name:
        return "formula"
    if mineral.kind == "form":
        return f"form of {gazetteer.minerals[mineral.parent].name}"
    return "abbreviation" if name.isupper() else "name"


def _confidence(mineral: Mineral, name: str, *, is_of_group: bool) -> float:
    if mineral.slug in _BATTERIES:
        return _WEAK
    is_short = name.isupper() and name.isalpha() and len(name) <= (3 if is_of_group else 4)
    return _WEAK if is_short and mineral.kind == "form" else 0.95


def _finding(hit: Hit, meaning: Meaning, context: Context) -> Finding:
    quote = context.text[hit.start : hit.end]
    return Finding(
        "mineral", meaning.slug, hit.start, hit.end, quote, meaning.rule, meaning.confidence
    )


def _symbols(
    folded: str, text: str, ranges: Sequence[Range], gazetteer: Gazetteer
) -> list[Finding]:
    slugs = gazetteer.built(_slugs_by_symbol)
    return [
        Finding("mineral", slugs[symbol], start, end, text[start:end], "symbol", 0.8)
        for start, end, symbol in find_symbols(folded, ranges)
        if symbol in slugs
    ]


def _slugs_by_symbol(gazetteer: Gazetteer) -> dict[str, str]:
    slugs = {mineral.symbol: mineral.slug for mineral in gazetteer.minerals.values()}
    groups = {"PGE": "platinum-group-metals", "PGM": "platinum-group-metals", "REE": "rare-earths"}
    return {**slugs, **{key: slug for key, slug in groups.items() if slug in gazetteer.minerals}}


def _supported(found: list[Finding], gazetteer: Gazetteer) -> list[Finding]:
    """Return the findings without short abbreviations whose mineral nothing else names."""

    def family(slug: str) -> str:
        mineral = gazetteer.minerals[slug]
        return mineral.parent if mineral.kind == "form" else slug

    sure = {family(finding.value) for finding in found if finding.confidence > _WEAK}
    return [
        finding
        for finding in found
        if finding.confidence > _WEAK
        or finding.value in _BATTERIES
        or family(finding.value) in sure
    ]
