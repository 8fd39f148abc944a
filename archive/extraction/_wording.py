"""What furniture a line is by its wording: the lists of `furniture.toml`, compiled once.

Where a line stands decides too, and that is the business of `_layout`.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "gazetteers" / "furniture.toml"
_PROSE_FROM = 10  # words of a full sentence that only `in_prose` wording can take out
_LONGEST = 80  # words
_LONGEST_SHARE_LINE = 120  # characters

_WORD = re.compile(r"[^\W\d_][\w'’&+-]*|\d+")
_SEPARATORS = re.compile(r"\s*[|•·›»>▾▼▸►⌄⟩/–—]\s*|\s{2,}|\t")
_BRACKETED = re.compile(r"\[[^\[\]]{3,80}\]")
_BULLETS = "•·-*▪‣○●☰≡ "

_Shapes = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    lines: _Shapes
    sentences: _Shapes
    share_words: frozenset[str]
    menu_words: frozenset[str]


def furniture_kind(text: str, words: int, *, is_sentence: bool) -> str | None:
    """Return what furniture a line is by its wording; None for what may be content."""
    if words > _LONGEST:
        return None
    wording = _wording()
    if is_sentence and words >= _PROSE_FROM:
        return _first_match(wording.sentences, text)
    if _is_share(text, wording.share_words):
        return "share"
    if _is_menu(text, wording.menu_words):
        return "menu"
    return _first_match(wording.lines, text)


def _first_match(shapes: _Shapes, text: str) -> str | None:
    return next((kind for kind, shape in shapes if shape.fullmatch(text)), None)


def _is_share(text: str, share_words: frozenset[str]) -> bool:
    if len(text) > _LONGEST_SHARE_LINE:
        return False
    words = _WORD.findall(text.lower())
    figures = sum(word.isdigit() for word in words)
    if figures == len(words) > 1:
        return False  # a date in figures
    return 0 < len(words) <= 16 and all(w in share_words or w.isdigit() for w in words)


def _is_menu(text: str, menu_words: frozenset[str]) -> bool:
    bare = text.lstrip(_BULLETS)
    words = _WORD.findall(bare.lower())
    if not words or _BRACKETED.fullmatch(text):
        return True
    if len(words) <= 8 and all(word in menu_words for word in words):
        return True
    if len(bare) < len(text) and len(words) <= 2 and text[0] not in "-*":
        return True
    parts = [part for part in _SEPARATORS.split(bare) if part]
    return len(parts) >= 4 and len(words) / len(parts) <= 2.5 and not re.search(r"\d", bare)


@cache
def _wording() -> _Wording:
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    lines = tuple(map(_compiled, tables["line"]))
    sentences = tuple(map(_compiled, tables["sentence"]))
    in_prose = tuple(_compiled(table) for table in tables["line"] if table.get("in_prose"))
    return _Wording(
        (*lines, *sentences),
        (*sentences, *in_prose),
        frozenset(tables["share_words"].split()),
        frozenset(tables["menu_words"].split()),
    )


def _compiled(table: dict[str, Any]) -> tuple[str, re.Pattern[str]]:
    alternatives = [
        *_alternative(table.get("whole", ()), r"\W*"),
        *_alternative(table.get("starts", ()), r"(?!\w).*"),
        *_alternative(table.get("labels", ()), r"\s*[:：].*"),
        *table.get("shapes", ()),
    ]
    flags = re.DOTALL if table.get("case_matters") else re.DOTALL | re.IGNORECASE
    return table["kind"], re.compile("|".join(f"(?:{each})" for each in alternatives), flags)


def _alternative(words: Iterable[str], rest: str) -> list[str]:
    listed = "|".join(words)
    return [f"(?:{listed}){rest}"] if listed else []
