"""Searching by the API is searching by the page."""

import json
import re

import pytest
from django.core.management import call_command
from django.http import QueryDict

from archive.search import IndexUnavailable
from archive.web import ArticleFilterSet
from tests.api.problems import problem
from tests.factories import make_article

ADDRESS = "/api/articles/"


def get(client, querystring=""):
    response = client.get(f"{ADDRESS}?{querystring}")
    assert response.status_code == 200, response.content
    return response.json()


def titles(answer):
    return [hit["title"] for hit in answer["hits"]]


def test_search_lists_what_matches_and_marks_it(client, three):
    answer = get(client, "q=lithium")

    assert answer["total"] == 2
    assert sorted(titles(answer)) == ["Anodes", "Brine pays"]
    fragments = [each for hit in answer["hits"] for part in hit["snippets"] for each in part]
    assert {each["text"].lower() for each in fragments if each["is_match"]} == {"lithium"}
    assert answer["read_as"] == "lithium"


def test_search_without_words_lists_the_newest_first(client, three):
    assert titles(get(client)) == ["Brine pays", None, "Anodes"]


def test_hit_tells_its_metadata_with_the_precision_of_the_date(client, three):
    hit = get(client, "country=cl")["hits"][0]

    assert hit["published"] == {
        "edtf": "2024-01-16",
        "precision": "day",
        "earliest": "2024-01-16",
        "latest": "2024-01-16",
        "in_words": "16 January 2024",
    }
    assert hit["source"] == {"slug": "daryo", "name": "Daryo"}
    assert [each["slug"] for each in hit["minerals"]] == ["lithium"]
    assert [each["name"] for each in hit["countries"]] == ["Chile"]
    assert [each["slug"] for each in hit["companies"]] == ["sqm"]
    assert hit["links"]["self"] == f"http://testserver/api/articles/{three[0].pk}/"


@pytest.mark.parametrize(
    ("querystring", "precision", "earliest"),
    [("review=reviewed", "month", "2023-05-01"), ("date=year-unknown", "month-day", None)],
)
def test_dates_are_as_precise_as_known(client, three, querystring, precision, earliest):
    date = get(client, querystring)["hits"][0]["published"]

    assert (date["precision"], date["earliest"]) == (precision, earliest)


def test_facets_are_counted_with_names_and_chosen_values(client, three):
    facets = {facet["name"]: facet for facet in get(client, "country=cl&not_source=none")["facets"]}

    values = {each["value"]: each for each in facets["country"]["values"]}
    assert values["cl"]["label"] == "Chile"
    assert values["cl"]["is_chosen"] is True
    assert values["cl"]["count"] == 1
    excluded = {each["value"]: each for each in facets["source"]["values"]}
    assert excluded["none"]["is_excluded"] is True
    minerals = {each["value"]: each["parent"] for each in facets["mineral"]["values"]}
    assert minerals["lithium"] == "test-minerals"


def test_histogram_drills_into_the_year_asked_for(client, three):
    whole, year = get(client)["histogram"], get(client, "after=2024&before=2024")["histogram"]

    assert whole["years"] == [{"date": "2023", "count": 1}, {"date": "2024", "count": 1}]
    assert whole["year_unknown"] == 1
    assert {"date": "2024-01", "count": 1} in year["months"]


def test_nothing_found_offers_what_to_ask_instead(client, three):
    repairs = get(client, "q=nickel&country=kr")["repairs"]

    assert "Without Country: South Korea" in [each["label"] for each in repairs]
    for repair in repairs:
        link = repair["link"].removeprefix("http://testserver")
        assert client.get(link).json()["total"] == repair["total"] > 0


def test_pages_lead_to_each_other_and_end(client, index):
    for _ in range(45):
        make_article("Lithium.")
    index()
    seen, link = [], f"{ADDRESS}?q=lithium"
    while link:
        answer = client.get(link.removeprefix("http://testserver")).json()
        seen += [hit["id"] for hit in answer["hits"]]
        link = answer["paging"]["next"]

    assert len(set(seen)) == len(seen) == answer["total"] == 45
    assert answer["paging"]["last"] == answer["paging"]["page"] == 3
    assert answer["paging"]["previous"].endswith("page=2")


def test_exports_and_pages_are_linked(client, three):
    answer = get(client, "q=lithium&country=cl")

    for link in (*answer["exports"].values(), *answer["links"].values()):
        response = client.get(link.removeprefix("http://testserver"))
        assert response.status_code == 200, link
        response.close()


@pytest.mark.parametrize(
    ("querystring", "parameter", "words"),
    [
        ("minerals=lithium", "minerals", "Did you mean mineral?"),
        ("after=soon", "after", "Try 2024"),
        ("after=2024&before=2023", "before", "Swap the two dates"),
        ("date=tomorrow", "date", "none or year-unknown"),
        ("sort=best", "sort", "relevance or newest or oldest"),
        ("per_page=7", "per_page", "20 or 50 or 100"),
        ("page=0", "page", "a whole number from 1"),
        ("page=1.0", "page", "a whole number from 1"),
        ("page=", "page", "a whole number from 1"),
        ("page=600", "page", "/export/jsonl/"),
        ("q=a&q=b", "q", "more than once"),
        ("mineral_mode=some", "mineral_mode", "any or all"),
        ("q=" + "x" * 600, "q", "512 characters"),
        ("q=lithium" + "+" * 600, "q", "512 characters"),
        ("after=2024" + "+" * 40 + "soon", "after", "40 characters"),
        ("&".join(f"country=c{number}" for number in range(60)), "country", "at most 50"),
    ],
)
def test_parameter_that_cannot_be_used_is_named_with_the_fix(
    client, three, querystring, parameter, words
):
    body = problem(client.get(f"{ADDRESS}?{querystring}"), 400)

    assert [error["parameter"] for error in body["errors"]] == [parameter]
    assert words in body["errors"][0]["detail"]


HOSTILE = [
    "q=" + "%28" * 300,
    "q=%00",
    "q=%F0%9F%92%A3+%ED%A0%80",
    "q=%22unbalanced&country=%00%00",
    "q=*a*&sort=newest",
    "country=%ED%A0%80",
    "%ED%A0%80=1",
    "%00=%00",
    "after=%00&before=%00",
    "page=99999999999999999999",
    "page=%D9%A1",
    "q=a%20AND%20OR%20NOT~5%22",
    "&&&===",
]


@pytest.mark.parametrize("querystring", HOSTILE)
def test_hostile_questions_get_an_answer_or_a_problem(client, three, querystring):
    response = client.get(f"{ADDRESS}?{querystring}")

    if response.status_code != 200:
        problem(response, 400)
    response.content.decode("utf-8")


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense"])
def test_charset_of_the_request_changes_nothing(client, three, charset):
    headers = {"Content-Type": f"text/plain; charset={charset}"}

    assert client.get(f"{ADDRESS}?q=lithium", headers=headers).json()["total"] == 2


def test_without_an_index_there_is_a_problem_and_no_part_of_the_answer(client, three, monkeypatch):
    def unavailable(query):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.api._articles.search", unavailable)

    response = client.get(ADDRESS)

    assert "index is being repaired" in problem(response, 503)["detail"]
    assert response["Retry-After"] == "60"


def test_query_count_does_not_grow_with_the_rows(client, index, django_assert_num_queries):
    for number in range(10):
        make_article(countries=["cl", "kr"], minerals=["lithium"], source=f"source-{number}")
    index()
    get(client, "q=lithium")
    with django_assert_num_queries(8):
        get(client, "q=lithium")
    for number in range(10, 20):
        make_article(countries=["cl", "ar"], minerals=["cobalt"], source=f"source-{number}")
    index()
    get(client, "q=lithium")

    with django_assert_num_queries(8):
        assert len(get(client, "q=lithium")["hits"]) == 20


QUESTIONS = [
    "lithium",
    "",
    "nickel OR graphite",
    "country:chile",
    "lithium -graphite",
    "title:brine",
    '"lithium carbonate"',
    "has:date",
    "zzz",
]


def page_ids(page):
    """Return the ids of the articles on a page in their order."""
    hits = re.findall(r'class="hit-title"[^>]*>\s*<a[^>]* href="/articles/(\d+)/', page)
    return list(map(int, hits))


@pytest.mark.parametrize("question", QUESTIONS)
def test_api_page_and_command_find_the_same(client, three, capsys, question):
    answer = client.get(ADDRESS, {"q": question}).json()
    page = client.get("/", {"q": question}).content.decode()
    call_command("search", question, "--json")
    command = json.loads(capsys.readouterr().out)

    ids = [hit["id"] for hit in answer["hits"]]
    assert ids == page_ids(page) == [hit["id"] for hit in command["hits"]]
    assert answer["total"] == command["total"] == len(ids)


QUERYSTRINGS = [
    "country=cl&country=kr&country_mode=all",
    "mineral=test-minerals&not_country=cl",
    "company=sqm&after=2024&before=2024",
    "source=none&language=none",
    "date=none&date=year-unknown&review=unreviewed",
    "q=lithium&sort=oldest&per_page=50",
    "q=lithium&main=1&mineral=graphite",
    "before=2023",
    "source=nobody",
]


@pytest.mark.parametrize("querystring", QUERYSTRINGS)
def test_api_and_page_find_the_same_with_filters(client, three, querystring):
    answer = get(client, querystring)
    page = client.get(f"/?{querystring}").content.decode()

    assert [hit["id"] for hit in answer["hits"]] == page_ids(page)
    assert answer["total"] == len(page_ids(page))


def test_api_takes_every_parameter_of_the_pages(client, three):
    sample = {"after": "2023", "before": "2024", "page": "1", "per_page": "20", "sort": "newest"}
    sample |= {"date": "none", "main": "1"}

    for name in ArticleFilterSet.base_filters:
        value = "all" if name.endswith("_mode") else sample.get(name, "lithium")
        filters = ArticleFilterSet(QueryDict(f"{name}={value}"))
        assert client.get(ADDRESS, {name: value}).status_code == 200, name
        assert filters.problems() == {}
