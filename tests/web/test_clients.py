"""Who asks, when nobody has signed in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from archive.web import client_of


def visitor(address="127.0.0.1", forwarded=""):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=address)
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "client"),
    [
        (False, "9.9.9.9", "address 127.0.0.1"),
        (True, "9.9.9.9, 10.1.2.3", "address 10.1.2.3"),
        (True, "", "address 127.0.0.1"),
    ],
)
def test_a_visitor_is_known_by_the_address_that_cannot_be_made_up(
    settings, behind_proxy, forwarded, client
):
    settings.BEHIND_PROXY = behind_proxy

    assert client_of(visitor(forwarded=forwarded)) == client


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("2001:db8::1", "address 2001:db8::/64"),
        ("2001:db8:0:1::1", "address 2001:db8:0:1::/64"),
        ("192.0.2.7", "address 192.0.2.7"),
        ("", "address "),
        ("unix:", "address unix:"),
    ],
)
def test_a_network_of_one_subscriber_is_one_visitor(address, client):
    assert client_of(visitor(address)) == client
