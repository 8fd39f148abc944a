"""`manage.py search`: the JSON contract and the readable answer."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive import indexing
from archive.search import FACETS
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def articles():
    """Index two articles that differ in every facet."""
    lithium = make_article(
        title="Lithium from the salt lakes",
        text="Brine is pumped in the Atacama.",
        countries=["cl"],
        minerals=["lithium"],
        source="daryo",
        published="2024-01",
    )
    graphite = make_article(title="Graphite", text="Anodes.", countries=["kr"], language="en")
    indexing.drain()
    return lithium, graphite


def ask(capsys, *arguments):
    """Run the command and return its JSON answer."""
    call_command("search", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_json_answer_keeps_its_contract(capsys, articles):
    answer = ask(capsys, "lithium")

    assert set(answer) == {"query", "read_as", "notices", "total", "took_ms", "hits", "facets"}
    assert (answer["query"], answer["total"]) == ("lithium", 1)
    hit = answer["hits"][0]
    assert hit.pop("score") > 0
    assert hit == {
        "id": articles[0].pk,
        "title": "Lithium from the salt lakes",
        "source": "Daryo",
        "date": "2024-01",
        "url": f"/articles/{articles[0].pk}/",
    }
    assert set(answer["facets"]) == {facet.name for facet in FACETS}
    assert answer["facets"]["country"][0] == {"value": "cl", "label": "CL", "count": 1}


def test_empty_question_lists_everything(capsys):
    assert ask(capsys)["total"] == 2


def test_query_language_works_on_the_command_line(capsys, articles):
    answer = ask(capsys, "country:kr OR mineral:lithium")

    assert {hit["id"] for hit in answer["hits"]} == {each.pk for each in articles}


def test_readable_answer_names_title_source_date_and_facets(capsys):
    call_command("search", "brine")

    answer = capsys.readouterr().out
    assert "Lithium from the salt lakes  (Daryo, January 2024)" in answer
    assert "mineral: lithium 1" in answer


def test_article_without_values_shows_them_as_missing(capsys):
    hit = ask(capsys, "anodes")["hits"][0]

    assert (hit["source"], hit["date"]) == (None, None)


def test_question_over_a_limit_is_an_error_that_names_it():
    with pytest.raises(CommandError, match="512"):
        call_command("search", "word " * 200)


def test_nothing_found_comes_with_questions_that_would_find_something(capsys):
    call_command("search", "lithum")

    answer = capsys.readouterr().out
    assert "0 articles" in answer
    assert "Try instead: lithium  (1 article)" in answer
