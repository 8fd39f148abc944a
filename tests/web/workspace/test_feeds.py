"""The feed of a saved search: by an address that can be closed."""

from xml.etree import ElementTree as ET

import pytest

from archive.models import SavedSearch
from archive.search import IndexUnavailable
from tests.web.test_feed import ATOM, check


@pytest.fixture
def address(signed_in, saved):
    """Return the address of the feed of Ana's search."""
    signed_in.post(f"/workspace/searches/{saved.pk}/feed/", {"feed": "new"})
    saved.refresh_from_db()
    return f"/saved-feed/{saved.feed_token}/"


def test_feed_has_a_name_that_xml_can_hold(client, address, arrive):
    SavedSearch.objects.update(name="Brine\x01news")

    response = client.get(address)

    assert ET.fromstring(response.content).findtext(f"{ATOM}title") == "Lode: Brine news"


def test_whoever_knows_the_address_reads_the_feed(client, address, arrive):
    arrive("Elsewhere")
    arrive("In Chile", countries=["cl"])
    client.logout()

    response = client.get(address)

    feed = ET.fromstring(response.content)
    check(feed)
    assert feed.findtext(f"{ATOM}title") == "Lode: Brine news"
    assert [each.text for each in feed.iter(f"{ATOM}title")][1:] == ["In Chile"]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://testserver/?q=lithium&country=cl",
        "self": f"http://testserver{address}",
    }
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"


def test_an_unchanged_feed_is_not_sent_again(client, address):
    first = client.get(address)

    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_a_closed_feed_and_one_of_a_new_address_are_gone(signed_in, saved, address):
    signed_in.post(f"/workspace/searches/{saved.pk}/feed/", {"feed": "new"})
    saved.refresh_from_db()
    assert signed_in.get(address).status_code == 404
    assert signed_in.get(f"/saved-feed/{saved.feed_token}/").status_code == 200

    signed_in.post(f"/workspace/searches/{saved.pk}/feed/", {"feed": "off"})

    assert signed_in.get(f"/saved-feed/{saved.feed_token}/").status_code == 404
    assert signed_in.get("/saved-feed/None/").status_code == 404


def test_the_feed_of_somebody_who_left_is_gone(client, ana, address):
    ana.is_active = False
    ana.save()

    assert client.get(address).status_code == 404


def test_a_feed_that_can_no_longer_be_read_says_why(client, address):
    SavedSearch.objects.update(parameters="after=soon")

    response = client.get(address)

    assert response.status_code == 410
    assert "“Brine news” can no longer be read" in response.content.decode()


def test_a_feed_asks_to_come_back_while_there_is_no_index(client, address, monkeypatch):
    def unavailable(query, count):
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.web._feed.latest_ids", unavailable)

    response = client.get(address)

    assert (response.status_code, response["Retry-After"]) == (503, "60")
