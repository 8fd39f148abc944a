"""The shape of a masthead: how an outlet that nobody knows is told from a section or a title."""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "gazetteers" / "mastheads.toml"
_MOST_BARE_WORDS = 5
_MOST_WORDS = 7
_MOST_TITLED_WORDS = 9  # of a name that begins with "The"
_SHORTEST_NAME = 4  # letters
_REVIEW_WORDS = range(3, 6)
_EDITION = re.compile(
    r"[\s,;|–—-]*\b(?:No|Nr|Vol|Volume|Issue|Edition|Number|№)\.?\s*\d.*$"
    r"|(?-i:\s{2,}[^a-zà-ÿ]+$)|\s+[|–—•·>›»-]\s+.*$|\s*[|•]\s*.*$|\s*[:：]\s*$|\s+\([^()]{3,40}\)$",
    re.IGNORECASE,
)
_CJK_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]{1,8}(?:日报|晚报|时报|新闻|新闻网|新闻社|网|周刊|报|社|电视台|新聞|日報)"
)


def without_edition(name: str) -> str:
    """Return a masthead without issue number and tagline."""
    return _EDITION.sub("", name[:200]).strip(" ,;–—-")


def has_masthead_shape(line: str) -> bool:
    """Tell whether a short line looks like the name of an outlet, and not of a section."""
    name = without_edition(line)
    if _CJK_MASTHEAD.fullmatch(name):
        return True
    words = [word.strip(".,'’()") for word in name.split()]
    longest = _MOST_TITLED_WORDS if name.lower().startswith("the ") else _MOST_WORDS
    if not 2 <= len(words) <= longest or name[-1] in ".!?:,":
        return False
    lower = [word.lower() for word in words if word and word != "&"]
    if (
        not lower
        or lower[0] in _words("no_first_words")
        or all(word in _words("section_words") for word in lower)
        or not (_is_capitalised(words) or _is_cyrillic_name(words))
    ):
        return False
    if _is_newspaper(name) or _STATE.match(name):
        return True
    first = lower[1] if words[0].isupper() and len(lower) > 2 else lower[0]  # "METI Ministry of"
    return (
        lower[-1] in _words("last_words")
        or not {lower[0], first}.isdisjoint(_words("first_words"))
        or "bureau" in lower
        or name.lower().endswith("geological survey")
    )


_STATE = re.compile(
    r"(?:government|gobierno|governo|gouvernement|republic|rep[úu]blica|république)"
    r" (?:of|de|du|do|da)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:L[ea]s?|L['’]|El|Los|Las|Il|O|Os|D(?:er|ie|as))(?:(?<=['’])|\s+)", re.IGNORECASE
)


def _is_newspaper(name: str) -> bool:
    """Tell whether a name begins as newspapers in Romance languages and German do."""
    article = _ARTICLE.match(name)
    if article is None:
        return False
    noun = name[article.end() :].split(" ", maxsplit=1)[0].lower()
    return noun in _words("newspaper_words")


def has_word_of_outlets(name: str) -> bool:
    """Tell whether a name has an article or a word that outlets have and persons lack."""
    words = name.lower().split()
    return words[0] in ("the", "le", "la", "el", "los") or any(
        word in _words("last_words") or word in _words("section_words") for word in words
    )


def is_daily_name(line: str) -> bool:
    """Tell whether a line reads "Daily News": an outlet's name, or a section's elsewhere."""
    words = line.lower().split()
    return (
        2 <= len(words) <= 4
        and (words[0] in _words("daily_words") or words[-1] in _words("daily_words"))
        and (words[-1] in _words("last_words"))
    )


def is_section_word(word: str) -> bool:
    """Tell whether a word names a section of many outlets."""
    return word.lower() in _words("section_words")


def is_review_name(line: str) -> bool:
    """Tell whether a line reads "Pacific Metals Review": section words that end as titles do."""
    words = line.lower().split()
    return (
        len(words) in _REVIEW_WORDS
        and words[-1] in _words("review_words")
        and words[0] not in _words("section_openers")
        and re.sub(r"[\s'’&-]", "", line).isalpha()
        and _is_capitalised(line.split())
    )


def is_bare_name(line: str) -> bool:
    """Tell whether a line is two to four capitalised words, none of them a section's."""
    words = line.split()
    own = words[1:] if words[:1] and words[0].lower() == "the" else words
    return (
        2 <= len(words) <= _MOST_BARE_WORDS
        and re.sub(r"[\s'’&-]", "", line).isalpha()
        and _is_capitalised(words)
        and own[0].lower() not in _words("section_words")
    )


def is_one_name(line: str) -> bool:
    """Tell whether a line is one capitalised word that names no section: "Kaleva"."""
    return (
        len(line) >= _SHORTEST_NAME
        and line.isalpha()
        and line[0].isupper()
        and (line.isupper() or line[1:].islower())
        and not is_section_word(line)
    )


def shown(name: str) -> str:
    """Return the name of an unknown outlet as pages show it: no shouting, single spaces."""
    name = " ".join(name.split()).strip(" ,;:.–—-")
    if not name.isupper() or len(name) <= 5 or " " not in name:
        return name
    words = [
        word if word.lower() not in _words("connectors") else word.lower() for word in name.split()
    ]
    return " ".join(word.capitalize() if word.isupper() else word for word in words)


def _is_cyrillic_name(words: list[str]) -> bool:
    """Tell whether a Russian name has its one capital and ends as outlets do."""
    return words[0][:1].isupper() and words[0][:1] > "\u0400" and words[-1] in _words("last_words")


def _is_capitalised(words: list[str]) -> bool:
    return all(
        word in ("&", "")
        or word[0].isupper()
        or word[0].isdigit()
        or word.lower() in _words("connectors")
        for word in words
    )


@cache
def _words(name: str) -> frozenset[str]:
    with _FILE.open("rb") as file:
        return frozenset(tomllib.load(file)[name].split())
