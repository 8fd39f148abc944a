"""Tokens of programs, made and revoked at the desk."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages

from archive.models import ApiToken

LIST = "/admin/archive/apitoken/"
ADD = f"{LIST}add/"


def shown_secret(response):
    return re.search(r"<code>(lode_[\w-]+)</code>", response.content.decode())[1]


def status(client, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    return client.get("/api/countries/", headers=headers).status_code


def test_token_is_shown_once_and_works(desk, editor):
    response = desk.post(ADD, {"name": "newsroom", "user": editor.pk})

    secret = shown_secret(response)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not list(get_messages(response.wsgi_request))
    assert status(desk, secret) == 200
    token = ApiToken.objects.get()
    for address in (LIST, f"{LIST}{token.pk}/change/", f"{LIST}{token.pk}/history/"):
        assert secret not in desk.get(address).content.decode()


def test_token_that_is_revoked_is_worth_nothing_and_stays_in_the_list(desk, editor):
    secret = shown_secret(desk.post(ADD, {"name": "newsroom", "user": editor.pk}))
    token = ApiToken.objects.get()

    desk.post(LIST, {"action": "revoke", "_selected_action": [token.pk]})

    assert status(desk, secret) == 401
    assert "newsroom" in desk.get(LIST).content.decode()


@pytest.mark.parametrize("data", [{"name": ""}, {"name": "taken"}, {"name": "x" * 101}])
def test_token_without_a_name_of_its_own_is_not_made(desk, editor, data):
    desk.post(ADD, {"name": "taken", "user": editor.pk})

    response = desk.post(ADD, data | {"user": editor.pk})

    assert "lode_" not in response.content.decode()
    assert ApiToken.objects.count() == 1


def test_token_never_gives_more_rights_than_its_maker_has(client, archive, editor):
    helper = get_user_model().objects.create_user("helper", is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="add_apitoken"))
    client.force_login(helper)

    client.post(ADD, {"name": "newsroom", "user": editor.pk})

    assert ApiToken.objects.get().user == helper


def test_token_cannot_be_given_to_somebody_else_later(desk, editor):
    desk.post(ADD, {"name": "newsroom", "user": editor.pk})
    other = get_user_model().objects.create_user("other")
    token = ApiToken.objects.get()

    response = desk.post(f"{LIST}{token.pk}/change/", {"name": "x", "user": other.pk})

    assert response.status_code == 403
    assert ApiToken.objects.get().user == editor


def test_staff_without_the_permission_see_no_tokens(client, archive):
    client.force_login(get_user_model().objects.create_user("helper", is_staff=True))

    assert client.get(LIST).status_code == 403
