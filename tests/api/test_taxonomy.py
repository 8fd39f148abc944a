"""Minerals, countries, companies and sources with their counts."""

import pytest

from archive.models import CountryAlias
from archive.search import IndexUnavailable
from tests.api.problems import problem
from tests.factories import make_company, make_mineral, make_source


def flatten(nodes):
    for node in nodes:
        yield node
        yield from flatten(node["children"])


def test_minerals_are_a_tree_with_counts_of_all_below(client, three):
    body = client.get("/api/minerals/").json()

    nodes = {node["slug"]: node for node in flatten(body["minerals"])}
    assert [node["slug"] for node in body["minerals"]] == ["test-minerals"]
    assert [node["slug"] for node in nodes["lithium"]["children"]] == ["spodumene"]
    assert nodes["test-minerals"]["articles"] == 2
    assert nodes["lithium"]["articles"] == 1
    assert nodes["spodumene"]["articles"] == 0
    assert body["total"] == len(nodes)


def test_minerals_are_a_flat_list_with_parents(client, three):
    body = client.get("/api/minerals/?shape=flat").json()

    parents = {node["slug"]: node["parent"] for node in body["minerals"]}
    assert parents["spodumene"] == "lithium"
    assert parents["test-minerals"] is None
    assert {tuple(node["children"]) for node in body["minerals"]} == {()}


def test_countries_have_names_that_are_switched_on(client, three):
    CountryAlias.objects.create(country=three[0].countries.get(), text="Chilean")
    CountryAlias.objects.create(country=three[0].countries.get(), text="Cl", is_active=False)

    chile = client.get("/api/countries/").json()["countries"][0]

    assert (chile["name"], chile["articles"], chile["aliases"]) == ("Chile", 1, ["Chilean"])
    assert client.get(chile["link"].removeprefix("http://testserver")).json()["total"] == 1


def test_companies_tell_what_they_stand_for(client, three):
    owner = make_company("talison", "Talison")
    mine = make_company("greenbushes", "Greenbushes", kind="mine", owner=owner)
    mine.commodities.add(make_mineral("lithium"))

    body = client.get("/api/companies/?find=GREENbüsh").json()

    (company,) = body["companies"]
    assert (company["owner"], company["is_project"]) == ("talison", True)
    assert company["commodities"] == ["lithium"]
    assert body["total"] == 1


def test_sources_are_found_by_name_and_paged(client, three):
    for number in range(45):
        make_source(f"daily-{number:02d}", f"Daily {number:02d}")

    first = client.get("/api/sources/?find=daily&per_page=20").json()
    last = client.get("/api/sources/?find=daily&per_page=20&page=3").json()

    assert first["total"] == 45
    assert len(first["sources"]) == 20
    assert [each["slug"] for each in last["sources"]][-1] == "daily-44"
    assert last["paging"]["next"] is None
    second = client.get(first["paging"]["next"].removeprefix("http://testserver")).json()
    assert second["sources"][0]["slug"] == "daily-20"


def test_source_tells_its_count(client, three):
    assert client.get("/api/sources/?find=daryo").json()["sources"][0]["articles"] == 1


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/minerals/?shape=cube", "shape"),
        ("/api/sources/?page=0", "page"),
        ("/api/sources/?page=1.0", "page"),
        ("/api/companies/?per_page=3", "per_page"),
        ("/api/companies/?find=" + "x" * 101, "find"),
        ("/api/companies/?find=%00", "find"),
        ("/api/companies/?find=a&find=b", "find"),
        ("/api/countries/?find=chile", "find"),
    ],
)
def test_parameter_that_cannot_be_used_is_named(client, three, address, parameter):
    body = problem(client.get(address), 400)

    assert [error["parameter"] for error in body["errors"]] == [parameter]


def test_counts_are_unknown_without_an_index(client, three, monkeypatch):
    def unavailable(query):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.api._taxonomy.search", unavailable)

    assert client.get("/api/countries/").json()["countries"][0]["articles"] is None


@pytest.mark.parametrize("name", ["minerals", "countries", "companies", "sources"])
def test_query_count_does_not_grow_with_the_rows(
    client, three, django_assert_max_num_queries, name
):
    for number in range(20):
        make_source(f"daily-{number}")
        make_company(f"mine-{number}")

    with django_assert_max_num_queries(6):
        client.get(f"/api/{name}/")
