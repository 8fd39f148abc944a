"""The names of companies and projects, compiled once for a gazetteer. Judges nothing."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from archive.extraction._company_rows import Company, Project
from archive.extraction._gazetteer import Gazetteer
from archive.extraction._matcher import Matcher, Meaning

_SHORTEST_SHOUTED = 4  # letters; shorter names in capitals are too often something else
_EXCHANGES = {
    "LON": "LSE",
    "NYSEAMERICAN": "NYSE",
    "NYSEMKT": "NYSE",
    "NASDAQGS": "NASDAQ",
    "NASDAQGM": "NASDAQ",
    "NASDAQCM": "NASDAQ",
    "TSXVENTURE": "TSXV",
    "CVE": "TSXV",
    "HKG": "HKEX",
    "HKSE": "HKEX",
    "SEHK": "HKEX",
    "TYO": "TSE",
}
_TICKER = re.compile(
    r"\b(?P<exchange>ASX|AIM|B3|BMV|CVE|HKEX|HKG|HKSE|IDX|JSE|KRX|LON|LSE|(?i:NASDAQ)(?:G[SM]|CM)?|"
    r"NSE|NYSE(?:[ -](?:American|AMERICAN|MKT))?|OSE|SEHK|TSE|TSX(?:[-. ]?V|[ -]Venture)?|TYO|WSE)"
    r" ?: ?(?P<code>[A-Z0-9]{1,10}(?:\.[A-Z]{1,2})?)\b"
)


class CompanyNames:
    """Every name of a company or project of one gazetteer, ready to be looked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.senses = gazetteer.senses
        self.rows: dict[str, Company | Project] = {**gazetteer.projects, **gazetteer.companies}
        self.matcher = Matcher()
        self._weak: set[tuple[str, str]] = set()
        self._kin: dict[str, set[str]] = defaultdict(set)
        self._tickers = {
            ticker: company.slug
            for company in gazetteer.companies.values()
            for ticker in company.tickers
        }
        for phrase in gazetteer.phrases:
            if phrase.kind == "company":
                for key in (phrase.text, phrase.text.upper()):
                    self.matcher.add(key, phrase.text, None)
        for row in self.rows.values():
            self._add(row, gazetteer)
        self.matcher.compile()

    def is_weak(self, slug: str, name: str) -> bool:
        """Tell whether a name alone does not prove that the company or project is meant."""
        return (slug, name) in self._weak

    def kin(self, name: str) -> set[str]:
        """Return the slugs of those whose longer names begin with a name: "LG", "LG Chem"."""
        return self._kin.get(name, set())

    def tickers(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, slug) of each stock exchange code known, e.g. `ASX: LYC`."""
        for match in _TICKER.finditer(folded, start, end):
            exchange = re.sub(r"[ .-]", "", match["exchange"]).upper()
            exchange = _EXCHANGES.get(exchange, exchange)
            code = match["code"].lstrip("0") if exchange == "HKEX" else match["code"]
            slug = self._tickers.get(f"{exchange}:{code}")
            if slug:
                yield match.start(), match.end(), slug

    def _add(self, row: Company | Project, gazetteer: Gazetteer) -> None:
        for name in (row.name, *row.aliases):
            if gazetteer.is_muted("company", row.slug, name):
                continue
            if name in row.weak:
                self._weak.add((row.slug, name))
            self._kin[name.split(" ", 1)[0]].add(row.slug)
            meaning = Meaning(row.slug, _rule(row), 0.95)
            for key in _spellings(name):
                self.matcher.add(key, name, meaning)
                if len(key) >= _SHORTEST_SHOUTED and key.upper() != key:
                    self.matcher.add(key.upper(), name, meaning, is_shouted=True)


def _rule(row: Company | Project) -> str:
    return "name" if isinstance(row, Company) else f"name of a {row.kind}"


def _spellings(name: str) -> Iterable[str]:
    decomposed = unicodedata.normalize("NFD", name) if name[0] < "\u0300" else name
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return dict.fromkeys((name, plain))


def sure_names(gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the names of companies that mean nothing else, to be left out of other readings."""
    for company in gazetteer.companies.values():
        for name in (company.name, *company.aliases):
            is_telling = " " in name or not name.isascii()
            muted = gazetteer.is_muted("company", company.slug, name)
            if is_telling and name not in company.weak and not muted:
                yield name
