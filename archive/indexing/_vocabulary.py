"""Names that a question may use, as the slugs that the index knows."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from django.conf.locale import LANG_INFO
from django.db.models import Q
from django.utils.text import slugify

from archive.models import Company, Country, Mineral, Source

_Table = type[Company] | type[Country] | type[Mineral] | type[Source]
_TABLES: dict[str, _Table] = {
    "country": Country,
    "mineral": Mineral,
    "company": Company,
    "source": Source,
    "origin": Source,
}

_MOST_NEAR = 3
_NEAR = 0.7  # likeness from which two names may be a slip of each other


def slug_of(facet: str, name: str) -> str | None:
    """Return the slug that a name, an alias or a slug stands for; None when nothing has it.

    Capitals do not matter, nor do accents when no name matches with them.
    """
    if facet == "language":
        return _languages().get(slugify(name, allow_unicode=True))
    table = _TABLES.get(facet)
    if table is None:
        return None
    alias = Q(aliases__text__iexact=name, aliases__is_active=True)
    rows = table._default_manager.filter(Q(slug__iexact=name) | Q(name__iexact=name) | alias)
    exact = rows.order_by("pk").values_list("slug", flat=True).first()
    return exact or _folded_names(table).get(slugify(name))


def names_near(facet: str, name: str) -> tuple[str, ...]:
    """Return the slugs whose names are spelt nearly like one that nothing has, nearest first."""
    if (facet != "language" and facet not in _TABLES) or slug_of(facet, name):
        return ()
    known = _languages() if facet == "language" else _folded_names(_TABLES[facet])
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


def _folded_names(table: _Table) -> dict[str, str]:
    """Return the slugs by name and alias without accents; a name goes before an alias."""
    rows = table._default_manager.order_by("pk")
    aliases = rows.filter(aliases__is_active=True).values_list("aliases__text", "slug")
    names = rows.values_list("name", "slug")
    return {slugify(name): slug for name, slug in (*aliases, *names) if slugify(name)}
