"""Names that a question may use, as the slugs that the index knows."""

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


def slug_of(facet: str, name: str) -> str | None:
    """Return the slug that a name, an alias or a slug stands for; None when nothing has it.

    Capitals do not matter, nor do accents when no name matches with them.
    """
    table = _TABLES.get(facet)
    if table is None:
        return None
    alias = Q(aliases__text__iexact=name, aliases__is_active=True)
    rows = table._default_manager.filter(Q(slug__iexact=name) | Q(name__iexact=name) | alias)
    exact = rows.order_by("pk").values_list("slug", flat=True).first()
    return exact or _folded_names(table).get(slugify(name))


def _folded_names(table: _Table) -> dict[str, str]:
    """Return the slugs by name and alias without accents; a name goes before an alias."""
    rows = table._default_manager.order_by("pk")
    aliases = rows.filter(aliases__is_active=True).values_list("aliases__text", "slug")
    names = rows.values_list("name", "slug")
    return {slugify(name): slug for name, slug in (*aliases, *names) if slugify(name)}
