"""Words that may mean a filter: the filter is offered with what it would leave."""

import pytest

from archive.search import SearchQuery
from archive.web._offers import make_offers
from tests.factories import make_article, make_country


@pytest.fixture
def archive(index):
    for slug, name in (("kr", "South Korea"), ("kp", "North Korea"), ("us", "United States")):
        make_country(slug, name)
    for slug, name in (("cz", "Czech Republic"), ("do", "Dominican Republic")):
        make_country(slug, name)
    make_country("cf", "Central African Republic")
    make_article("Graphite rules.", countries=["kr", "us"], published="2024-03-01")
    make_article("Graphite rules.", countries=["kr"], published="2023")
    make_article("Rules.", countries=["cz", "do", "cf", "kp"], published="2021")
    index()


def offers(text, **parts):
    return [(each.label, each.total) for each in make_offers(SearchQuery(text, **parts))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("graphite 2024", [("Date: 2024", 1)]),
        ("graphite korea", [("Country: South Korea", 2)]),
        ("Rules KOREA", [("Country: South Korea", 2), ("Country: North Korea", 1)]),
        ("united states rules", [("Country: United States", 1)]),
        ("south korea 2023", [("Date: 2023, Country: South Korea", 1)]),
        (
            "graphite 2023 korea",
            [("Date: 2023, Country: South Korea", 1), ("Date: 2023", 0)],
        ),
        ("rules republic", []),
        ("graphite rules", []),
        ("graphite 2019", []),
        ("graphite 2023 2024", []),
        ('graphite "2024"', []),
        ("graphite -2024", []),
        ("graphite OR 2024", []),
        ("title:2024", []),
        ("", []),
    ],
)
def test_words_of_a_question_may_mean_a_year_or_a_country(archive, text, found):
    assert offers(text) == [offer for offer in found if offer[1]]


def test_an_offer_takes_the_words_out_and_keeps_the_filters(client, archive):
    page = client.get("/", {"q": "graphite korea", "main": "", "after": "2023"}).content.decode()

    assert "Meant as a filter?" in page
    assert 'href="/?q=graphite&amp;country=kr&amp;after=2023"' in page


def test_what_is_chosen_already_is_not_offered(archive):
    assert offers("korea 2024", filters=(("country", "kr"),), after="2024") == []


def test_a_search_without_results_offers_filters_too(client, archive):
    page = client.get("/", {"q": "graphite rules 2024"}).content.decode()

    assert "Nothing matches" in page
    assert 'href="/?q=graphite+rules&amp;after=2024&amp;before=2024"' in page
