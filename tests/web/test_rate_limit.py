"""Pages that come too fast are answered 429, each client out of a budget of its own."""

import pytest
from django.contrib.auth.models import User

from tests.web.test_search_page import text_of

PAGE = "/about/"
HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture(autouse=True)
def slow(settings, clock):
    """Let a client open twelve pages a minute, and let no time pass."""
    settings.PAGE_RATE = 12


def statuses(client, address, times, **request):
    return [client.get(address, **request).status_code for _ in range(times)]


def spend(client, address=PAGE, **request):
    """Use up a client's budget."""
    statuses(client, address, 12, **request)


def test_too_many_pages_have_to_wait_as_long_as_told(client, index, clock):
    assert statuses(client, PAGE, 13) == [200] * 12 + [429]
    refused = client.get(PAGE, headers=HTML)

    assert refused["Retry-After"] == "5"
    assert "no-store" in refused["Cache-Control"]
    clock(5_000_005.0)
    assert statuses(client, PAGE, 2) == [200, 429]


def test_the_page_says_when_to_go_on_and_where_to_sign_in(client, index):
    spend(client)

    refused = client.get("/?q=lithium&country=cl", headers=HTML)

    assert "Your network asked for more than 12 pages in a minute" in text_of(refused)
    assert "Go on in 5 seconds" in text_of(refused)
    page = refused.content.decode()
    assert 'href="/?q=lithium&amp;country=cl"' in page
    assert 'href="/login/?next=/%3Fq%3Dlithium%26country%3Dcl"' in page.replace("%2F", "/")


@pytest.mark.parametrize("address", ["/?q=lithium", "/suggest/?q=lithium", "/feed/?q=lithium"])
def test_scripts_and_programs_get_one_paragraph(client, index, address):
    spend(client)

    refused = client.get(address, headers={"Accept": "*/*"})

    assert refused.status_code == 429
    assert refused["Retry-After"] == "5"
    assert refused.content.decode().startswith("<p ")
    assert "data-too-many" in refused.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/analysis/",
        "/analysis/matrix/",
        "/analysis/matrix/csv/",
        "/analysis/compare/",
        "/analysis/compare/csv/?with_q=lithium&table=timeline",
    ],
)
def test_an_analysis_counts_as_five_pages(client, index, address):
    assert [status == 429 for status in statuses(client, address, 3)] == [False, False, True]
    assert statuses(client, PAGE, 3) == [200, 200, 429]


def test_people_have_budgets_of_their_own_whatever_their_office_spent(client, index):
    ana, ben = User.objects.create_user("ana"), User.objects.create_user("ben")
    spend(client)
    assert client.get(PAGE).status_code == 429

    client.force_login(ana)
    assert statuses(client, PAGE, 13) == [200] * 12 + [429]
    client.force_login(ben)
    assert client.get(PAGE).status_code == 200


def test_a_person_is_told_of_the_own_budget(client, index):
    client.force_login(User.objects.create_user("ana"))
    spend(client)

    refused = text_of(client.get(PAGE, headers=HTML))

    assert "You asked for more than 12 pages" in refused
    assert "Sign in" not in refused


def test_addresses_do_not_share_a_budget_but_those_of_one_ipv6_network_do(client, index):
    spend(client, REMOTE_ADDR="192.0.2.1")
    spend(client, REMOTE_ADDR="2001:db8::1")

    assert statuses(client, PAGE, 1, REMOTE_ADDR="192.0.2.1") == [429]
    assert statuses(client, PAGE, 1, REMOTE_ADDR="192.0.2.2") == [200]
    assert statuses(client, PAGE, 1, REMOTE_ADDR="2001:db8::2") == [429]
    assert statuses(client, PAGE, 1, REMOTE_ADDR="2001:db8:0:1::1") == [200]


@pytest.mark.parametrize(
    "address", ["/healthz", "/readyz", "/robots.txt", "/opensearch.xml", "/api/countries/"]
)
def test_health_rules_for_robots_and_the_api_are_not_counted_as_pages(client, index, address):
    spend(client)

    assert client.get(address).status_code == 200
    assert statuses(client, address, 20) == [200] * 20


@pytest.mark.parametrize("address", ["/login/", "/admin/login/"])
def test_signing_in_has_a_budget_of_its_own_which_is_smaller(client, index, address):
    spend(client)

    posted = [client.post(address, {"username": f"x{n}", "password": "y"}) for n in range(3)]

    assert [each.status_code for each in posted] == [200, 200, 429]
    assert "What you sent was not used" in text_of(
        client.post(address, {"username": "x"}, headers=HTML)
    )
