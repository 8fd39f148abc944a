"""What is new: the list, the page of one search, and the mark."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive import indexing
from archive.models import IndexTask, SavedSearch
from archive.search import IndexUnavailable, SearchQuery, Sort
from archive.web.workspace import read_question
from archive.web.workspace._since import since_in_words
from archive.workspace import UnreadableSearch, save_search
from tests.factories import make_article
from tests.web.test_search_page import text_of

NOW = datetime(2026, 1, 8, 12, 30, tzinfo=UTC)  # a Thursday


def see(client, saved, **changes):
    """Press the button on the page that shows what is new."""
    page = client.get(saved.get_absolute_url())
    posted = {name: page.context[name] for name in ("through", "awaited")} | changes
    return client.post(f"/workspace/searches/{saved.pk}/seen/", posted, follow=True)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (NOW, "since 12:30 UTC today"),
        (NOW - timedelta(hours=12), "since 00:30 UTC today"),
        (NOW - timedelta(hours=13), "since yesterday"),
        (NOW - timedelta(days=2), "since Tuesday"),
        (NOW - timedelta(days=6), "since Friday"),
        (NOW - timedelta(days=7), "since 1 January 2026"),
        (NOW + timedelta(minutes=5), "since 12:35 UTC today"),
    ],
)
def test_when_somebody_last_looked_is_said_as_people_do(then, words):
    assert since_in_words(then, NOW) == words


def test_days_are_those_of_the_archive(settings):
    settings.TIME_ZONE = "Asia/Tokyo"
    timezone.activate("Asia/Tokyo")

    assert since_in_words(NOW - timedelta(hours=6), NOW) == "since 15:30 JST today"

    timezone.deactivate()


def test_the_workspace_says_what_is_new_and_in_what(signed_in, saved, arrive):
    SavedSearch.objects.update(seen_at=timezone.now() - timedelta(days=400))
    saved.refresh_from_db()
    arrive("Not in Chile")
    arrive("In Chile", countries=["cl"])

    shown = text_of(signed_in.get("/workspace/"))

    assert "Brine news 1 new lithium, country Chile 1 article 1 new since" in shown


def test_the_workspace_lists_what_is_new_first(signed_in, ana, saved, arrive):
    save_search(ana, "Aluminium", SearchQuery(text="aluminium"), now=NOW)
    arrive("In Chile", countries=["cl"])

    rows = signed_in.get("/workspace/").context["rows"]

    assert [(row.name, row.new) for row in rows] == [("Brine news", 1), ("Aluminium", 0)]


def test_an_empty_workspace_says_what_to_do(signed_in, index):
    shown = text_of(signed_in.get("/workspace/"))

    assert "You have no saved searches." in shown
    assert "You have no collections." in shown


def test_looking_changes_nothing_and_the_button_does(signed_in, saved, arrive):
    arrive("First", countries=["cl"])
    for _ in range(2):
        assert "1 new since" in text_of(signed_in.get(saved.get_absolute_url()))

    done = see(signed_in, saved)

    assert "“Brine news” is marked as seen." in text_of(done)
    assert "nothing new since" in text_of(done)
    assert "Nothing new since" in text_of(signed_in.get(saved.get_absolute_url()))


def test_marking_as_seen_can_be_undone_once(signed_in, saved, arrive):
    arrive("First", countries=["cl"])
    assert "is marked as seen. Undo" in text_of(see(signed_in, saved))
    assert "Undo" not in text_of(signed_in.get("/workspace/"))

    undone = signed_in.post(f"/workspace/searches/{saved.pk}/unseen/", follow=True)
    again = signed_in.post(f"/workspace/searches/{saved.pk}/unseen/", follow=True)

    assert "1 new since 5 January 2026" in text_of(undone)
    assert "There is nothing to undo." in text_of(again)


def test_new_articles_are_marked_and_the_last_to_come_is_first(signed_in, saved, arrive):
    arrive("First", countries=["cl"], published="2024")
    arrive("Second", countries=["cl"], published="1999")

    page = signed_in.get(saved.get_absolute_url())

    assert [row.title[0].text for row in page.context["hits"]] == ["Second", "First"]
    assert page.content.decode().count(">New</span>") == 2


def test_links_of_new_articles_know_their_place_in_the_whole_search(signed_in, saved, arrive):
    arrive("Old", countries=["cl"], published="2025")
    see(signed_in, saved)
    arrive("New", countries=["cl"], published="2024")

    (row,) = signed_in.get(saved.get_absolute_url()).context["hits"]

    assert row.href.endswith("?q=lithium&country=cl&at=2")
    assert "2 of 2" in text_of(signed_in.get(row.href))


def test_an_article_that_the_index_was_late_with_is_new_later(signed_in, saved, arrive):
    make_article("Lithium.", title="Late", countries=["cl"])
    IndexTask.objects.update(not_before=timezone.now() + timedelta(days=1))
    arrive("Early", countries=["cl"])
    see(signed_in, saved)
    IndexTask.objects.update(not_before=None)
    indexing.drain()

    page = signed_in.get(saved.get_absolute_url())

    assert [row.title[0].text for row in page.context["hits"]] == ["Late"]


def test_what_came_after_the_page_was_shown_stays_new(signed_in, saved, arrive):
    arrive("Shown", countries=["cl"])
    page = signed_in.get(saved.get_absolute_url())
    arrive("Came meanwhile", countries=["cl"])

    posted = {name: page.context[name] for name in ("through", "awaited")}
    signed_in.post(f"/workspace/searches/{saved.pk}/seen/", posted)

    again = signed_in.get(saved.get_absolute_url())
    assert [row.title[0].text for row in again.context["hits"]] == ["Came meanwhile"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"through": ""},
        {"through": "soon"},
        {"through": "-1"},
        {"through": "٣"},
        {"through": "9" * 40},
        {"awaited": "1,x"},
    ],
)
def test_a_mark_that_no_page_carries_changes_nothing(signed_in, saved, arrive, wrong):
    arrive("First", countries=["cl"])

    done = see(signed_in, saved, **wrong)

    assert "Nothing was marked" in text_of(done)
    assert "1 new since" in text_of(done)


def test_a_mark_in_the_future_does_not_hide_what_comes(signed_in, saved, arrive):
    see(signed_in, saved, through="999999999")
    arrive("First", countries=["cl"])

    assert "1 new since" in text_of(signed_in.get(saved.get_absolute_url()))


def test_many_new_articles_have_pages_and_are_marked_together(signed_in, saved, index):
    for number in range(60):
        make_article("Lithium.", title=f"Article {number}", countries=["cl"])
    indexing.drain()

    first = signed_in.get(saved.get_absolute_url())
    second = signed_in.get(saved.get_absolute_url() + "?page=2")
    beyond = signed_in.get(saved.get_absolute_url() + "?page=99")

    assert (len(first.context["hits"]), len(second.context["hits"])) == (50, 10)
    assert len(beyond.context["hits"]) == 10
    assert "Mark all 60 as seen" in text_of(first)
    see(signed_in, saved)
    assert "Nothing new since" in text_of(signed_in.get(saved.get_absolute_url()))


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ("after=soon", "“soon” is not a date"),
        ("q=" + "x" * 600, "longer than 512 characters"),
        ("date=someday", "not a value of date"),
        ("&".join(f"country=c{number}" for number in range(60)), "at most 50 values"),
        ("&".join(f"country=c{number}" for number in range(1100)), "more filters than"),
    ],
)
def test_stored_parameters_that_cannot_be_asked_are_refused_with_a_reason(db, parameters, told):
    with pytest.raises(UnreadableSearch, match=told):
        read_question(parameters)


def test_stored_parameters_give_the_question_they_were_made_from():
    query = SearchQuery(
        text='"export control"~5',
        filters=(("country", "cl"), ("country", "none"), ("date", "year-unknown")),
        excluded=(("source", "daryo"),),
        all_of=("country",),
        after="2023-05",
        before="2024",
        sort=Sort.OLDEST,
    )

    assert read_question(query.querystring()) == query


def test_a_search_that_can_no_longer_be_read_is_said_and_the_others_are_shown(
    signed_in, ana, saved, arrive
):
    broken = save_search(ana, "Broken", SearchQuery(text="broken"), now=NOW)
    SavedSearch.objects.filter(pk=broken.pk).update(parameters="after=soon")
    arrive("In Chile", countries=["cl"])

    listed = text_of(signed_in.get("/workspace/"))
    page = signed_in.get(broken.get_absolute_url())

    assert "This search can no longer be read: “soon”" in listed
    assert "1 new since" in listed
    assert page.status_code == 200
    assert "This search can no longer be read." in text_of(page)
    assert "Mark" not in text_of(page)


def test_without_an_index_numbers_are_missing_and_nothing_can_be_marked(
    signed_in, saved, monkeypatch
):
    def unavailable():
        raise IndexUnavailable("gone")

    monkeypatch.setattr("archive.workspace._news.get_engine", unavailable)

    listed = signed_in.get("/workspace/")
    page = signed_in.get(saved.get_absolute_url())

    assert listed.status_code == 200
    assert "the numbers are not known just now" in text_of(listed)
    assert page.status_code == 503
    assert "Mark" not in text_of(page)


def queries(client, address):
    """Return how many queries a page costs once caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_the_workspace_costs_the_same_queries_for_few_searches_and_articles_and_for_many(
    signed_in, ana, saved, index
):
    few = queries(signed_in, "/workspace/")
    for number in range(5):
        save_search(ana, f"Search {number}", SearchQuery(text=f"word{number}"), now=NOW)
        make_article("Lithium word1.", countries=["cl"])
    indexing.drain()

    assert queries(signed_in, "/workspace/") == few <= 12


def test_the_page_of_a_search_costs_the_same_queries_for_few_articles_and_for_many(
    signed_in, saved, arrive, index
):
    arrive("First", countries=["cl"], minerals=["lithium"])
    few = queries(signed_in, saved.get_absolute_url())
    for _ in range(10):
        make_article("Lithium.", countries=["cl"], minerals=["lithium"])
    indexing.drain()

    assert queries(signed_in, saved.get_absolute_url()) == few <= 16
