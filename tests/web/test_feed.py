"""Any search as Atom: valid by the rules of RFC 4287, stable, cheap to poll."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from archive.models import Article
from archive.search import IndexUnavailable
from tests.factories import make_article
from tests.web.test_search_page import text_of

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"


def feed(client, querystring=""):
    response = client.get(f"/feed/?{querystring}")
    assert response.status_code == 200
    return ET.fromstring(response.content)


def texts(feed, name):
    return [entry.findtext(ATOM + name) for entry in feed.iter(f"{ATOM}entry")]


def check(feed):
    """Assert what RFC 4287 demands of a feed and of its entries."""
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(ATOM + name)) == 1, name
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert re.match(r"tag:[^,/]+,\d{4}-\d\d-\d\d:/\S+$", element.findtext(f"{ATOM}id"))
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        links = [(link.get("rel"), link.get("href")) for link in element.findall(f"{ATOM}link")]
        assert len([rel for rel, _ in links if rel == "alternate"]) == 1
        assert all(href.startswith("http://") for _, href in links)
    ids = texts(feed, "id")
    assert len(ids) == len(set(ids))


def test_feed_is_valid_atom_about_the_question(client, index):
    make_article(
        "Lithium & <brine>.",
        title="Brine & <b>pays</b>\x07",
        source="daryo",
        published="2024-01",
        minerals=["lithium"],
        countries=["cl"],
    )
    make_article("Lithium.", title="", published="XXXX-11-06")
    index()

    found = feed(client, "q=lithium&page=3")

    check(found)
    assert found.findtext(f"{ATOM}title") == "Lode: lithium"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/?q=lithium",
        "self": "http://testserver/feed/?q=lithium",
    }
    assert texts(found, "title") == ["Lithium.", "Brine & <b>pays</b>"]
    assert texts(found, "summary")[1] == "Lithium &amp; &lt;brine&gt;."
    assert [entry.findtext(f"{DC}date") for entry in found.iter(f"{ATOM}entry")] == [
        None,
        "2024-01",
    ]
    assert [each.get("term") for each in found.iter(f"{ATOM}category")] == ["lithium", "CL"]


def test_feed_of_nothing_is_valid_and_unchanging(client, index):
    first = client.get("/feed/?q=nothing")

    check(ET.fromstring(first.content))
    assert client.get("/feed/?q=nothing").content == first.content


def test_feed_brings_what_came_in_last_whenever_it_was_published(client, index):
    for year in range(1960, 2020):
        make_article("Lithium.", published=str(year))
    make_article("Lithium.", title="An old clipping added today", published="1950")
    index()

    titles = texts(feed(client, "q=lithium&sort=newest"), "title")

    assert titles[0] == "An old clipping added today"
    assert len(titles) == 50


def test_feed_keeps_ids_and_moves_times_when_an_article_changes(client, index):
    article = make_article("Lithium.", title="Before")
    index()
    before = feed(client)
    later = article.updated_at + timedelta(days=1)
    Article.objects.filter(pk=article.pk).update(title="After", updated_at=later)

    after = feed(client)

    assert texts(after, "id") == texts(before, "id")
    assert texts(after, "title") == ["After"]
    for element in (after, after.find(f"{ATOM}entry")):
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")) == later


def test_feed_that_has_not_changed_is_not_sent_again(client, index):
    make_article()
    index()
    first = client.get("/feed/")

    again = client.get("/feed/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_feed_of_a_question_that_cannot_be_read_says_why(client, index):
    response = client.get("/feed/?after=soon")

    assert response.status_code == 400
    assert "No results yet" in text_of(response)


def test_feed_asks_to_come_back_while_there_is_no_index(client, index, monkeypatch):
    def unavailable(query, count):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.web._feed.latest_ids", unavailable)

    response = client.get("/feed/")

    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_feed_costs_the_same_queries_for_few_articles_and_for_many(
    client, index, django_assert_num_queries
):
    for count in (1, 30):
        for _ in range(count):
            make_article(countries=["cl", "cn"], minerals=["lithium"])
        index()
        feed(client)
        with django_assert_num_queries(7):
            feed(client)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "localhost"])
def test_names_of_entries_are_tags_for_any_host(client, index, host):
    make_article()
    index()

    check(ET.fromstring(client.get("/feed/", headers={"Host": host}).content))


@pytest.mark.parametrize("typed", ["%01", "a%0Bb", "%EF%BF%BF", "%C2%85"])
def test_question_that_xml_cannot_hold_has_a_feed(client, index, typed):
    index()

    check(feed(client, f"q={typed}&country={typed}"))
