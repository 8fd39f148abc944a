"""Two independent answers to the same filters: the engine's and the database's."""

import random

import pytest
from django.http import QueryDict

from archive.models import ArticleCountry, ArticleMineral, Story
from archive.search import get_engine
from archive.web._filters import ArticleFilterSet
from tests.factories import make_article, make_mineral

COUNTRIES = ["cl", "cn", "kr", "ar"]
MINERALS = ["lithium", "spodumene", "cobalt", "graphite", "test-minerals"]
COMPANIES = ["sqm", "glencore", "greenbushes"]
DATES = ["", "XXXX-11-06", "2022", "2023", "2023-05", "2023-12", "2024-02-29", "2024-01", "2024"]
QUERYSTRINGS = [
    "",
    *(f"country={slug}" for slug in (*COUNTRIES, "none", "atlantis")),
    *(f"not_country={slug}" for slug in (*COUNTRIES, "none", "atlantis")),
    *(f"mineral={slug}" for slug in (*MINERALS, "none", "unobtainium")),
    *(f"not_mineral={slug}" for slug in (*MINERALS, "none")),
    *(f"{sign}company={slug}" for slug in (*COMPANIES, "none") for sign in ("", "not_")),
    *(f"{sign}source={slug}" for slug in ("daryo", "yonhap", "none") for sign in ("", "not_")),
    *(f"{sign}language={code}" for code in ("en", "zh", "none") for sign in ("", "not_")),
    *(f"{sign}review={state}" for state in ("reviewed", "none") for sign in ("", "not_")),
    "country=cl&country=kr",
    "country=cl&country=none",
    "country=cl&country=kr&country_mode=all",
    "country=cl&country=none&country_mode=all",
    "company=sqm&company=greenbushes",
    "company=sqm&company=greenbushes&company_mode=all",
    "company=sqm&not_company=greenbushes&country=cl",
    "mineral=lithium&mineral=cobalt&mineral_mode=all",
    "mineral=spodumene&not_mineral=cobalt",
    "mineral=lithium&country=cn&not_source=daryo&language=en",
    *(f"main=1&{sign}country={slug}" for slug in (*COUNTRIES, "none") for sign in ("", "not_")),
    *(f"main=1&{sign}mineral={slug}" for slug in (*MINERALS, "none") for sign in ("", "not_")),
    "main=1",
    "main=1&source=daryo",
    "main=1&country=cl&country=kr",
    "main=1&country=cl&country=kr&country_mode=all",
    "main=1&mineral=lithium&country=cl",
    "date=none",
    "date=year-unknown",
    "date=none&date=year-unknown",
    "after=2023",
    "before=2023",
    "after=2023-05&before=2023-05",
    "after=2023-06-01&before=2023-11-30",
    "after=2024-02-29&before=2024-02-29",
    "after=2024&date=none",
    "before=2022&date=year-unknown&country=cl",
    "after=2021-01-01&before=2021-12-31",
]


@pytest.fixture
def articles(index):
    choose = random.Random(20260101)
    make_mineral("spodumene", parent=make_mineral("lithium"), kind="form")
    stories = [None, None, *(Story.objects.create() for _ in range(8))]
    for _ in range(60):
        make_article(
            countries=choose.sample(COUNTRIES, choose.randint(0, 3)),
            minerals=choose.sample(MINERALS[:4], choose.randint(0, 2)),
            companies=choose.sample(COMPANIES, choose.randint(0, 3)),
            source=choose.choice(["daryo", "yonhap", None]),
            language=choose.choice(["en", "zh", ""]),
            review=choose.choice(["reviewed", "unreviewed"]),
            published=choose.choice(DATES),
            story=choose.choice(stories),
        )
    for links in (ArticleCountry, ArticleMineral):
        for link in links.objects.order_by("pk"):
            link.weight = choose.choice([0.1, 0.49, 0.5, 0.9])
            link.save()
    index()


def test_engine_and_database_agree_on_every_filter(articles):
    for querystring in QUERYSTRINGS:
        filters = ArticleFilterSet(QueryDict(querystring))

        engine_ids = get_engine().matching_ids(filters.search_query())

        assert sorted(engine_ids) == sorted(filters.qs.values_list("pk", flat=True)), querystring


def test_engine_and_database_agree_on_the_number_of_stories(articles):
    for querystring in QUERYSTRINGS:
        filters = ArticleFilterSet(QueryDict(querystring))

        stories = list(filters.qs.values_list("story", flat=True))

        expected = len({*stories} - {None}) + stories.count(None)
        assert get_engine().search(filters.search_query()).stories == expected, querystring


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_engine_and_database_agree_on_the_order(articles, sort):
    filters = ArticleFilterSet(QueryDict(f"sort={sort}"))

    engine_ids = get_engine().matching_ids(filters.search_query())

    assert engine_ids == list(filters.qs.values_list("pk", flat=True))


@pytest.mark.parametrize("asked", ["mineral=lithium", "mineral=lithium&main=1"])
def test_facet_counts_are_what_ticking_the_value_would_find(articles, asked):
    result = get_engine().search(ArticleFilterSet(QueryDict(asked)).search_query())

    for facet in ("country", "company", "source", "language", "review"):
        for entry in result.facets[facet]:
            ticked = ArticleFilterSet(QueryDict(f"{asked}&{facet}={entry.value}"))
            assert entry.count == ticked.qs.count(), (facet, entry.value)


def test_counts_of_main_minerals_are_what_ticking_the_value_would_find(articles):
    result = get_engine().search(ArticleFilterSet(QueryDict("country=cl&main=1")).search_query())

    for entry in result.facets["mineral"]:
        ticked = ArticleFilterSet(QueryDict(f"country=cl&main=1&mineral={entry.value}"))
        assert entry.count == ticked.qs.count(), entry.value
