"""The list of articles: filters that stay short, and a search box that finds the rest."""

import re

import pytest

from archive.models import ArticleCountry, ArticleMineral, Country, Mineral
from tests.factories import make_article

from .test_taxonomy import url

LIST = url("article_changelist")


def choices(response, title):
    """Return what a filter offers, as it is shown."""
    (spec,) = [
        spec for spec in response.context["cl"].filter_specs if str(spec.title).startswith(title)
    ]
    return [str(choice["display"]) for choice in spec.choices(response.context["cl"])]


@pytest.fixture
def articles(archive):
    """Return articles that carry twelve minerals, tin in two of them."""
    minerals = list(Mineral.objects.exclude(slug="tin").order_by("slug")[:11])
    made = [make_article(f"Text number {number}.") for number in range(2)]
    for mineral in minerals:
        ArticleMineral.objects.create(article=made[0], mineral=mineral)
    for article in made:
        ArticleMineral.objects.create(article=article, mineral=Mineral.objects.get(slug="tin"))
    return made


def test_filter_offers_the_ten_commonest_and_what_is_chosen(desk, articles):
    shown = choices(desk.get(LIST), "minerals")
    rare = Mineral.objects.filter(articles=articles[0]).exclude(name__in=shown).first()

    chosen = desk.get(f"{LIST}?minerals__id__exact={rare.pk}")

    assert "tin" in shown
    assert len(shown) == 12  # all, ten, and those without any
    assert rare.name in choices(chosen, "minerals")
    assert [row.pk for row in chosen.context["cl"].result_list] == [articles[0].pk]


@pytest.mark.parametrize("value", ["", "x", "9" * 30, "1,2", "-1"])
def test_impossible_value_of_a_filter_is_no_fault_of_the_server(desk, articles, value):
    response = desk.get(LIST, {"minerals__id__exact": value}, follow=True)

    assert response.status_code == 200


def test_filter_of_sources_offers_only_sources_with_articles(desk):
    make_article(source="reuters")

    assert choices(desk.get(LIST), "source") == ["All", "Reuters", "(none)"]


def test_counts_of_a_filter_can_be_shown(desk, articles):
    shown = choices(desk.get(f"{LIST}?_facets=True"), "minerals")

    assert "tin (2)" in shown


@pytest.mark.parametrize(("query", "name"), [("", "(none)"), ("?_facets=True", "(none) (1)")])
def test_blank_language_has_a_name(desk, query, name):
    make_article("One text.", language="")
    make_article("Another text.", language="en")

    shown = choices(desk.get(LIST + query), "language")

    assert name in shown
    assert all(display.strip() for display in shown)


def test_search_box_has_a_visible_label_and_says_what_it_understands(desk):
    country = Country.objects.get(slug="cl")
    ArticleCountry.objects.create(article=make_article(), country=country)

    page = desk.get(LIST).content.decode()

    assert re.search(r'<label for="searchbar">\s*Search articles\s*</label>', page)
    assert "mineral:lithium" in page
