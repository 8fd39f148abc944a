"""Who may see and change what, and that every page keeps the rules of all pages."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Collection, SavedSearch
from archive.web.workspace._access import safe_path
from archive.workspace import make_token, token_of_person
from tests.web.test_search_page import text_of
from tests.web.test_site import INLINE

PAGES = ["saved-search", "edit-search", "delete-search"]
CHANGES = ["seen", "unseen", "feed-switch"]
COLLECTION_PAGES = ["collection", "rename-collection", "delete-collection"]
COLLECTION_CHANGES = ["share-collection", "restore-item"]
ITEM_CHANGES = ["move-item", "note-item", "remove-item"]
OPEN = ["workspace", "save-search", "collect", "make-collection", "password"]


@pytest.fixture
def addresses(saved, collection):
    """Return every address of Ana's by its name."""
    found = {name: reverse(name, args=[saved.pk]) for name in PAGES + CHANGES}
    found |= {
        name: reverse(name, args=[collection.pk]) for name in COLLECTION_PAGES + COLLECTION_CHANGES
    }
    item = collection.items.first().pk
    found |= {name: reverse(name, args=[item]) for name in ITEM_CHANGES}
    found["collection-file"] = reverse("collection-file", args=[collection.pk, "csv"])
    return found


def test_strangers_are_led_to_sign_in_and_change_nothing(client, addresses):
    for name in (*addresses, *OPEN):
        address = addresses.get(name) or reverse(name)
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 302, name
            assert response["Location"].startswith("/login/?next=/workspace/"), name

    assert (SavedSearch.objects.count(), Collection.objects.count()) == (1, 1)
    assert Collection.objects.get().items.count() == 3


def test_what_belongs_to_somebody_else_does_not_exist(client, ben, addresses):
    client.force_login(ben)

    for name, address in addresses.items():
        method = client.post if name in CHANGES + COLLECTION_CHANGES + ITEM_CHANGES else client.get
        assert method(address).status_code == 404, name
    for name in ("edit-search", "delete-search", "rename-collection", "delete-collection"):
        assert client.post(addresses[name], {"name": "Mine"}).status_code == 404, name

    assert SavedSearch.objects.get().name == "Brine news"
    assert Collection.objects.get().name == "Brine"


def test_somebody_elses_collection_takes_no_articles(client, ben, collection, arrive):
    client.force_login(ben)
    new = arrive("New")

    response = client.post("/workspace/collect/", {"article": new.pk, "collection": collection.pk})

    assert response.status_code == 404
    assert collection.items.count() == 3


def test_a_link_changes_nothing(signed_in, addresses):
    for name in CHANGES + COLLECTION_CHANGES + ITEM_CHANGES:
        assert signed_in.get(addresses[name]).status_code == 405, name


def test_a_form_of_another_site_changes_nothing(ana, addresses):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)

    for name in (*addresses, *OPEN):
        if name in ("saved-search", "collection", "collection-file", "workspace"):
            continue
        response = client.post(addresses.get(name) or reverse(name), {"name": "X"})
        assert response.status_code == 403, name
        assert "Nothing was changed" in text_of(response), name


def test_ids_that_cannot_be_are_not_found(signed_in, db):
    for address in (f"/workspace/searches/{10**30}/", f"/workspace/collections/{10**30}/"):
        assert signed_in.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/?q=lithium", "/?q=lithium"),
        ("//evil.example/", "/workspace/"),
        ("https://evil.example/", "/workspace/"),
        ("/\\evil.example", "/workspace/"),
        ("javascript:alert(1)", "/workspace/"),
        ("", "/workspace/"),
    ],
)
def test_the_way_back_stays_in_the_archive(rf, address, path):
    assert safe_path(rf.get("/"), address) == path


def test_every_page_keeps_the_rules_of_all_pages(signed_in, addresses, saved, collection, ana):
    Collection.objects.update(share_token=make_token())
    collection.refresh_from_db()
    SavedSearch.objects.update(feed_token=make_token())
    pages = [addresses[name] for name in (*PAGES, *COLLECTION_PAGES)]
    article = collection.items.first().article_id
    pages += [
        "/workspace/",
        "/workspace/searches/save/?q=nickel&not_country=cl&after=2024",
        f"/workspace/collect/?article={article}&back=/",
        "/workspace/collect/",
        "/workspace/password/",
        reverse("shared", args=[collection.share_token]),
        reverse("unsubscribe", args=[token_of_person(ana.pk)]),
    ]

    for address in pages:
        response = signed_in.get(address)
        page = response.content.decode()

        assert response.status_code == 200, address
        assert "unsafe" not in response["Content-Security-Policy"]
        assert not INLINE.search(page), address
        assert page.count("<h1") == 1, address
        assert '<meta name="robots" content="noindex">' in page, address
        assert "no-store" in response["Cache-Control"], address
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), address
        levels = [int(level) for level in re.findall(r"<h(\d)", page)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), address


def test_robots_are_kept_out_of_the_workspace(client):
    assert "Disallow: /workspace/" in client.get("/robots.txt").content.decode()


def test_an_analyst_signs_in_changes_the_password_and_signs_out(client, ana):
    client.post("/login/", {"username": "ana", "password": "correct horse battery"})
    page = client.get("/workspace/")
    assert "Signed in as ana" in text_of(page)
    assert "Editors’ desk" not in text_of(page)

    wrong = client.post(
        "/workspace/password/",
        {"old_password": "x", "new_password1": "short", "new_password2": "shorter"},
    )
    assert wrong.status_code == 200
    assert 'aria-invalid="true"' in wrong.content.decode()
    new = "staple of lithium"
    right = client.post(
        "/workspace/password/",
        {"old_password": "correct horse battery", "new_password1": new, "new_password2": new},
        follow=True,
    )
    assert "Your password is changed" in text_of(right)
    client.post("/logout/")

    assert client.get("/workspace/").status_code == 302
    client.post("/login/", {"username": "ana", "password": new})
    assert client.get("/workspace/").status_code == 200


def test_signing_in_leads_to_the_desk_only_for_editors(signed_in):
    assert signed_in.get("/admin/").status_code == 302
