"""Adding clippings with a token."""

import json
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError

from archive.ingest import load_taxonomy
from archive.models import ApiToken, Article
from tests.api.conftest import bearer
from tests.api.problems import problem

ADDRESS = "/api/articles/"
TEXT = "Chile to lift lithium output\n\nSANTIAGO, 16 January 2024. SQM will dig for more lithium."


def post(client, token, body):
    content = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(ADDRESS, content, content_type="application/json", headers=token)


@pytest.fixture
def taxonomy(db):
    load_taxonomy()


def test_text_becomes_an_article_with_metadata(client, token, taxonomy, person):
    response = post(client, token, {"text": TEXT, "url": "https://daryo.example/a"})

    body = response.json()
    assert response.status_code == 201
    assert response["Location"] == body["links"]["self"]
    assert "cl" in [each["slug"] for each in body["countries"]]
    assert "lithium" in [each["slug"] for each in body["minerals"]]
    article = Article.objects.get(pk=body["id"])
    assert (article.created_by, article.url) == (person, "https://daryo.example/a")
    assert client.get(response["Location"]).json() == body


def test_file_becomes_an_article(client, token, taxonomy):
    page = f"<html><body><article><h1>Chile</h1><p>{TEXT}</p></article></body></html>"
    file = BytesIO(page.encode())
    file.name = "../../page.html"

    response = client.post(ADDRESS, {"file": file, "url": "https://a.example/b"}, headers=token)

    assert response.status_code == 201
    article = Article.objects.get(pk=response.json()["id"])
    assert "<p>" not in article.text
    assert article.original.file_name == "page.html"
    assert article.url == "https://a.example/b"


def test_same_clipping_again_answers_with_the_article_that_is_there(client, token, taxonomy):
    first = post(client, token, {"text": TEXT})

    again = post(client, token, {"text": TEXT.upper() + "\n"})

    assert again.status_code == 200
    assert again["Location"] == first["Location"]
    assert again.json()["id"] == first.json()["id"]
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/text"),
        ({"text": " \n"}, "#/text"),
        ({"text": 7}, "#/text"),
        ({"text": None}, "#/text"),
        ({"text": ["a"]}, "#/text"),
        ({"text": "a\0b"}, "#/text"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "#/url"),
        ({"text": TEXT, "url": "ftp://a.example"}, "#/url"),
        ({"text": TEXT, "url": "https://a.example/\n"}, "#/url"),
        ({"text": TEXT, "file_name": "x" * 300}, "#/file_name"),
        ({"text": TEXT, "titel": "Chile"}, "#/titel"),
        ([TEXT], "#"),
        ('{"text": "\\ud800"}', "#/text"),
        ('{"text": "a", "\\ud800/": 1}', "#/?~1"),
        ("[" * 100_000, None),
        ("{", None),
        ('{"text": NaN}', None),
        (b"\xff\xfe", None),
        ("1" * 5000, None),
        ("", None),
    ],
)
def test_body_that_cannot_be_used_says_where(client, token, body, pointer):
    errors = problem(post(client, token, body), 400).get("errors", [])

    assert Article.objects.count() == 0
    assert pointer is None or [error["pointer"] for error in errors] == [pointer]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\x89PNG\r\n", "picture"), (b"PK\x03\x04", "zip"), (b"%PDF-1.4 broken", "")],
)
def test_file_without_text_is_a_problem_with_the_way_out(client, token, content, words):
    file = BytesIO(content)
    file.name = "clipping"

    body = problem(client.post(ADDRESS, {"file": file}, headers=token), 422)

    assert words in body["detail"]
    assert body["type"] == "/api/#clipping"


def test_form_without_a_file_is_a_problem(client, token):
    response = client.post(ADDRESS, {"url": "https://a.example/"}, headers=token)

    assert problem(response, 400)["errors"][0]["pointer"] == "#/file"


def test_form_that_is_cut_off_is_a_problem(client, token):
    response = client.post(
        ADDRESS, b"--x\r\nbroken", content_type="multipart/form-data; boundary=", headers=token
    )

    problem(response, 400)


def test_body_without_a_length_is_refused_instead_of_lost(client, token):
    chunked = token | {"Transfer-Encoding": "chunked"}

    response = client.generic("POST", ADDRESS, content_type="application/json", headers=chunked)

    assert "Content-Length" in problem(response, 411)["detail"]


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": None}, {"text": "\n"}])
def test_body_without_a_text_is_told_what_to_send(client, token, body):
    assert "Send the text" in problem(post(client, token, body), 400)["detail"]


def test_clipping_above_the_limit_is_refused_unread(client, token, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024

    body = problem(post(client, token, {"text": "x" * (3 * 1024 * 1024)}), 413)

    assert "1 MB" in body["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "nonsense"])
def test_body_of_another_type_is_a_problem(client, token, media_type):
    problem(client.post(ADDRESS, TEXT, content_type=media_type, headers=token), 415)


def test_adding_needs_a_token(client, db):
    response = post(client, {}, {"text": TEXT})

    assert problem(response, 401)["type"] == "/api/#token"
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_adding_needs_the_permission(client, db):
    reader = bearer(get_user_model().objects.create_user("reader"))

    problem(post(client, reader, {"text": TEXT}), 403)

    assert Article.objects.count() == 0


def test_database_that_is_busy_is_a_problem_for_later(client, token, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("archive.api._ingesting.ingest", busy)

    response = post(client, token, {"text": TEXT})

    problem(response, 503)
    assert response["Retry-After"] == "60"
    assert ApiToken.objects.get().last_used is not None
