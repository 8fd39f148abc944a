"""The way out of e-mail: by one click in a mailbox, or after asking."""

import pytest
from django.test import Client

from archive.models import Cadence, SavedSearch
from archive.workspace import token_of_person
from tests.web.test_search_page import text_of


@pytest.fixture
def address(saved, ana):
    SavedSearch.objects.update(cadence=Cadence.DAILY)
    return f"/unsubscribe/{token_of_person(ana.pk)}/"


def test_opening_the_link_asks_and_changes_nothing(client, address):
    assert "E-mail comes from 1 saved search." in text_of(client.get(address))
    assert SavedSearch.objects.get().cadence == Cadence.DAILY


def test_one_click_needs_no_session_and_no_cookie(address):
    mailbox = Client(enforce_csrf_checks=True)

    response = mailbox.post(address, {"List-Unsubscribe": "One-Click"})

    assert "No more e-mail" in text_of(response)
    assert SavedSearch.objects.get().cadence == Cadence.OFF
    assert "No e-mail is on" in text_of(mailbox.get(address))


def test_a_changed_link_does_nothing(client, address):
    for wrong in (address[:-3] + "/", "/unsubscribe/1/", f"/unsubscribe/{token_of_person(10**9)}/"):
        assert client.post(wrong).status_code == 404

    assert SavedSearch.objects.get().cadence == Cadence.DAILY


def test_the_link_stops_nobody_elses_e_mail(client, address, ben):
    client.post(f"/unsubscribe/{token_of_person(ben.pk)}/")

    assert SavedSearch.objects.get().cadence == Cadence.DAILY
