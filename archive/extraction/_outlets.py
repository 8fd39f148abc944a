"""The known outlets, found by their names, web addresses and accounts."""

import re
from urllib.parse import urlsplit

from archive.extraction._gazetteer import Gazetteer, Outlet
from archive.extraction._title import normalised

_LONGEST_NAME = 8  # words
_SUFFIXES = frozenset({"co", "com", "org", "net", "gov", "gob", "gouv", "govt", "ac", "or", "edu"})
_DOMAIN = re.compile(
    r"(?<![@\w.-])(?:https?://)?(?:www\.)?((?:[a-z0-9-]{1,40}\.){1,4}[a-z]{2,12})(?![\w@])"
    r"(?:/\S*)?",
    re.IGNORECASE,
)
_MAIL_DOMAIN = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,40}\.){1,4}[a-z]{2,12})\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<![\w.@])@(\w{2,30})(?![\w.@])")
_NAME_WORD = re.compile(r"[^\s,;|]+?(?=[’']s\b|[\s,;|/]|$)")


class OutletIndex:
    """The outlets of a gazetteer by name and by domain."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._by_name: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        self._by_account: dict[str, Outlet] = {}
        for outlet in gazetteer.outlets.values():
            for name in (outlet.name, *outlet.aliases):
                if not gazetteer.is_muted("source", outlet.slug, name):
                    self._by_name.setdefault(name_key(name), outlet)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
                self._by_account.setdefault(_own_label(domain.lower()), outlet)
        self._by_name.pop("", None)
        for key, outlet in self._by_name.items():
            self._by_account[key.replace(" ", "")] = outlet

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

    def of_account(self, account: str) -> Outlet | None:
        """Return the outlet that calls itself so where people have accounts: "@ReutersAfrica"."""
        return self._by_account.get(account.lower().replace("_", ""))


def _own_label(domain: str) -> str:
    """Return what an owner chose of a domain: "reuters" of reuters.com and of reuters.co.uk."""
    labels = domain.split(".")
    return next((label for label in reversed(labels[:-1]) if label not in _SUFFIXES), domain)


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


def accounts_in(text: str) -> list[re.Match[str]]:
    """Return the accounts that a line names with an at sign; group 1 is the name."""
    return list(_ACCOUNT.finditer(text[:400])) if "@" in text[:400] else []
