"""The names of the values that evidence writes as slugs."""

from collections.abc import Iterable

from archive.models import Company, Country, Field, Mineral

_TABLES = (
    (Field.COUNTRY, Country),
    (Field.MINERAL, Mineral),
    (Field.COMPANY, Company),
    (Field.PROJECT, Company),
)


def value_names(slugs: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the names of slugs by field and slug; what is no slug of a field is left out."""
    wanted = set(slugs)
    names: dict[tuple[str, str], str] = {}
    for field, model in _TABLES:
        rows = model._default_manager.filter(slug__in=wanted).values_list("slug", "name")
        names |= {(field.value, slug): name for slug, name in rows}
    return names
