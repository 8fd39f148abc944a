"""Analysis tables: numbers with the searches that find what they count."""

import pytest

from archive.analysis import ANALYSES
from archive.search import IndexUnavailable
from tests.api.problems import problem


def get(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize("name", [each.name for each in ANALYSES])
def test_every_count_is_what_its_search_finds(client, three, settings, name):
    settings.API_RATE = 10_000

    table = get(client, f"/api/analysis/{name}/?q=lithium+OR+nickel")

    kinds = [column["kind"] for column in table["columns"]]
    for row in table["rows"]:
        assert len(row) == len(kinds)
        for kind, cell in zip(kinds, row, strict=True):
            if kind == "count" and cell["link"]:
                search = get(client, cell["link"].removeprefix("http://testserver"))
                assert search["total"] == cell["value"], cell
    assert table["total"] == 3


def test_table_can_be_counted_by_something_else(client, three):
    by_country = get(client, "/api/analysis/timeline/?by=country")

    assert "Chile" in [column["label"] for column in by_country["columns"]]
    for link in by_country["links"].values():
        assert client.get(link.removeprefix("http://testserver")).status_code == 200
    assert "by=country" in by_country["links"]["csv"]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/api/analysis/map/?by=country", "by"),
        ("/api/analysis/timeline/?by=colour", "by"),
        ("/api/analysis/timeline/?by=", "by"),
        ("/api/analysis/timeline/?by=mineral&by=country", "by"),
        ("/api/analysis/timeline/?after=soon", "after"),
    ],
)
def test_parameter_that_cannot_be_used_is_named(client, three, address, parameter):
    body = problem(client.get(address), 400)

    assert [error["parameter"] for error in body["errors"]] == [parameter]


def test_table_of_another_name_is_a_problem(client, three):
    assert "timeline" in problem(client.get("/api/analysis/mood/"), 404)["detail"]


def test_without_an_index_nothing_is_counted(client, three, monkeypatch):
    def unavailable(*args, **kwargs):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.api._analysis.analyse", unavailable)

    problem(client.get("/api/analysis/map/"), 503)
