"""What tells in SQL whether an article has a value of a facet, or may be of a date."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q

from archive.edtf import parse
from archive.indexing import MAIN_WEIGHT
from archive.models import ArticleCompany, ArticleCountry, ArticleMineral
from archive.search import NONE, UNDATED, YEAR_UNKNOWN

Condition = Any  # Q or Exists, possibly negated

_ANY = Q()
_MAIN = Q(weight__gte=MAIN_WEIGHT)


def having(facet: str, *, is_main: bool) -> Callable[[str], Condition]:
    """Return what makes a value of a facet a condition; `is_main` counts main subjects only."""
    return (_HAVING | _HAVING_AS_MAIN if is_main else _HAVING)[facet]


def having_date(value: str) -> Q:
    """Return the condition of a value of the facet `date`."""
    return {UNDATED: Q(published=""), YEAR_UNKNOWN: Q(published__startswith="XXXX")}[value]


def is_range(after: str, before: str) -> bool:
    """Tell whether two EDTF dates are the ends of a range, the first one first."""
    return _first_day(after) <= _last_day(before)


def within(after: str, before: str) -> Q:
    """Return what may be dated between two EDTF dates; an empty one leaves that end open."""
    dated = Q(published_earliest__isnull=False)
    if after:
        dated &= Q(published_latest__gte=_first_day(after))
    if before:
        dated &= Q(published_earliest__lte=_last_day(before))
    return dated


def _having_mineral(slug: str, links: Q = _ANY) -> Condition:
    minerals = ArticleMineral.objects.filter(links, article=OuterRef("pk"))
    if slug == NONE:
        return ~Exists(minerals)
    # The tree has three levels, so a node's articles are its own, its children's and theirs.
    paths = ("mineral__slug", "mineral__parent__slug", "mineral__parent__parent__slug")
    return Exists(minerals.filter(Q(*((path, slug) for path in paths), _connector=Q.OR)))


def _having_country(slug: str, links: Q = _ANY) -> Condition:
    countries = ArticleCountry.objects.filter(links, article=OuterRef("pk"))
    return ~Exists(countries) if slug == NONE else Exists(countries.filter(country__slug=slug))


def _having_company(slug: str) -> Condition:
    links = ArticleCompany.objects.filter(article=OuterRef("pk"))
    return ~Exists(links) if slug == NONE else Exists(links.filter(company__slug=slug))


def _having_source(slug: str) -> Q:
    return Q(source=None) if slug == NONE else Q(source__slug=slug)


def _having_language(code: str) -> Q:
    return Q(language="" if code == NONE else code)


def _having_review(state: str) -> Q:
    return Q(review="" if state == NONE else state)


_HAVING = {
    "mineral": _having_mineral,
    "country": _having_country,
    "company": _having_company,
    "source": _having_source,
    "language": _having_language,
    "review": _having_review,
}
_HAVING_AS_MAIN = {
    "mineral": partial(_having_mineral, links=_MAIN),
    "country": partial(_having_country, links=_MAIN),
}


def _first_day(edtf: str) -> date:
    return parse(edtf).earliest or date.min


def _last_day(edtf: str) -> date:
    return parse(edtf).latest or date.max
