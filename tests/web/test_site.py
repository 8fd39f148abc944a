"""What holds for every page: headers, no inline code, health, signing in, faults."""

import json
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from archive.models import IndexTask
from archive.search import IndexUnavailable, get_engine
from tests.factories import make_article

INLINE = re.compile(
    # A block of JSON is data: browsers do not run it, and the policy lets it be.
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=| type=\"application/ld\+json\">)"
    r"|javascript:",
    re.IGNORECASE,
)


@pytest.fixture
def addresses(index):
    article = make_article("Lithium.", countries=["cl"], minerals=["lithium"], published="2024")
    index()
    here = article.get_absolute_url()
    return [
        "/",
        "/?q=lithium&country=cl&not_source=none&after=2023",
        "/?after=soon",
        "/?q=nothing+at+all",
        here,
        f"{here}?view=received&q=lithium&at=1",
        "/facet/country/",
        "/about/",
        "/login/",
        "/nowhere/",
    ]


def test_every_page_keeps_to_the_strict_policy(client, addresses):
    for address in addresses:
        response = client.get(address)

        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not INLINE.search(response.content.decode()), address


def test_every_page_has_one_main_heading_and_labels(client, addresses):
    for address in addresses:
        page = client.get(address).content.decode()

        assert page.count("<h1") == 1, address
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address
        for control in re.findall(r"(?<!<label>)<input[^>]+>", page):
            if 'type="hidden"' not in control:
                labelled = re.search(r'\sid="([^"]+)"', control)[1]
                assert f'for="{labelled}"' in page, (address, control)


def test_every_answer_says_how_long_it_took(client, addresses):
    for address in addresses:
        timing = client.get(address)["Server-Timing"]
        assert re.fullmatch(r"app;dur=\d+\.\d", timing), address


def test_healthz_asks_nothing(client):
    assert client.get("/healthz").status_code == 200


def test_readyz_is_ready_when_all_is_well(client, index):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert json.loads(response.content)["ready"] is True


def test_readyz_names_an_index_that_cannot_be_read(client, index, monkeypatch):
    class Broken:
        generation = "1"

        def search(self, query):
            raise IndexUnavailable("There is no index.")

    monkeypatch.setattr("archive.web._health.get_engine", Broken)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "There is no index." in json.loads(response.content)["reasons"][0]


def test_readyz_passes_on_what_the_index_warns_of(client, index, monkeypatch):
    monkeypatch.setattr(type(get_engine()), "warnings", lambda self: ["Merging fails."])

    response = client.get("/readyz")

    assert response.status_code == 200
    assert json.loads(response.content)["warnings"] == ["Merging fails."]


def test_readyz_names_a_database_that_does_not_answer(client, index, monkeypatch):
    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(IndexTask.objects, "aggregate", fail)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert "database" in json.loads(response.content)["reasons"][0]


@pytest.mark.parametrize(
    ("age", "attempts", "status"), [(10, 0, 200), (900, 0, 503), (900, 3, 200)]
)
def test_readyz_tells_a_stuck_queue_from_a_failed_task(client, index, age, attempts, status):
    queued_at = timezone.now() - timedelta(seconds=age)
    IndexTask.objects.create(article_id=1, queued_at=queued_at, attempts=attempts)

    response = client.get("/readyz")

    assert response.status_code == status
    queue = json.loads(response.content)["queue"]
    assert (queue["waiting"], queue["failed"]) == (1, int(attempts > 0))


def test_robots_are_kept_out_of_facet_combinations(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /*?" in response.content.decode()


def test_a_missing_page_says_where_to_go_on(client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


def test_a_fault_gets_a_page_that_needs_no_database(monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("archive.web._views.make_search_page", fail)

    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()


@pytest.fixture
def reader(db):
    return get_user_model().objects.create_user("ana", password="correct horse battery")


def test_signing_in_leads_back_and_signing_out_needs_a_post(client, reader, index):
    form = {"username": "ana", "password": "correct horse battery", "next": "/?q=lithium"}

    signed_in = client.post("/login/", form)

    assert signed_in["Location"] == "/?q=lithium"
    assert "Sign out" in client.get("/").content.decode()
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/"


@pytest.mark.parametrize("page", ["/", "/workspace/searches/save/", "/workspace/"])
def test_signing_in_leads_back_to_the_longest_question_in_any_script(client, reader, index, page):
    address = f"{page}?{urlencode({'q': '锂' * 510 + '&+', 'country': 'cl'})}"
    answer = client.get(address)
    offered = re.search(r'href="(/login/[^"]*)"', answer.content.decode())
    sign_in = unescape(offered[1]) if offered else answer["Location"]

    carried = client.get(sign_in).context["next"]
    form = {"username": "ana", "password": "correct horse battery", "next": carried}
    led_to = client.post("/login/", form)["Location"]

    assert parse_qs(urlsplit(led_to).query) == parse_qs(urlsplit(address).query)
    assert led_to.partition("?")[0] == page


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, reader, target):
    form = {"username": "ana", "password": "correct horse battery", "next": target}

    assert client.post("/login/", form)["Location"] == "/"


def test_a_wrong_password_is_explained_and_then_paused(client, reader, settings):
    settings.AXES_FAILURE_LIMIT = 2
    form = {"username": "ana", "password": "wrong"}

    first = client.post("/login/", form)
    second = client.post("/login/", form)

    assert "do not match" in first.content.decode()
    assert second.status_code == 429
    assert "Sign-in is paused" in second.content.decode()


def test_form_from_elsewhere_is_refused_in_our_own_words():
    response = Client(enforce_csrf_checks=True).post("/login/", {"username": "a"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "Nothing was changed" in page
    assert not INLINE.search(page)


@pytest.mark.django_db
def test_editor_without_the_right_is_told_who_they_are(client):
    editor = get_user_model().objects.create_user("ada", password="x", is_staff=True)
    client.force_login(editor)

    response = client.get("/admin/archive/article/add/")

    assert response.status_code == 403
    assert "signed in as ada" in response.content.decode()


def test_browsers_that_ask_for_an_icon_find_it(client):
    response = client.get("/favicon.ico")

    assert response.status_code == 302
    assert response["Location"].endswith(".svg")
