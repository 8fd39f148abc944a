"""Changing what a saved search asks, on the search page itself."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from archive import indexing
from archive.models import Cadence, SavedSearch
from archive.search import SearchQuery
from archive.workspace import save_search
from tests.factories import make_article
from tests.web.test_search_page import text_of

NICKEL = "q=nickel&country=cl"


def question(saved):
    saved.refresh_from_db()
    return saved.parameters


def change(client, saved, querystring=NICKEL, **options):
    address = f"/workspace/searches/{saved.pk}/question/?{querystring}"
    return client.post(address, follow=True, **options)


def editing(client, saved, querystring):
    return client.get(f"/?{querystring}&saved={saved.pk}")


def hrefs(page):
    return [href.replace("&amp;", "&") for href in re.findall(r'href="([^"]+)"', page)]


def test_the_workspace_opens_a_search_to_be_changed(signed_in, saved):
    address = f"/?q=lithium&country=cl&saved={saved.pk}"
    for page in ("/workspace/", saved.get_absolute_url(), f"{saved.get_absolute_url()}edit/"):
        assert address in hrefs(signed_in.get(page).content.decode()), page

    opened = text_of(signed_in.get(address))

    assert "Editing “Brine news” : this is what it asks" in opened
    assert "Save changes" not in opened


def test_a_changed_question_offers_to_save_it_here_or_as_new(signed_in, saved):
    page = editing(signed_in, saved, NICKEL)

    assert "Editing “Brine news” : this is not what it asks yet" in text_of(page)
    assert f'action="/workspace/searches/{saved.pk}/question/?{NICKEL.replace("&", "&amp;")}"' in (
        page.content.decode()
    )
    links = hrefs(page.content.decode())
    assert f"/workspace/searches/save/?{NICKEL}" in links
    assert f"/?q=lithium&country=cl&saved={saved.pk}" in links  # undo changes
    assert f"/?{NICKEL}" in links  # stop editing
    assert text_of(page).count("Save search") == 0


def test_saving_changes_the_question_and_says_what_is_new_now(signed_in, saved):
    done = change(signed_in, saved, f"{NICKEL}&per_page=50&page=3")

    assert question(saved) == NICKEL
    assert done.redirect_chain[0][0] == f"/?{NICKEL}&per_page=50&page=3&saved={saved.pk}"
    told = "“Brine news” now asks: nickel, country Chile. New in it is what matches and joined"
    assert f"{told} the archive since 5 January 2026." in text_of(done)
    assert "this is what it asks" in text_of(done)


def test_new_after_a_change_is_what_joined_since_the_person_looked(signed_in, ana, arrive):
    arrive("Old nickel", text="Nickel.")
    saved = save_search(ana, "Metal", SearchQuery("lithium"), now=timezone.now())
    arrive("New lithium")
    arrive("New nickel", text="Nickel.")

    change(signed_in, saved, "q=nickel")

    page = signed_in.get(saved.get_absolute_url())
    assert [row.title[0].text for row in page.context["hits"]] == ["New nickel"]


def test_a_change_tells_what_follows_it(signed_in, saved):
    SavedSearch.objects.update(feed_token="secret", cadence=Cadence.DAILY)

    assert "Its feed and e-mail will follow." in text_of(change(signed_in, saved))


@pytest.mark.parametrize(
    ("querystring", "told"),
    [
        ("q=nickel", "You have saved this search already, as “Nickel”."),
        ("after=soon", "“soon” is not a date"),
    ],
)
def test_a_change_that_cannot_be_is_explained_and_keeps_the_old_question(
    signed_in, ana, saved, querystring, told
):
    save_search(ana, "Nickel", SearchQuery("nickel"), now=timezone.now())

    refused = text_of(change(signed_in, saved, querystring))

    assert "Nothing was saved." in refused
    assert told in refused
    assert question(saved) == "q=lithium&country=cl"


def test_saving_what_it_asks_already_changes_nothing(signed_in, saved):
    done = change(signed_in, saved, "country=cl&q=lithium")

    assert question(saved) == "q=lithium&country=cl"
    assert "Nothing was saved" not in text_of(done)


def test_every_link_that_changes_the_question_keeps_the_search_being_edited(
    signed_in, saved, index
):
    for number in range(60):
        make_article("Lithium.", countries=["cl", f"c{number % 12}"], published=str(1960 + number))
    indexing.drain()

    page = editing(signed_in, saved, "q=lithium&country=cl&not_source=daryo&sort=newest")

    links = [href for href in hrefs(page.content.decode()) if href.startswith("/?q=")]
    leaving = [href for href in links if not href.endswith(f"&saved={saved.pk}")]
    assert len(links) > 20
    assert leaving == ["/?q=lithium&country=cl&not_source=daryo&sort=newest"]
    assert f'name="saved" value="{saved.pk}"' in page.content.decode()


def test_the_search_being_edited_survives_clearing_facet_lists_suggestions_and_articles(
    signed_in, saved, arrive
):
    article = arrive("Brine", countries=["cl"], minerals=["lithium"])
    mark = f"saved={saved.pk}"

    cleared = editing(signed_in, saved, "q=lithium&country=cl").context["page"].clear_href
    facet = signed_in.get(f"/facet/country/?q=lithium&{mark}").content.decode()
    (suggested,) = signed_in.get(f"/suggest/?q=chil&{mark}").json()["suggestions"]
    opened = signed_in.get(f"{article.get_absolute_url()}?q=lithium&{mark}&at=1")

    assert cleared == f"/?q=lithium&{mark}"
    assert f'name="saved" value="{saved.pk}"' in facet
    assert suggested["href"] == f"/?country=cl&{mark}"
    assert f"/?q=lithium&amp;{mark}#" in opened.content.decode()


def test_exports_feeds_and_the_canonical_address_know_nothing_of_it(signed_in, saved, arrive):
    arrive("Brine", countries=["cl"])

    page = editing(signed_in, saved, "q=lithium")

    kinds = ("/export/", "/feed/", "/analysis/", "/workspace/searches/save/")
    whole = [href for href in hrefs(page.content.decode()) if href.startswith(kinds)]
    assert len(whole) > 7
    assert not [href for href in whole if "saved=" in href]
    assert "saved=" not in page.context["meta"].canonical


@pytest.mark.parametrize("mark", ["0", "x", "-1", "٣", "9" * 18, "9" * 19, "1 or 1=1", ""])
def test_a_mark_that_names_no_search_leaves_an_ordinary_page(signed_in, saved, arrive, mark):
    arrive("Brine", countries=["cl"])

    page = signed_in.get("/", {"q": "lithium", "saved": mark})

    assert page.status_code == 200
    assert "Editing" not in text_of(page)
    assert "saved=" not in page.context["page"].panels[0].values[0].exclude_href


def test_only_the_owner_edits_a_search(client, ben, saved, arrive):
    arrive("Brine", countries=["cl"])
    assert "Editing" not in text_of(editing(client, saved, "q=lithium"))

    client.force_login(ben)

    assert "Editing" not in text_of(editing(client, saved, "q=lithium"))
    assert change(client, saved).status_code == 404
    assert question(saved) == "q=lithium&country=cl"


def test_a_stranger_is_led_to_the_sign_in_page(client, saved):
    assert change(client, saved).redirect_chain[0][0].startswith("/login/")
    assert question(saved) == "q=lithium&country=cl"


def test_a_search_that_can_no_longer_be_read_is_mended_in_place(signed_in, saved):
    SavedSearch.objects.update(parameters="q=lithium&after=soon", told_problem="soon")
    address = f"/?q=lithium&after=soon&saved={saved.pk}"

    offered = hrefs(signed_in.get("/workspace/").content.decode())
    opened = text_of(signed_in.get(address))
    change(signed_in, saved, "q=lithium&after=2024")

    assert address in offered
    assert "Editing “Brine news” : correct the question" in opened
    assert "Save changes" not in opened
    assert question(saved) == "q=lithium&after=2024"
    assert saved.told_problem == ""


def test_the_mark_of_a_change_stays_where_it_was(signed_in, saved):
    before = (saved.seen_through, saved.seen_at, saved.sent_through)
    SavedSearch.objects.update(seen_at=saved.seen_at - timedelta(days=1))

    change(signed_in, saved)

    saved.refresh_from_db()
    assert (saved.seen_through, saved.seen_at + timedelta(days=1), saved.sent_through) == before
