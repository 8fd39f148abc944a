"""The names that extraction knows: countries, places, minerals, outlets, companies, projects.

A gazetteer is a value: changing it makes a new one. It finds nothing by itself; the matchers
that scan text for its names live in the modules that need them and are kept with it. Editors'
changes come in through `with_changes`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, Protocol, TypeVar, cast

from archive.extraction._company_rows import Company, Project

AliasKind = Literal["country", "mineral", "source", "company"]
MineralLevel = Literal["group", "mineral", "form"]
OutletKind = Literal[
    "newspaper", "agency", "trade-press", "government", "company", "research", "blog", "unknown"
]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1. `aliases` holds every English name but `name`.

    `demonyms` are those of the aliases that name the people or serve as adjective.
    """

    slug: str
    name: str
    region: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that stands for its country; `kind` is a noun such as "city" or "province"."""

    name: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mineral:
    """A node of the tree group > mineral > form; `parent` is empty for a group.

    A form hangs under a mineral, or under a group when it belongs to the whole group
    (monazite under rare earths).
    """

    slug: str
    name: str
    symbol: str = ""
    kind: MineralLevel = "mineral"
    parent: str = ""
    aliases: tuple[str, ...] = ()
    usgs_critical: bool = False
    eu_critical: bool = False
    eu_strategic: bool = False
    iea_focus: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """Someone who publishes. `country` is a slug or empty; domains come without `www.`."""

    slug: str
    name: str
    kind: OutletKind = "unknown"
    country: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """A name in another language; a trailing `*` stands for any ending (Russian)."""

    language: str
    kind: AliasKind
    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that contain a name and do not mean it: "Guinea pig", "silver lining"."""

    kind: AliasKind
    text: str


@dataclass(frozen=True, slots=True)
class AliasChange:
    """An editor's alias, or (not active) a name that must no longer be read as `slug`."""

    kind: AliasKind
    slug: str
    text: str
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Rejection:
    """A reading that an editor refused in the articles of one source.

    `text` does not name `slug` there; it names `means`, or nothing when that is empty.
    """

    kind: Literal["country", "mineral", "company", "project"]
    slug: str
    text: str
    source: str
    means: str = ""


class _Named(Protocol):
    @property
    def slug(self) -> str: ...

    @property
    def aliases(self) -> tuple[str, ...]: ...


Row = TypeVar("Row", bound=_Named)
Built = TypeVar("Built")


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Every name that extraction knows, by slug. Build one with `load_gazetteer`."""

    countries: Mapping[str, Country]
    minerals: Mapping[str, Mineral]
    outlets: Mapping[str, Outlet]
    companies: Mapping[str, Company] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    translations: tuple[Translation, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    senses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    muted: frozenset[tuple[AliasKind, str, str]] = frozenset()
    rejections: tuple[Rejection, ...] = ()
    _built: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    def built(self, build: Callable[["Gazetteer"], Built]) -> Built:
        """Return `build(self)`, made once and kept as long as the gazetteer."""
        if build not in self._built:
            self._built[build] = build(self)
        return cast(Built, self._built[build])

    def is_muted(self, kind: AliasKind, slug: str, text: str) -> bool:
        """Tell whether an editor switched off reading `text` as `slug`."""
        return (kind, slug, text) in self.muted

    def with_changes(
        self,
        changes: Iterable[AliasChange] = (),
        *,
        countries: Iterable[Country] = (),
        minerals: Iterable[Mineral] = (),
        outlets: Iterable[Outlet] = (),
        companies: Iterable[Company] = (),
        projects: Iterable[Project] = (),
        rejections: Iterable[Rejection] = (),
    ) -> "Gazetteer":
        """Return a gazetteer with editors' rows, alias changes and rejections added.

        A row with a known slug replaces the built-in one. A change for an unknown slug is
        left out: its row was deleted meanwhile. Companies and projects share their slugs.
        """
        listed = tuple(changes)
        of_companies = _of(listed, "company")
        return replace(
            self,
            countries=_changed(self.countries, countries, _of(listed, "country")),
            minerals=_changed(self.minerals, minerals, _of(listed, "mineral")),
            outlets=_changed(self.outlets, outlets, _of(listed, "source")),
            companies=_changed(self.companies, companies, of_companies),
            projects=_changed(self.projects, projects, of_companies),
            muted=_muted(self.muted, listed),
            rejections=(*self.rejections, *rejections),
        )

    def names_changed(self, other: "Gazetteer") -> frozenset[str]:
        """Return every name that the two do not read alike; texts without it stay as they are."""
        muted = {text for _, _, text in self.muted ^ other.muted}
        rejected = {each.text for each in set(self.rejections) ^ set(other.rejections)}
        rows = (
            (self.countries, other.countries),
            (self.minerals, other.minerals),
            (self.outlets, other.outlets),
            (self.companies, other.companies),
            (self.projects, other.projects),
        )
        return frozenset(muted | rejected).union(*(_names_changed(*pair) for pair in rows))


def _of(changes: tuple[AliasChange, ...], kind: AliasKind) -> tuple[AliasChange, ...]:
    return tuple(change for change in changes if change.kind == kind)


def _changed(
    rows: Mapping[str, Row], added: Iterable[Row], changes: tuple[AliasChange, ...]
) -> Mapping[str, Row]:
    merged = {**rows, **{row.slug: row for row in added}}
    for change in changes:
        if change.slug in merged:
            merged[change.slug] = _with_alias(merged[change.slug], change)
    return MappingProxyType(merged)


def _with_alias(row: Row, change: AliasChange) -> Row:
    aliases = tuple(alias for alias in row.aliases if alias != change.text)
    if change.is_active:
        aliases = (*aliases, change.text)
    return cast(Row, replace(cast(Any, row), aliases=aliases))


def _names_changed(one: Mapping[str, Any], two: Mapping[str, Any]) -> set[str]:
    changed: set[str] = set()
    for slug in one.keys() | two.keys():
        before, after = one.get(slug), two.get(slug)
        if before != after:
            names = _names(before) ^ _names(after)
            # A change of kind or parent alone touches every text that names the row.
            changed |= names or _names(after) | _names(before)
    return changed


def _names(row: Any) -> set[str]:
    if row is None:
        return set()
    symbol = getattr(row, "symbol", "")
    return {row.name, *row.aliases, *getattr(row, "domains", ()), *([symbol] * bool(symbol))}


def _muted(
    muted: frozenset[tuple[AliasKind, str, str]], changes: tuple[AliasChange, ...]
) -> frozenset[tuple[AliasKind, str, str]]:
    result = set(muted)
    for change in changes:
        key = (change.kind, change.slug, change.text)
        (result.discard if change.is_active else result.add)(key)
    return frozenset(result)
