"""Which language a text is in, by its script and its commonest words. No statistics file."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

_SAMPLE = 4000  # characters
_FEWEST_LETTERS = 20
_FEWEST_WORDS = 3  # commonest words that must be seen
_LEAD = 1.15  # how clearly the best language must beat the next

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("han", re.compile(r"[\u3400-\u9fff]")),
    ("cyrillic", re.compile(r"[\u0400-\u04ff]")),
    ("arabic", re.compile(r"[\u0600-\u06ff]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_PERSIAN = re.compile("[پچژگ]")
_WORD = re.compile(r"[^\W\d_]+(?:[ʻʼ‘’'][^\W\d_]+)?")
_CYRILLIC_MARKS = (
    ("kk", re.compile("[әғқңөұүһ]")),
    ("uk", re.compile("[їєґ]")),
    ("uz", re.compile("[ўҳ]")),
)

_FILE = Path(__file__).parent / "gazetteers" / "languages.toml"
_LATIN = ("en", "es", "fr", "pt", "de", "it", "id", "tr", "uz", "nl", "pl", "sv", "vi")


def find_language(text: str) -> str:
    """Return the ISO 639-1 code of the language, or an empty string when it is unsure."""
    sample = text[:_SAMPLE]
    counts = {name: len(shape.findall(sample)) for name, shape in _SCRIPTS}
    letters = sum(counts.values())
    cjk = counts["kana"] + counts["hangul"] + counts["han"]
    if letters < _FEWEST_LETTERS and cjk < _FEWEST_LETTERS // 2:
        return ""
    if cjk * 4 > letters:
        return _east_asian(counts)
    if counts["cyrillic"] * 2 > letters:
        return _cyrillic(sample.lower())
    if counts["arabic"] * 2 > letters:
        return "fa" if len(_PERSIAN.findall(sample)) * 40 > counts["arabic"] else "ar"
    return _by_words(sample.lower(), _LATIN)


def _east_asian(counts: dict[str, int]) -> str:
    if counts["hangul"] > counts["han"] and counts["hangul"] > counts["kana"]:
        return "ko"
    return "ja" if counts["kana"] * 8 > counts["han"] else "zh"


def _cyrillic(sample: str) -> str:
    letters = max(1, len(sample))
    for language, marks in _CYRILLIC_MARKS:
        if len(marks.findall(sample)) * 60 > letters:
            return language
    return _by_words(sample, ("ru", "uk", "kk")) or "ru"


def _by_words(sample: str, languages: tuple[str, ...]) -> str:
    seen = Counter(_WORD.findall(sample))
    common = _common_words()
    scores = sorted(
        (sum(seen[word] for word in common[language]), language) for language in languages
    )
    (second, _), (best, language) = scores[-2:]
    if best < _FEWEST_WORDS or best < second * _LEAD or best * 12 < seen.total():
        return ""
    return language


@cache
def _common_words() -> dict[str, frozenset[str]]:
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    return {language: frozenset(words.split()) for language, words in tables["common"].items()}
