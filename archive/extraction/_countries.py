"""Find the countries that a text names: by name, demonym, place or government body."""

import unicodedata
from collections.abc import Iterator, Sequence

from archive.extraction._company_names import sure_names
from archive.extraction._context import Context
from archive.extraction._country_senses import settle
from archive.extraction._findings import Finding, NearMiss
from archive.extraction._gazetteer import Country, Gazetteer
from archive.extraction._matcher import Matcher, Meaning, Range, capitalised, fold
from archive.extraction._near_misses import in_phrases, missed

_STATE = ", "  # before an abbreviated state: "Reno, Nev."


def find_countries(text: str, ranges: Sequence[Range], gazetteer: Gazetteer) -> list[Finding]:
    """Return every naming of a country within `ranges`, in text order.

    Regions (Africa, the EU) are no countries. A place stands for its country; a name with
    several senses is settled by what else the text says, or left out.
    """
    context = Context(text, tuple(ranges))
    hits = gazetteer.built(country_matcher).scan(fold(text), ranges, context.reads)
    return [
        Finding(
            "country", meaning.slug, start, hit.end, text[start : hit.end], meaning.rule,
            meaning.confidence,
        )
        for reading in settle(hits, context, gazetteer.senses)
        if (meaning := reading.meaning)
        for hit in [reading.hit]
        for start in [hit.start + len(_STATE) * hit.name.startswith(_STATE)]
    ]  # fmt: skip


def missed_countries(
    text: str, ranges: Sequence[Range], gazetteer: Gazetteer
) -> Iterator[NearMiss]:
    """Yield the names within `ranges` that look like a country's and are not read as one."""
    context = Context(text, tuple(ranges))
    folded, matcher = fold(text), gazetteer.built(country_matcher)
    hits = matcher.scan(folded, ranges, context.reads)
    yield from in_phrases("country", text, folded, hits, matcher, context.reads)
    for reading in settle(hits, context, gazetteer.senses):
        meaning = reading.meaning
        if meaning is None:
            yield from missed("country", text, reading.hit, reading.objection)
        else:
            instead = f"means {gazetteer.countries[meaning.slug].name} here"
            yield from missed("country", text, reading.hit, instead, but=meaning.slug)


def country_matcher(gazetteer: Gazetteer) -> Matcher:
    """Compile every name of a country and of its places."""
    matcher = Matcher()
    for phrase in gazetteer.phrases:
        if phrase.kind == "country":
            _add_phrase(matcher, phrase.text)
    for name in _mastheads(gazetteer):
        _add_phrase(matcher, name)
    for country in gazetteer.countries.values():
        _add_country(matcher, gazetteer, country)
    _add_places(matcher, gazetteer)
    _add_translations(matcher, gazetteer)
    matcher.compile()
    for name in sure_names(gazetteer):
        if _holds_places_alone(matcher, name):
            _add_phrase(matcher, name)
    return matcher.compile()


def _holds_places_alone(matcher: Matcher, name: str) -> bool:
    """Tell whether a company is named after a place: Amman Mineral is not in Jordan.

    A country's own name in a company's still counts: Korea Zinc.
    """
    hits = matcher.scan(fold(name), [(0, len(name))], lambda *_: True)
    rules = {meaning.rule for hit in hits for meaning in hit.meanings}
    return bool(rules) and not rules & {"name", "demonym"}


def _mastheads(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the names of news outlets that are no country's name themselves ("The Namibian")."""
    names = {place.name for place in gazetteer.places}
    for country in gazetteer.countries.values():
        names |= {country.name, *country.aliases}
    for outlet in gazetteer.outlets.values():
        if outlet.kind in ("newspaper", "agency", "trade-press", "blog"):
            for name in (outlet.name, *outlet.aliases):
                if " " in name and name.removeprefix("The ") not in names:
                    yield name


def _add_phrase(matcher: Matcher, text: str) -> None:
    keys = capitalised(text) if text == text.lower() and " " in text else (text, text.upper())
    for key in keys:
        matcher.add(key, text, None)


def _add_country(matcher: Matcher, gazetteer: Gazetteer, country: Country) -> None:
    for name in (country.name, *country.aliases):
        if not gazetteer.is_muted("country", country.slug, name):
            rule = "demonym" if name in country.demonyms else "name"
            _add(matcher, name, Meaning(country.slug, rule, 0.95))


def _add_places(matcher: Matcher, gazetteer: Gazetteer) -> None:
    for place in gazetteer.places:
        if not gazetteer.is_muted("country", place.country, place.name):
            relation = "in" if place.kind in ("city", "mine", "port", "lake") else "of"
            rule = f"{place.kind} {relation} {gazetteer.countries[place.country].name}"
            _add(matcher, place.name, Meaning(place.country, rule, 0.85))


def _add_translations(matcher: Matcher, gazetteer: Gazetteer) -> None:
    for name in gazetteer.translations:
        if name.kind != "country" or gazetteer.is_muted("country", name.slug, name.text):
            continue
        meaning = Meaning(name.slug, "name", 0.9, name.language)
        keys = (name.text, name.text[:1].upper() + name.text[1:])
        for key in dict.fromkeys(keys):
            matcher.add(key, name.text, meaning)


def _add(matcher: Matcher, name: str, meaning: Meaning) -> None:
    for key in dict.fromkeys((name, _unaccented(name))):
        matcher.add(key, name, meaning)
        if len(key) > 3 and key.upper() != key and not key.startswith(_STATE):
            matcher.add(key.upper(), name, meaning, is_shouted=True)


def _unaccented(name: str) -> str:
    if name == "Réunion":  # an everyday English word without its accent
        return name
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
