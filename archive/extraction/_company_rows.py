"""What the gazetteer knows of a company and of a project. Finds nothing by itself."""

from dataclasses import dataclass
from typing import Literal

CompanyKind = Literal[
    "miner",
    "refiner",
    "battery",
    "magnets",
    "chips",
    "trader",
    "recycler",
    "carmaker",
    "investor",
    "other",
]
ProjectKind = Literal["mine", "project", "deposit", "smelter", "refinery", "plant"]


@dataclass(frozen=True, slots=True)
class Company:
    """Someone who mines, refines, trades or makes. `country` is the seat's slug, or empty.

    `weak` are those of the name and the aliases that count only where the text uses them of a
    company; `tickers` are written EXCHANGE:CODE; `commodities` are slugs of minerals.
    """

    slug: str
    name: str
    kind: CompanyKind = "other"
    country: str = ""
    aliases: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    tickers: tuple[str, ...] = ()
    commodities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A mine, deposit or plant. `owner` is the slug of a company; `weak` as for companies."""

    slug: str
    name: str
    kind: ProjectKind = "project"
    country: str = ""
    owner: str = ""
    aliases: tuple[str, ...] = ()
    weak: frozenset[str] = frozenset()
    commodities: tuple[str, ...] = ()
