"""Tokens, rates, methods, types and other origins."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from archive.api import revoke
from archive.models import ApiToken
from tests.api.conftest import bearer
from tests.api.problems import problem

ADDRESS = "/api/countries/"


def test_token_is_kept_as_a_digest_and_its_use_is_noted(client, index, token):
    secret = token["Authorization"].removeprefix("Bearer ")

    assert client.get(ADDRESS, headers=token).status_code == 200

    kept = ApiToken.objects.get()
    assert secret.startswith(kept.hint)
    assert secret not in [str(value) for value in vars(kept).values()]
    assert kept.last_used is not None


@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer lode_wrong", "Bearer a b", "Basic YTpi", "lode_x", "Bearer \xe9\xff"],
)
def test_wrong_token_is_a_problem_even_for_reading(client, index, header):
    response = client.get(ADDRESS, headers={"Authorization": header})

    problem(response, 401)
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_revoked_token_is_worth_nothing(client, index, token):
    revoke(ApiToken.objects.get())

    problem(client.get(ADDRESS, headers=token), 401)


def test_token_of_a_person_who_left_is_worth_nothing(client, index, token, person):
    person.is_active = False
    person.save()

    problem(client.get(ADDRESS, headers=token), 401)


def test_command_makes_lists_and_revokes_tokens(client, index, capsys):
    get_user_model().objects.create_superuser("chief")

    call_command("api_token", "newsroom")
    secret = capsys.readouterr().out.strip()
    headers = {"Authorization": f"Bearer {secret}"}
    worked = client.get(ADDRESS, headers=headers)
    call_command("api_token", "--list")
    listed = capsys.readouterr().out
    call_command("api_token", "newsroom", "--revoke")

    assert worked.status_code == 200
    assert "newsroom" in listed
    assert secret not in listed
    problem(client.get(ADDRESS, headers=headers), 401)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Give the token a name"),
        (["a"], "--user"),
        (["a", "--user", "nobody"], "no active person named nobody"),
        (["taken", "--user", "importer"], "already"),
        (["gone", "--revoke"], "no token named gone"),
        (["x" * 101, "--user", "importer"], "longer than 100"),
    ],
)
def test_command_says_what_is_missing(person, arguments, words):
    bearer(person, "taken")

    with pytest.raises(CommandError, match=words):
        call_command("api_token", *arguments)


def test_too_many_requests_from_an_address_have_to_wait(client, index, clock, settings):
    settings.API_RATE = 3

    statuses = [client.get(ADDRESS).status_code for _ in range(3)]
    response = client.get(ADDRESS)

    assert statuses == [200] * 3
    assert problem(response, 429)["type"] == "/api/#too-many"
    assert 1 <= int(response["Retry-After"]) <= 60
    assert client.get(ADDRESS, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_token_has_a_rate_of_its_own(client, index, clock, settings, token):
    settings.API_RATE, settings.API_TOKEN_RATE = 1, 3

    statuses = [client.get(ADDRESS, headers=token).status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert client.get(ADDRESS).status_code == 200


def test_wrong_tokens_count_for_the_address(client, index, clock, settings):
    settings.API_RATE = 2
    wrong = {"Authorization": "Bearer guess"}

    statuses = [client.get(ADDRESS, headers=wrong).status_code for _ in range(3)]

    assert statuses == [401, 401, 429]


def test_addresses_of_one_ipv6_network_share_a_rate(client, index, clock, settings):
    settings.API_RATE = 1

    statuses = [
        client.get(ADDRESS, REMOTE_ADDR=address).status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]

    assert statuses == [200, 429, 200]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_a_problem_that_names_the_right_ones(client, index, method):
    response = getattr(client, method)(ADDRESS)

    problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_other_types_are_a_problem(client, index):
    problem(client.get(ADDRESS, headers={"Accept": "application/xml"}), 406)


@pytest.mark.parametrize("path", ["/api/nowhere/", "/api/articles/x/", "/api/articles/1/x/"])
def test_addresses_without_anything_are_a_problem(client, db, path):
    problem(client.get(path), 404)


def test_pages_keep_their_own_error_pages(client, db):
    response = client.get("/nowhere/")

    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_fault_is_a_problem_that_tells_nothing(index, monkeypatch):
    def fail(query):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("archive.api._taxonomy.search", fail)
    monkeypatch.setattr("django.core.handlers.exception.log_response", lambda *a, **k: None)

    response = Client(raise_request_exception=False).get(ADDRESS)

    assert "secret" not in str(problem(response, 500))


def test_host_that_is_not_ours_is_a_problem(client, db, monkeypatch):
    monkeypatch.setattr("django.core.handlers.exception.log_response", lambda *a, **k: None)

    problem(client.get(ADDRESS, headers={"Host": "evil.example"}), 400)


def test_other_origins_are_not_admitted_unless_named(client, index, settings):
    origin = {"Origin": "https://board.example"}
    closed = client.get(ADDRESS, headers=origin)
    settings.API_ORIGINS = ["https://board.example"]

    opened = client.get(ADDRESS, headers=origin)
    other = client.get(ADDRESS, headers={"Origin": "https://evil.example"})
    asked = client.options("/api/articles/", headers=origin)

    assert "Access-Control-Allow-Origin" not in closed
    assert opened["Access-Control-Allow-Origin"] == "https://board.example"
    assert "Origin" in opened["Vary"]
    assert "Access-Control-Allow-Origin" not in other
    assert asked.status_code == 204
    assert "POST" in asked["Access-Control-Allow-Methods"]
    assert "Authorization" in asked["Access-Control-Allow-Headers"]


def test_head_is_a_get_without_its_body(client, index):
    response = client.head(ADDRESS)

    assert (response.status_code, response.content) == (200, b"")


def test_robots_are_kept_out(client, index):
    assert "Disallow: /api/" in client.get("/robots.txt").content.decode()
    assert client.get(ADDRESS)["X-Robots-Tag"] == "noindex"
