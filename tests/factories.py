"""Rows for tests: each function takes what matters and fills in the rest."""

import itertools

from archive.edtf import parse
from archive.models import Article, Company, Country, Mineral, MineralKind, Source

_count = itertools.count(1)


def make_country(slug="cl", name=None, region="South America"):
    """Return a country, made on first use."""
    return Country.objects.get_or_create(
        slug=slug, defaults={"name": name or slug.upper(), "region": region}
    )[0]


def make_mineral(slug="lithium", parent=None, kind=MineralKind.MINERAL, **overrides):
    """Return a mineral, made on first use under the group `test-minerals` or `parent`."""
    if kind == MineralKind.GROUP:
        parent = None
    elif parent is None:
        parent = make_mineral("test-minerals", kind=MineralKind.GROUP)
    defaults = {"name": slug.replace("-", " "), "parent": parent, "kind": kind} | overrides
    return Mineral.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_company(slug="glencore", name=None, **overrides):
    """Return a company or project, made on first use."""
    defaults = {"name": name or slug.replace("-", " ").title()} | overrides
    return Company.objects.get_or_create(slug=slug, defaults=defaults)[0]


def make_source(slug="daryo", name=None, **overrides):
    """Return a source, made on first use."""
    return Source.objects.get_or_create(
        slug=slug, defaults={"name": name or slug.title()} | overrides
    )[0]


def make_article(
    text="Lithium from the salt lakes.", countries=(), minerals=(), companies=(), **overrides
):
    """Store an article; `countries`, `minerals`, `companies` and `source` are slugs."""
    number = next(_count)
    if isinstance(overrides.get("source"), str):
        overrides["source"] = make_source(overrides["source"])
    if published := overrides.get("published"):
        overrides.setdefault("published_earliest", parse(published).earliest)
        overrides.setdefault("published_latest", parse(published).latest)
    fields = {"title": f"Article {number}", "content_hash": f"{number:064x}"} | overrides
    article = Article.objects.create(text=text, **fields)
    for slug in countries:
        article.country_links.create(country=make_country(slug))
    for slug in minerals:
        article.mineral_links.create(mineral=make_mineral(slug))
    for slug in companies:
        article.company_links.create(company=make_company(slug))
    return article
