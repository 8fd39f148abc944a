import pytest
from django.http import QueryDict

from archive.search import FACETS, MAX_TEXT, SearchQuery, Sort
from archive.web._filters import ArticleFilterSet
from tests.factories import make_article, make_mineral

SETTINGS = {"q", "date", "after", "before", "main", "sort", "page", "per_page"}


def filters(querystring):
    return ArticleFilterSet(QueryDict(querystring))


def query(querystring):
    return filters(querystring).search_query()


def test_filters_follow_the_table_of_facets():
    names = [facet.name for facet in FACETS]
    modes = [f"{facet.name}_mode" for facet in FACETS if facet.is_multivalued]

    declared = set(ArticleFilterSet.base_filters)

    assert declared == SETTINGS | set(names) | {f"not_{name}" for name in names} | set(modes)


@pytest.mark.parametrize(
    ("querystring", "expected"),
    [
        ("", SearchQuery()),
        ("q=+lithium+", SearchQuery(text="lithium")),
        ("country=cl&country=cl&country=+", SearchQuery(filters=(("country", "cl"),))),
        (
            "country=cl&country=zm",
            SearchQuery(filters=(("country", "cl"), ("country", "zm"))),
        ),
        ("country=CL&country=cl", SearchQuery(filters=(("country", "cl"),))),
        (
            "not_country=CN&language=EN",
            SearchQuery(filters=(("language", "en"),), excluded=(("country", "cn"),)),
        ),
        ("country=Atlantis", SearchQuery(filters=(("country", "atlantis"),))),
        ("not_source=daryo", SearchQuery(excluded=(("source", "daryo"),))),
        ("mineral_mode=all", SearchQuery(all_of=("mineral",))),
        ("country_mode=any", SearchQuery()),
        ("main=1&country=cl", SearchQuery(filters=(("country", "cl"),), main_only=True)),
        ("main=", SearchQuery()),
        ("after=March+2024&before=6+Nov+2024", SearchQuery(after="2024-03", before="2024-11-06")),
        ("after=2024-3", SearchQuery(after="2024-03")),
        (
            "date=none&date=year-unknown",
            SearchQuery(filters=(("date", "none"), ("date", "year-unknown"))),
        ),
        ("sort=oldest&per_page=50&page=3", SearchQuery(sort=Sort.OLDEST, per_page=50, page=3)),
    ],
)
def test_search_query_says_what_the_url_says(querystring, expected):
    assert query(querystring) == expected


@pytest.mark.parametrize(
    "asked",
    [
        SearchQuery(text="lithium", filters=(("country", "cl"), ("mineral", "none"))),
        SearchQuery(excluded=(("review", "reviewed"),), all_of=("country",), after="2024-02"),
        SearchQuery(sort=Sort.RELEVANCE, page=2, per_page=100, before="2024-02-29"),
    ],
)
def test_search_query_survives_its_own_url(asked):
    assert query(asked.querystring()) == asked


@pytest.mark.parametrize(
    ("querystring", "parameter", "words"),
    [
        ("after=soon", "after", "is not a date"),
        ("before=3/4/2024", "before", "is not a date"),
        ("after=0000", "after", ""),
        ("after=2024-02-30", "after", "is not a date"),
        ("after=2025&before=2024", "before", "Swap"),
        (f"q={'x' * (MAX_TEXT + 1)}", "q", "shorten"),
        ("q=a%00b", "q", "null character"),
        ("date=tuesday", "date", "not a value of date"),
        ("country_mode=some", "country_mode", "Use all or any"),
        ("main=yes", "main", "Use main=1"),
        ("&".join(f"source=s{n}" for n in range(60)), "source", "at most 50"),
        (f"source={'x' * 300}", "source", "longer than"),
    ],
)
def test_problems_name_what_cannot_be_read(querystring, parameter, words):
    found = filters(querystring).problems()

    assert list(found) == [parameter]
    assert words in found[parameter]


@pytest.mark.parametrize(
    "querystring",
    [
        "page=0",
        "page=-3",
        "page=two",
        "page=9" + "9" * 5000,
        "per_page=30",
        "sort=best",
        "page=501",
    ],
)
def test_remarks_replace_a_wrong_presentation_by_the_default(querystring):
    asked = filters(querystring)

    assert asked.search_query() == SearchQuery()
    assert asked.remarks()
    assert not asked.problems()


def test_an_unknown_slug_does_not_widen_the_result(db):
    make_article(countries=["cl"])

    assert filters("country=atlantis").qs.count() == 0
    assert filters("country=atlantis&country=cl").qs.count() == 1


def test_a_group_contains_its_minerals_and_their_forms(db):
    lithium = make_mineral("lithium")
    make_mineral("spodumene", parent=lithium, kind="form")
    article = make_article(minerals=["spodumene"])

    for slug in ("spodumene", "lithium", "test-minerals"):
        assert [found.pk for found in filters(f"mineral={slug}").qs] == [article.pk]


def test_words_are_searched_literally_in_the_database(db):
    article = make_article(text="Salt lakes hold 100% of it.", title="Brine")

    assert filters("q=brine+100%25").qs.get() == article
    assert not filters("q=brine+_").qs.exists()
