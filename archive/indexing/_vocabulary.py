"""Names that a question may use, as the slugs that the index knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from django.conf.locale import LANG_INFO
from django.db import connection
from django.utils.text import slugify

from archive.models import Company, Country, Mineral, NamesVersion, Source
from archive.search import Choice

_Table = type[Company] | type[Country] | type[Mineral] | type[Source]
_TABLES: dict[str, _Table] = {
    "country": Country,
    "mineral": Mineral,
    "company": Company,
    "source": Source,
    "origin": Source,
}

_SUBJECTS = ("country", "mineral")

_MOST_NEAR = 3
_NEAR = 0.7  # likeness from which two names may be a slip of each other


def slug_of(facet: str, name: str) -> str | None:
    """Return the slug that a name, an alias or a slug stands for; None when nothing has it.

    Capitals do not matter, nor do accents when no name matches with them.
    """
    if facet == "language":
        return _languages().get(slugify(name, allow_unicode=True))
    if facet not in _TABLES:
        return None
    return _known(facet).slug_of(name)


def subjects_named(names: Sequence[str]) -> Mapping[str, Choice]:
    """Return which of some names are those of a mineral or a country, with facet and slug."""
    if not names:
        return {}
    known = _subjects_at(_token())
    keys = ((name, name.casefold().replace("'", "")) for name in names)
    return {name: known[key] for name, key in keys if key in known}


def names_near(facet: str, name: str) -> tuple[str, ...]:
    """Return the slugs whose names are spelt nearly like one that nothing has, nearest first."""
    if (facet != "language" and facet not in _TABLES) or slug_of(facet, name):
        return ()
    known = _languages() if facet == "language" else _known(facet).folded
    near = get_close_matches(slugify(name), known, n=_MOST_NEAR, cutoff=_NEAR)
    return tuple(dict.fromkeys(known[each] for each in near))


@cache
def _languages() -> dict[str, str]:
    """Return the ISO 639-1 codes by code, English name and own name of a language."""
    return {slugify(name, allow_unicode=True): code for name, code in _language_names()}


def _language_names() -> Iterator[tuple[str, str]]:
    for tag, language in LANG_INFO.items():
        code = tag.partition("-")[0]
        yield from ((tag, code), (code, code))
        for key in ("name", "name_local"):
            if key in language:
                yield str(language[key]), code
    yield from (("Chinese", "zh"), ("中文", "zh"), ("Mandarin", "zh"))


@dataclass(frozen=True, slots=True)
class _Known:
    """The slugs of a facet by name: as written, and without accents and punctuation."""

    exact: dict[str, str]
    folded: dict[str, str]

    def slug_of(self, name: str) -> str | None:
        """Return the slug of a name, which matches with its accents first."""
        return self.exact.get(name.casefold()) or self.folded.get(slugify(name))


def _known(facet: str) -> _Known:
    """Return the names of a facet, read again whenever any name has changed."""
    return _known_at(_token(), _TABLES[facet])


@lru_cache(maxsize=2)
def _subjects_at(token: str) -> dict[str, Choice]:
    """Return the minerals and countries in one state of the names, with and without accents."""
    subjects: dict[str, Choice] = {}
    for facet in _SUBJECTS:
        known = _known_at(token, _TABLES[facet])
        for keys in (known.exact, known.folded):
            for key, slug in keys.items():
                subjects.setdefault(key.replace("-", " ").replace("'", ""), (facet, slug))
    return subjects


def _token() -> str:
    """Return the state of the names, in a tenth of the time of a queryset: each search asks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {NamesVersion._meta.db_table}")  # noqa: S608
        row = cursor.fetchone()
    return str(row[0]) if row else ""


@lru_cache(maxsize=8)
def _known_at(token: str, table: _Table) -> _Known:
    """Return the names in one state; tokens are random, so that none comes back.

    A name or slug goes before an alias, and the older row before the newer.
    """
    rows = table._default_manager.order_by("pk")
    aliases = rows.filter(aliases__is_active=True).values_list("aliases__text", "slug")
    names = [
        *rows.values_list("name", "slug"),
        *((slug, slug) for (slug,) in rows.values_list("slug")),
    ]
    found = _Known({}, {})
    for name, slug in (*names, *aliases):
        found.exact.setdefault(name.casefold(), slug)
        if folded := slugify(name):
            found.folded.setdefault(folded, slug)
    return found
