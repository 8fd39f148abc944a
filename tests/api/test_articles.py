"""One article, its evidence, and the values of a facet."""

import pytest

from archive.models import Story
from tests.api.problems import problem
from tests.factories import make_article


def test_article_tells_text_body_and_metadata(client, three):
    brine = three[0]

    article = client.get(f"/api/articles/{brine.pk}/").json()

    ((start, end),) = article["body_ranges"]
    assert article["text"][start:end] == "Lithium carbonate from brine in Chile."
    assert article["title"] == "Brine pays"
    assert article["url"] == "https://daryo.example/brine"
    assert article["published"]["edtf"] == "2024-01-16"
    assert article["language"] == "en"
    assert article["copies"] == []


def test_values_that_are_not_known_are_null(client, three):
    article = client.get(f"/api/articles/{three[2].pk}/").json()

    assert [article[name] for name in ("title", "source", "origin", "url", "language")] == [
        None
    ] * 5


def test_offsets_count_characters_and_not_bytes(client, index):
    text = "菜单 🔋 锂矿"
    article = make_article(text, body_ranges=[[5, 7]])

    body = client.get(f"/api/articles/{article.pk}/").json()

    assert body["text"][5:7] == "锂矿"


def test_links_of_an_article_lead_somewhere(client, three):
    article = client.get(f"/api/articles/{three[0].pk}/").json()

    for link in (*article["links"].values(), *article["references"].values()):
        assert client.get(link.removeprefix("http://testserver")).status_code == 200


def test_copies_of_a_story_are_named(client, index):
    story = Story.objects.create()
    first, second = (make_article("Same.", story=story) for _ in range(2))

    assert client.get(f"/api/articles/{first.pk}/").json()["copies"] == [second.pk]


def test_evidence_quotes_the_words_and_names_the_value(client, three):
    body = client.get(f"/api/articles/{three[0].pk}/evidence/").json()

    quoted, bare = body["evidence"]
    assert body["total"] == 2  # what an editor rejected is left out
    assert (quoted["quote"], quoted["label"], quoted["confidence"]) == ("Chile", "Chile", 0.99)
    assert three[0].text[quoted["start"] : quoted["end"]] == "Chile"
    assert (bare["quote"], bare["start"], bare["label"]) == (None, None, "16 January 2024")


@pytest.mark.parametrize("path", ["0/", "999/", "9" * 40 + "/", "999/evidence/"])
def test_article_that_is_not_there_is_a_problem(client, three, path):
    assert "deleted" in problem(client.get(f"/api/articles/{path}"), 404)["detail"]


def test_article_is_sent_again_only_when_it_changed(client, three):
    address = f"/api/articles/{three[0].pk}/"
    first = client.get(address)

    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    three[0].title = "Brine pays more"
    three[0].save()
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["", "evidence/"])
def test_article_needs_a_fixed_number_of_queries(
    client, three, django_assert_max_num_queries, path
):
    with django_assert_max_num_queries(9):
        client.get(f"/api/articles/{three[0].pk}/{path}")


def test_facet_lists_every_value_of_a_search(client, index):
    for number in range(30):
        make_article("Lithium.", source=f"source-{number}", title="")
    index()
    search = client.get("/api/articles/?q=lithium").json()
    facet = next(each for each in search["facets"] if each["name"] == "source")

    whole = client.get(facet["link"].removeprefix("http://testserver")).json()

    assert len(facet["values"]) == 20
    assert len(whole["values"]) == whole["total"] == facet["total"] == 30
    assert whole["values"][0]["label"].startswith("Source-")


def test_facet_of_another_name_is_a_problem(client, three):
    assert "mineral" in problem(client.get("/api/facets/colour/"), 404)["detail"]


def test_suggestions_lead_into_the_api(client, three):
    found = client.get("/api/suggestions/?q=chi").json()["suggestions"]

    assert [(each["kind"], each["label"]) for each in found] == [("Country", "Chile")]
    assert found[0]["link"] == "http://testserver/api/articles/?country=cl"
    assert (
        client.get("/api/suggestions/?q=brine")
        .json()["suggestions"][0]["link"]
        .endswith(f"/api/articles/{three[0].pk}/")
    )
