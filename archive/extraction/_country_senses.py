"""Settle which country an ambiguous name means, or that it means none."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.extraction._context import Context
from archive.extraction._matcher import Hit, Meaning

Senses = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name means where it stands; without a meaning, `objection` says why not."""

    hit: Hit
    meaning: Meaning | None
    objection: str = ""


_NEXT_NAME = re.compile(r"[ &-]+(?:(?:of|and|&) )?(?P<word>[A-Z][\w'’-]*|plc\b)")
_TICKER = re.compile(
    r"(?: [A-Z][\w&'’.-]*){0,4} \((?:ASX|TSX|TSXV|TSX-V|NYSE|NASDAQ|Nasdaq|LSE|AIM|CSE|OTC\w*|JSE|"
    r"HKEX|SEHK|SZSE|SSE|FRA)\b"
)
_DATELINE = re.compile(
    r"(?:, [A-Z][\w. ]{2,25})?(?:,? \(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?\)?)?,? ?"
    r"(?:\([A-Z][\w /.-]{1,30}\)|[-–—]{1,2} )"
)
_GEORGIA_US = re.compile(r"\b(?:County|Gov\.|Governor|Senator|Sen\.|Rep\.|state of Georgia|Ga\.)")
_DOUBLE_NAME = re.compile(r"-[A-Z][a-z]{2,}(?: (?:of|said|told|from)\b|,|’|')")  # Carly Jordan-Rios
_OF_ROLE = re.compile(  # "ward councillor Neema Jordan"
    r"\b(?:said|says|adds|added|councill?or|director|manager|engineer|geologist|officer|president"
    r"|minister|spokes\w+|analyst|founder|executive|professor|chair\w*|chief|trader|broker|lawyer"
    r"|activist|farmer|mayor|senator|secretary|economist|consultant|researcher|reporter|líder\w*)"
    r",? (?!(?:North|South|East|West|Cent|Upper|Lower|Great|New|Royal|Old|Little)\w*)"
    r"[A-ZÀ-Ý][a-zà-ÿ]+ $"
)
_AFTER_PERSON = re.compile(r"[,.;:)\"”’']|\s(?:said|says|told|added|who|of|and|in|at|from)\b|$")
_MINE_NAME = re.compile(  # "the Mexicali Belle project" is named after a place far away
    r" (?:Belle|Bell|Queen|King|Lady|Boy|Girl|Maid|Princess|Prince|Star|Lode|Bonanza|Gulch|Butte"
    r"|Chief|Dream|Pride|Rose|Eagle|Consolidated|Beauty|Giant|Hope)(?: [A-Z]\w+)?(?![\w-])"
)
_LISTED = re.compile(r",? (?:and|or|y|e|et|und|o) |, ")
_GIVEN = re.compile(r"[A-Z][a-zà-ÿ]+")
_NEIGHBOUR = re.compile(r"[ ,&]*(?:and |or )?")
_IS_PLACE = re.compile(r"^(?:capital|city|port|province|state|region) (?:of|in) ")
_STATE_RULES = ("state of", "province of", "county of")
_UNSUPPORTED = "may mean something else, and no other name speaks for the country"
_TWIN = "a city of the same name elsewhere"


def settle(hits: Iterable[Hit], context: Context, senses: Senses) -> list[Reading]:
    """Return what each name means, in the order of the hits; phrases are left out."""
    objections = [(hit, _objection(hit, context, senses)) for hit in hits if hit.meanings]
    plausible = [hit for hit, objection in objections if not objection]
    named = _named(plausible, senses)
    readings = iter(
        _reading(hit, _Around(plausible, index, context, named), senses)
        for index, hit in enumerate(plausible)
    )
    return [
        Reading(hit, None, objection) if objection else next(readings)
        for hit, objection in objections
    ]


def _reading(hit: Hit, around: "_Around", senses: Senses) -> Reading:
    meaning = _meaning(hit, around, senses)
    if meaning is not None:
        return Reading(hit, meaning)
    is_weak = hit.name in senses["weak_places"]
    return Reading(hit, None, _UNSUPPORTED if is_weak else _TWIN)


class _Around:
    """What else the text names, and the hits next to one hit."""

    def __init__(
        self, hits: list[Hit], index: int, context: Context, named: Mapping[str, set[str]]
    ) -> None:
        self.hits, self.index, self.context, self.named = hits, index, context, named

    def names(self, slug: str, *, but: str = "") -> bool:
        """Tell whether a name other than `but` speaks for the country."""
        return bool(self.named.get(slug, set()) - {but})

    def next_to(self, slug: str, rules: tuple[str, ...] = ("",)) -> bool:
        """Tell whether a name of the country stands in the same enumeration."""
        return any(
            meaning.slug == slug and meaning.rule.startswith(rules)
            for hit in self._neighbours(_NEIGHBOUR)
            for meaning in hit.meanings
        )

    def _neighbours(self, between: re.Pattern[str]) -> Iterable[Hit]:
        hit = self.hits[self.index]
        for before, after in ((self.index - 1, self.index), (self.index, self.index + 1)):
            if before >= 0 and after < len(self.hits):
                gap = self.context.text[self.hits[before].end : self.hits[after].start]
                if len(gap) < 8 and between.fullmatch(gap):
                    yield self.hits[before] if self.hits[after] is hit else self.hits[after]

    def is_listed_with_place(self, weak: frozenset[str]) -> bool:
        """Tell whether a place that needs no support stands in the same list."""
        return any(
            hit.name not in weak and len(hit.meanings) == 1 and _IS_PLACE.search(meaning.rule)
            for hit in self._neighbours(_LISTED)
            for meaning in hit.meanings
        )

    def is_followed_by(self, slugs: tuple[str, ...], rules: tuple[str, ...]) -> bool:
        """Tell whether the next name, after a comma, is a state of one of the countries."""
        if self.index + 1 >= len(self.hits):
            return False
        hit, after = self.hits[self.index], self.hits[self.index + 1]
        gap = self.context.text[hit.end : after.start]
        return gap in ("", ", ") and any(
            (meaning.slug in slugs and meaning.rule.startswith(rules)) or after.name == "Georgia"
            for meaning in after.meanings
        )


def _named(hits: list[Hit], senses: Senses) -> dict[str, set[str]]:
    """Return for each country the unambiguous names that speak for it."""
    named: dict[str, set[str]] = {}
    for hit in hits:
        slugs = {meaning.slug for meaning in hit.meanings}
        if len(slugs) == 1 and hit.name not in senses["weak_places"]:
            named.setdefault(slugs.pop(), set()).add(hit.name)
    return named


def _meaning(hit: Hit, around: _Around, senses: Senses) -> Meaning | None:
    readings = hit.meanings
    if not readings:
        return None
    special = _SPECIAL.get(hit.name)
    if special is not None:
        slug = special(hit, around)
        return next((Meaning(slug, m.rule, 0.8) for m in readings), None) if slug else None
    if hit.name in senses["weak_places"]:
        backed = next((m for m in readings if around.names(m.slug, but=hit.name)), None)
        is_listed = len(readings) == 1 and around.is_listed_with_place(senses["weak_places"])
        return readings[0] if is_listed else backed
    if hit.name in senses["twin_cities"] and around.is_followed_by(("us", "ca"), _STATE_RULES):
        return None
    supported = [m for m in readings if around.names(m.slug, but=hit.name)]
    return (supported or readings)[0] if len(readings) > 1 else readings[0]


def _georgia(hit: Hit, around: _Around) -> str:
    text = around.context.text
    if around.names("ge", but="Georgia") or around.next_to("am") or around.next_to("az"):
        return "ge"
    if text[hit.end : hit.end + 5].startswith((" Tech", " Powe", " Port")):
        return "us"
    american = around.named.get("us", set()) - {
        "United States",
        "US",
        "U.S.",
        "U.S",
        "USA",
        "America",
        "American",
        "Washington",
        "White House",
        "Pentagon",
        "United States of America",
        "State Department",
    }
    if american or around.next_to("us", _STATE_RULES) or _speaks_of_state(around.context.lead):
        return "us"
    return "us" if around.names("us") and not around.names("ru") else "ge"


@lru_cache(maxsize=8)
def _speaks_of_state(lead: str) -> bool:
    return bool(_GEORGIA_US.search(lead))


def _congo(hit: Hit, around: _Around) -> str:
    del hit
    is_brazzaville = around.names("cg") and not (
        around.named.get("cd", set()) - {"Congo", "Congolese"}
    )
    return "cg" if is_brazzaville else "cd"


def _guinean(hit: Hit, around: _Around) -> str:
    named = around.named
    if named.get("gn", set()) - {hit.name}:
        return "gn"
    return next((slug for slug in ("gw", "gq") if named.get(slug)), "gn")


def _korea(hit: Hit, around: _Around) -> str:
    is_north = around.names("kp") and not (around.named.get("kr", set()) - {"Korea", "Korean"})
    del hit
    return "kp" if is_north else "kr"


def _niger(hit: Hit, around: _Around) -> str:
    is_state = around.next_to("ng", ("state of", "city in")) and not around.names(
        "ne", but=hit.name
    )
    return "ng" if is_state else "ne"


_SPECIAL = {
    "Georgia": _georgia,
    "Congo": _congo,
    "Congolese": _congo,
    "Congolais": _congo,
    "Guinean": _guinean,
    "Korea": _korea,
    "Korean": _korea,
    "Niger": _niger,
}


def _objection(hit: Hit, context: Context, senses: Senses) -> str:
    """Return why the name stands for no place here; empty when it may well stand for one."""
    is_name = any(meaning.rule == "name" for meaning in hit.meanings)
    if hit.is_shouted and not is_name and not context.is_shouted(hit.start, hit.end):
        return "capitals of another word"
    if hit.name.startswith(", ") or not hit.name[0].isupper():
        return ""
    if _is_person(hit, context, senses):
        return "part of a person's name"
    if _is_company(hit, context, senses):
        return "part of a company's name"
    return "dateline: where the reporter sits" if _is_byline_city(hit, context, senses) else ""


def _is_person(hit: Hit, context: Context, senses: Senses) -> bool:
    before = context.word_before(hit.start)
    if before in senses["honorifics"] or before in senses["given_names"]:
        return True
    if _DOUBLE_NAME.match(context.text, hit.end, hit.end + 30) and _GIVEN.fullmatch(before):
        return not context.is_headline(hit.start, hit.end)
    if hit.name in senses["first_names"] and _is_surname(hit, context):
        return True
    after = context.word_after(hit.end)
    if hit.is_shouted and hit.name in senses["first_names"]:
        return f"{hit.name} {after.capitalize()}" in context.lead
    if hit.name not in senses["first_names"] or not after[:1].isupper() or after.isupper():
        return False
    return after not in senses["place_followers"] and not context.is_headline(hit.start, hit.end)


def _is_surname(hit: Hit, context: Context) -> bool:
    """Tell whether an office and a first name stand before: "chief engineer Olga Jordan"."""
    before = context.text[max(0, hit.start - 50) : hit.start].replace("\n", " ")
    return bool(_OF_ROLE.search(before) and _AFTER_PERSON.match(context.text, hit.end))


def _is_company(hit: Hit, context: Context, senses: Senses) -> bool:
    """Tell whether a place only names a company; a country's name in one still counts."""
    rules = {meaning.rule for meaning in hit.meanings}
    if rules & {"name", "demonym"}:
        return False
    if _TICKER.match(context.text, hit.end, hit.end + 90):
        return True
    if hit.meanings[0].rule.startswith(("city", "capital")) and _MINE_NAME.match(
        context.text, hit.end
    ):
        return True
    return _names_company(context.text, hit.end, senses["legal_forms"])


def _names_company(text: str, position: int, legal_forms: frozenset[str]) -> bool:
    """Tell whether the capitalised words that follow end in a legal form."""
    for _ in range(6):
        match = _NEXT_NAME.match(text, position, position + 40)
        if match is None:
            return False
        if match["word"] in legal_forms:
            return True
        if text[match.end() : match.end() + 1] in ",;:)":
            return (
                text[match.end() + 1 : match.end() + 16].lstrip().split(" ")[0].rstrip(".,")
                in legal_forms
            )
        position = match.end()
    return False


def _is_byline_city(hit: Hit, context: Context, senses: Senses) -> bool:
    """Tell whether the city opens a dateline: where the reporter sits, not the story."""
    if hit.name not in senses["dateline_hubs"]:
        return False
    line_start = context.text.rfind("\n", max(0, hit.start - 3), hit.start) + 1
    is_first = hit.start == 0 or (line_start and not context.text[line_start : hit.start].strip())
    return bool(is_first and _DATELINE.match(context.text, hit.end, hit.end + 90))
