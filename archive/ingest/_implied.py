"""What the companies and projects of an article stand for that the article itself does not say."""

from dataclasses import dataclass

from archive.extraction import SPECIALIST
from archive.models import Article, Company, Country, Mineral, MineralKind


@dataclass(frozen=True, slots=True)
class Implication:
    """What one company or project stands for; no value of the article."""

    by: Company
    countries: tuple[Country, ...]
    minerals: tuple[Mineral, ...]


def implications(article: Article) -> tuple[Implication, ...]:
    """Return what each company and project implies, the main ones first.

    Reads `company_links` with countries and commodities, `country_links` and `mineral_links`,
    which a page has fetched already.
    """
    countries = {link.country_id for link in article.country_links.all()}
    minerals = {link.mineral_id for link in article.mineral_links.all()}
    found = (
        Implication(
            company,
            tuple(each for each in [company.country] if each and each.pk not in countries),
            tuple(each for each in _commodities(company) if not _is_named(each, minerals)),
        )
        for company in (link.company for link in article.company_links.all())
    )
    return tuple(each for each in found if each.countries or each.minerals)


def _is_named(mineral: Mineral, named: set[int]) -> bool:
    """Tell whether an article has a mineral, or the mineral that this is a form of."""
    is_form = mineral.kind == MineralKind.FORM
    return mineral.pk in named or (is_form and mineral.parent_id in named)


def _commodities(company: Company) -> list[Mineral]:
    """Return the commodities that a name stands for: none of a company that deals in many."""
    commodities = list(company.commodities.all())
    is_general = not company.is_project and len(commodities) > SPECIALIST
    return [] if is_general else commodities
