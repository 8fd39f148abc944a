"""The phrases in which a page names its publisher: `attribution.toml`, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from archive.extraction._mastheads import has_masthead_shape, has_word_of_outlets

Role = Literal["publisher", "label", "agency"]

_FILE = Path(__file__).parent / "gazetteers" / "attribution.toml"
_LONGEST_NAME = 7  # words
_NAMES = {
    "capitalised": r"[A-Z0-9\u00c0-\u024f\u0400-\u04ff\u3400-\u9fff][\w.&'’@+/ -]{1,60}?",
    "labelled": r"[^\s|•;:：,(（][^|•;:：(（\n]{1,70}?",
    "worded": r"[^\W\d][\w.&'’/ -]{1,60}?",
}
_PERSON = re.compile(r"[A-Z][a-z’'-]+ (?:[A-Z]\. )?[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording with a group `name`: where it counts, what it says and how surely."""

    shape: re.Pattern[str]
    role: Role
    rule: str
    confidence: float
    places: frozenset[str]
    accepted: str
    in_prose: bool
    in_captions: bool
    agencies_only: bool
    no_companies: bool

    def accepts_kind(self, kind: str) -> bool:
        """Tell whether a known outlet of a kind is believed in this phrase."""
        return not (
            (self.agencies_only and kind != "agency") or (self.no_companies and kind == "company")
        )

    def accepts(self, name: str) -> bool:
        """Tell whether a name that no gazetteer knows is believed in this phrase."""
        if self.accepted == "known" or _fillers().fullmatch(name.removeprefix("The ")):
            return False
        if self.accepted == "outlet":
            return has_masthead_shape(name)
        if self.accepted == "organisation" and _PERSON.fullmatch(name):
            return has_masthead_shape(name) or has_word_of_outlets(name)
        return len(name.split()) <= _LONGEST_NAME


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return every phrase that names a publisher, an agency or an origin."""
    return tuple(_phrase(table) for table in _tables()["phrase"])


def is_wire(slug: str) -> bool:
    """Tell whether an outlet only sends out what companies write about themselves."""
    return slug in _tables()["wires"]


def is_host(domain: str) -> bool:
    """Tell whether a domain is where others publish: a network, a store, a shortener."""
    return any(domain == host or domain.endswith(f".{host}") for host in _tables()["hosts"])


def _phrase(table: dict[str, Any]) -> Phrase:
    before, after = "|".join(table["before"]), "|".join(table["after"])
    return Phrase(
        re.compile(f"(?:{before})(?P<name>{_NAMES[table['name']]})(?:{after})"),
        table["role"],
        table["rule"],
        table["confidence"],
        frozenset(table["places"]),
        table["accepts"],
        table.get("in_prose", False),
        table.get("in_captions", False),
        table.get("agencies_only", False),
        table.get("no_companies", False),
    )


@cache
def _fillers() -> re.Pattern[str]:
    listed = "|".join(_tables()["fillers"])
    return re.compile(rf"(?:{listed})\b.*", re.IGNORECASE)


@cache
def _tables() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
