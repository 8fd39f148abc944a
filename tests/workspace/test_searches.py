"""Saving searches: names, limits, marks."""

from datetime import datetime, timedelta

import pytest

from archive.models import SavedSearch
from archive.search import IndexUnavailable, SearchQuery, Sort
from archive.workspace import (
    Marks,
    NameTaken,
    TooMany,
    Watermark,
    WorkspaceError,
    change_search,
    find_news,
    mark_seen,
    period_of,
    save_search,
)
from tests.factories import make_article
from tests.workspace.conftest import MONDAY

LITHIUM = SearchQuery(text="lithium")


def new_in(saved, query=LITHIUM):
    saved.refresh_from_db()
    return find_news(query, Marks.of(saved).seen).ids


def test_what_is_there_when_a_search_is_saved_is_not_new(ana, arrive):
    arrive("Old")

    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    new = arrive("New")
    arrive("Other", text="Nickel.")

    assert new_in(saved) == (new.pk,)


def test_what_the_index_had_not_taken_in_when_a_search_was_saved_is_new(ana, index):
    late = make_article("Lithium.")

    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    index()

    assert new_in(saved) == (late.pk,)


def test_a_matching_article_that_is_being_changed_at_saving_is_not_new(ana, arrive, index):
    article = arrive("Old")
    article.title = "Older"
    article.save()

    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    index()

    assert new_in(saved) == ()


def test_a_search_can_be_saved_while_there_is_no_index(ana, arrive, monkeypatch):
    arrive("Old")

    def unavailable():
        raise IndexUnavailable("gone")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("archive.workspace._searches.get_engine", unavailable)
        saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)

    assert new_in(saved) == ()


def test_marking_as_seen_moves_the_mark_and_an_old_page_does_not_move_it_back(ana, arrive):
    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    arrive("First")
    older = find_news(LITHIUM, Marks.of(saved).seen).horizon
    arrive("Second")
    newer = find_news(LITHIUM, Marks.of(saved).seen).horizon

    mark_seen(saved, newer, MONDAY + timedelta(hours=1))
    mark_seen(saved, older, MONDAY + timedelta(hours=2))

    assert new_in(saved) == ()
    assert Marks.of(saved).seen == newer


def test_an_older_page_marks_only_what_it_showed(ana, arrive):
    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    arrive("Shown")
    page = find_news(LITHIUM, Marks.of(saved).seen).horizon
    later = arrive("Came meanwhile")

    mark_seen(saved, page, MONDAY)

    assert new_in(saved) == (later.pk,)


def test_the_question_is_stored_whole_whatever_its_page(ana, index):
    query = SearchQuery(
        text="lithium", filters=(("country", "cl"),), sort=Sort.OLDEST, page=7, per_page=50
    )

    saved = save_search(ana, "Lithium", query, now=MONDAY)

    assert saved.parameters == "q=lithium&country=cl&sort=oldest"


@pytest.mark.parametrize("name", ["Lithium", "LITHIUM"])
def test_a_name_is_used_once_by_a_person_and_again_by_another(ana, ben, index, name):
    save_search(ana, "Lithium", LITHIUM, now=MONDAY)

    with pytest.raises(NameTaken, match=name):
        save_search(ana, name, SearchQuery(text="nickel"), now=MONDAY)
    save_search(ben, name, LITHIUM, now=MONDAY)

    assert SavedSearch.objects.count() == 2


def test_a_search_is_saved_once_and_the_message_names_it(ana, index):
    save_search(ana, "Lithium", LITHIUM, now=MONDAY)

    with pytest.raises(WorkspaceError, match="“Lithium”"):
        save_search(ana, "Again", LITHIUM, now=MONDAY)


def test_a_person_has_as_many_searches_as_the_limit_says(ana, ben, index, monkeypatch):
    monkeypatch.setattr("archive.workspace._searches.MAX_SEARCHES", 1)
    save_search(ana, "Lithium", LITHIUM, now=MONDAY)

    with pytest.raises(TooMany, match="Delete one"):
        save_search(ana, "Nickel", SearchQuery(text="nickel"), now=MONDAY)
    save_search(ben, "Nickel", SearchQuery(text="nickel"), now=MONDAY)


def test_a_search_keeps_its_own_name_when_it_is_changed(ana, index):
    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    save_search(ana, "Nickel", SearchQuery(text="nickel"), now=MONDAY)

    change_search(saved, "LITHIUM", "weekly", query=LITHIUM, now=MONDAY)

    saved.refresh_from_db()
    assert (saved.name, saved.cadence, saved.sent_period) == ("LITHIUM", "weekly", "2026-W02")
    with pytest.raises(NameTaken):
        change_search(saved, "nickel", "off", query=LITHIUM, now=MONDAY)


def test_e_mail_that_is_switched_on_later_begins_then(ana, arrive):
    saved = save_search(ana, "Lithium", LITHIUM, now=MONDAY)
    article = arrive("Before")

    change_search(saved, "Lithium", "daily", query=LITHIUM, now=MONDAY)

    saved.refresh_from_db()
    assert Marks.of(saved).sent == Watermark(article.pk)
    assert new_in(saved) == (article.pk,)


@pytest.mark.parametrize(
    ("cadence", "zone", "period"),
    [
        ("daily", "UTC", "2026-01-05"),
        ("weekly", "UTC", "2026-W02"),
        ("daily", "Pacific/Auckland", "2026-01-05"),
        ("daily", "Asia/Tokyo", "2026-01-05"),
        ("daily", "America/Los_Angeles", "2026-01-05"),
        ("off", "UTC", ""),
    ],
)
def test_periods_are_days_and_weeks_of_the_archive(settings, cadence, zone, period):
    settings.TIME_ZONE = zone

    assert period_of(cadence, MONDAY) == period


def test_a_day_begins_at_midnight_where_the_archive_is(settings):
    settings.TIME_ZONE = "Asia/Tokyo"

    before = period_of("daily", MONDAY.replace(hour=14, minute=59))
    after = period_of("daily", MONDAY.replace(hour=15))

    assert (before, after) == ("2026-01-05", "2026-01-06")


@pytest.mark.parametrize(("day", "week"), [("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01")])
def test_weeks_are_those_of_iso_8601(day, week):
    moment = datetime.fromisoformat(f"{day}T09:00:00+00:00")

    assert period_of("weekly", moment) == week
