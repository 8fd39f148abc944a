"""Saving a search from its results, changing and deleting it."""

import pytest
from django.contrib.auth.models import User

from archive.models import Cadence, SavedSearch
from tests.web.test_search_page import text_of


def save(client, querystring="q=lithium", **data):
    address = f"/workspace/searches/save/?{querystring}"
    return client.post(address, {"name": "Lithium"} | data)


def test_results_lead_to_saving_exactly_this_search(client, saved):
    page = client.get("/?q=lithium&country=cl&page=2&per_page=50").content.decode()

    assert 'href="/workspace/searches/save/?q=lithium&amp;country=cl"' in page


def test_a_question_without_results_can_be_saved_and_a_broken_one_cannot(client, index):
    assert "Save search" in text_of(client.get("/?q=nothing"))
    assert "Save search" not in text_of(client.get("/?after=soon"))


def test_a_stranger_signs_in_saves_and_comes_back_to_the_search(client, ana, arrive):
    arrive("Old")
    led = client.get("/workspace/searches/save/?q=lithium", follow=True)
    target = led.context["next"]

    form = client.post(
        "/login/",
        {"username": "ana", "password": "correct horse battery", "next": target},
        follow=True,
    )
    done = client.post(target, {"name": "Lithium"}, follow=True)

    assert "Save this search" in text_of(form)
    assert done.redirect_chain == [("/?q=lithium", 302)]
    assert "Saved as “Lithium”" in text_of(done)


def test_the_name_is_proposed_from_the_question(signed_in, saved):
    page = signed_in.get("/workspace/searches/save/?q=nickel&country=cl&not_country=kr")

    assert 'value="nickel, country Chile, not country kr"' in page.content.decode()
    assert "Not Country: kr" in text_of(page)


def test_a_long_question_proposes_a_name_that_fits(signed_in, index):
    page = signed_in.get("/workspace/searches/save/?q=" + "lithium+" * 40)

    assert page.context["name"] == "lithium " * 14 + "…"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"name": ""}, "Give it a name."),
        ({"name": "   "}, "Give it a name."),
        ({"name": "x" * 121}, "longer than 120 characters"),
        ({"name": "brine news"}, "another saved search named"),
        ({"name": "a\0b"}, "null character"),
    ],
)
def test_a_name_that_cannot_be_is_explained_and_kept(signed_in, saved, data, told):
    response = save(signed_in, **data)

    assert response.status_code == 400
    assert told in text_of(response)
    assert 'aria-invalid="true"' in response.content.decode()
    assert SavedSearch.objects.count() == 1


def test_the_same_search_is_not_saved_twice(signed_in, saved):
    response = save(signed_in, "country=cl&q=lithium&page=3")

    assert response.status_code == 400
    assert "You have saved this search already, as “Brine news”" in text_of(response)


def test_a_question_that_cannot_be_read_is_not_saved(signed_in, index):
    assert signed_in.get("/workspace/searches/save/?after=soon").status_code == 400
    assert save(signed_in, "after=soon").status_code == 302
    assert not SavedSearch.objects.exists()


def test_e_mail_is_offered_only_where_it_can_be_sent(signed_in, index, settings):
    address = "/workspace/searches/save/?q=lithium"
    settings.CAN_SEND_EMAIL = False
    assert "E-mail" not in text_of(signed_in.get(address))

    settings.CAN_SEND_EMAIL = True
    assert "To ana@example.org, one e-mail a day at most" in text_of(signed_in.get(address))

    User.objects.update(email="")
    assert "Your account has no e-mail address" in text_of(signed_in.get(address))


def test_e_mail_is_chosen_with_the_name(signed_in, index):
    save(signed_in, cadence="weekly")
    assert SavedSearch.objects.get().cadence == Cadence.WEEKLY

    assert save(signed_in, "q=nickel", name="Nickel", cadence="hourly").status_code == 400


def test_a_saved_search_is_renamed(signed_in, saved):
    address = f"/workspace/searches/{saved.pk}/edit/"
    assert 'value="Brine news"' in signed_in.get(address).content.decode()

    response = signed_in.post(
        address, {"name": " Brine\n  daily ", "cadence": "daily"}, follow=True
    )

    saved.refresh_from_db()
    assert (saved.name, saved.cadence) == ("Brine daily", "daily")
    assert "“Brine daily” is changed." in text_of(response)


def test_renaming_where_no_e_mail_is_offered_leaves_it_as_it_was(signed_in, saved, settings):
    SavedSearch.objects.update(cadence=Cadence.WEEKLY)
    settings.CAN_SEND_EMAIL = False

    signed_in.post(f"/workspace/searches/{saved.pk}/edit/", {"name": "Other"})

    saved.refresh_from_db()
    assert (saved.name, saved.cadence) == ("Other", Cadence.WEEKLY)


def test_a_search_that_can_no_longer_be_read_can_still_be_renamed(signed_in, saved):
    SavedSearch.objects.update(parameters="after=soon")

    signed_in.post(f"/workspace/searches/{saved.pk}/edit/", {"name": "Old", "cadence": "daily"})

    saved.refresh_from_db()
    assert (saved.name, saved.cadence) == ("Old", "daily")


def test_deleting_asks_first(signed_in, saved):
    address = f"/workspace/searches/{saved.pk}/delete/"

    assert "Delete “Brine news”?" in text_of(signed_in.get(address))
    assert SavedSearch.objects.exists()

    response = signed_in.post(address, follow=True)

    assert "“Brine news” is deleted." in text_of(response)
    assert not SavedSearch.objects.exists()


def test_names_are_text_wherever_they_are_shown(signed_in, saved):
    SavedSearch.objects.update(name="<img src=x onerror=alert(1)>")

    for address in ("", f"searches/{saved.pk}/", f"searches/{saved.pk}/edit/"):
        assert "<img src=x" not in signed_in.get(f"/workspace/{address}").content.decode()
