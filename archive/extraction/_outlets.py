"""Names of outlets: the known ones by name and domain, unknown ones by the shape of a masthead."""

import re
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from archive.extraction._gazetteer import Gazetteer, Outlet
from archive.extraction._title import normalised

_LONGEST_NAME = 8  # words
_MOST_BARE_WORDS = 5
_FILE = Path(__file__).parent / "gazetteers" / "mastheads.toml"
_EDITION = re.compile(
    r"[\s,;|–—-]*\b(?:No|Nr|Vol|Volume|Issue|Edition|Number|№)\.?\s*\d.*$"
    r"|(?-i:\s{2,}[^a-zà-ÿ]+$)|\s+[|–—•·-]\s+.*$|\s*[|•]\s*.*$|\s*[:：]\s*$",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![@\w.-])(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12})(?![\w@])"
    r"(?:/\S*)?",
    re.IGNORECASE,
)
_MAIL_DOMAIN = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,40}\.){1,4}[a-z]{2,12})\b", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\s,;|]+?(?=[’']s\b|[\s,;|/]|$)")
_CJK_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]{1,8}(?:日报|晚报|时报|新闻|新闻网|新闻社|网|周刊|报|社|电视台|新聞|日報)"
)


class OutletIndex:
    """The outlets of a gazetteer by name and by domain."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_name: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        for outlet in gazetteer.outlets.values():
            for name in (outlet.name, *outlet.aliases):
                if not gazetteer.is_muted("source", outlet.slug, name):
                    self._by_name.setdefault(name_key(name), outlet)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
        self._by_name.pop("", None)

    def named(self, name: str) -> Outlet | None:
        """Return the outlet with exactly this name, whatever its case and marks."""
        return self._by_name.get(name_key(name))

    def opening(self, words: str) -> tuple[Outlet, int] | None:
        """Return the outlet whose name opens the words, longest first, and where it ends."""
        ends = [match.end() for match in _NAME_WORD.finditer(words[:160])][:_LONGEST_NAME]
        for end in reversed(ends):
            if outlet := self.named(words[:end]):
                return outlet, end
        return None

    def at(self, address: str) -> Outlet | None:
        """Return the outlet of a URL or host name; a domain stands for its subdomains too."""
        parts = host(address).split(".")
        for first in range(len(parts) - 1):
            if outlet := self._by_domain.get(".".join(parts[first:])):
                return outlet
        return None


def name_key(name: str) -> str:
    """Return what two spellings of one outlet's name have in common."""
    key = normalised(name.replace("&", " and "))
    return key.removeprefix("the ")


def host(address: str) -> str:
    """Return the host of an address in lower case without `www.`; empty when it has none."""
    try:
        parsed = urlsplit(address if "//" in address else f"//{address}")
        return (parsed.hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def domains_in(text: str) -> list[re.Match[str]]:
    """Return the web addresses in a line; group 1 is the host."""
    return list(_DOMAIN.finditer(text[:400])) if "." in text[:400] else []


def mail_domains_in(text: str) -> list[re.Match[str]]:
    """Return the mail addresses in a line; group 1 is the host."""
    return list(_MAIL_DOMAIN.finditer(text[:400])) if "@" in text[:400] else []


def without_edition(name: str) -> str:
    """Return a masthead without issue number and tagline."""
    return _EDITION.sub("", name[:200]).strip(" ,;–—-")


def has_masthead_shape(line: str) -> bool:
    """Tell whether a short line looks like the name of an outlet, and not of a section."""
    name = without_edition(line)
    if _CJK_MASTHEAD.fullmatch(name):
        return True
    words = [word.strip(".,'’()") for word in name.split()]
    if not 2 <= len(words) <= 7 or name[-1] in ".!?:,":
        return False
    lower = [word.lower() for word in words if word and word != "&"]
    if (
        not lower
        or all(word in _words("section_words") for word in lower)
        or not (_is_capitalised(words) or _is_cyrillic_name(words))
    ):
        return False
    if _is_newspaper(name):
        return True
    return (
        lower[-1] in _words("last_words") or lower[0] in _words("first_words") or "bureau" in lower
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


def is_bare_name(line: str) -> bool:
    """Tell whether a line is two to four capitalised words, none of them a section's."""
    words = line.split()
    return (
        2 <= len(words) <= _MOST_BARE_WORDS
        and re.sub(r"[\s'’&-]", "", line).isalpha()
        and _is_capitalised(words)
        and words[0].lower() not in _words("section_words")
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
