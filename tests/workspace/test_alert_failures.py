"""E-mail when something breaks: mailboxes, the machine, a question, the index."""

import pytest
from django.db import DatabaseError

from archive.models import SavedSearch
from archive.search import IndexUnavailable
from archive.web.workspace import read_question
from archive.workspace import UnreadableSearch, send_alerts
from archive.workspace._alerts import AlertsRunning
from tests.workspace.conftest import DAY, HOUR, MONDAY, ROOT, save, titles


def test_a_failing_mailbox_holds_nobody_up_and_is_tried_again(ana, ben, arrive, run, post):
    save(ana)
    save(ben)
    arrive("New")
    post.refused = {"ana@example.org"}

    first = run(MONDAY + DAY)
    post.refused = set()
    second = run(MONDAY + DAY + HOUR)

    assert [outcome.person for outcome in first if outcome.error] == ["ana"]
    assert "No such mailbox" in first[0].error
    assert [outcome.person for outcome in second] == ["ana"]
    assert [message.to[0] for message in post.sent] == ["ben@example.org", "ana@example.org"]
    assert titles(post.sent[1]) == ["New"]


def test_a_crash_after_sending_repeats_that_e_mail_once_under_the_same_name(
    ana, ben, arrive, run, post
):
    save(ana)
    save(ben)
    arrive("New")
    post.crash = True

    with pytest.raises(KeyboardInterrupt):
        run(MONDAY + DAY)
    run(MONDAY + DAY + HOUR)
    run(MONDAY + DAY + 2 * HOUR)
    run(MONDAY + 2 * DAY)

    assert [message.to[0] for message in post.sent] == ["ana@example.org"] * 2 + ["ben@example.org"]
    first, again, other = (message.extra_headers["Message-ID"] for message in post.sent)
    assert first == again != other
    assert titles(post.sent[0]) == titles(post.sent[1]) == ["New"]


def test_a_crash_before_sending_loses_nothing(ana, arrive, run, post):
    save(ana)
    arrive("New")

    def power_cut(message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(MONDAY + DAY, deliver=power_cut)
    run(MONDAY + DAY + HOUR)

    assert [titles(message) for message in post.sent] == [["New"]]


def test_what_cannot_be_recorded_is_said_and_the_others_go_on(
    ana, ben, arrive, run, post, monkeypatch
):
    save(ana)
    save(ben)
    arrive("New")
    record = "archive.models.Announcement.objects.bulk_create"

    def full(rows, **options):
        raise DatabaseError("disk is full")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(record, full)
        outcomes = run(MONDAY + DAY)

    assert [outcome.person for outcome in outcomes] == ["ana", "ben"]
    assert all("disk is full" in outcome.error for outcome in outcomes)
    assert SavedSearch.objects.filter(sent_period="2026-01-05").count() == 2  # nothing half done


def test_a_search_that_can_no_longer_be_read_is_told_once_and_others_are_sent(
    ana, arrive, run, post
):
    broken = save(ana, "Broken", "broken")
    SavedSearch.objects.filter(pk=broken.pk).update(parameters="after=soon")
    save(ana)
    arrive("New")

    first = run(MONDAY + DAY)
    second = run(MONDAY + 2 * DAY)

    (message,) = post.sent
    assert titles(message) == ["New"]
    assert "“Broken” can no longer be read" in message.body
    assert "soon" in first[0].unreadable[0]
    assert second == []


def test_a_search_that_becomes_unreadable_alone_is_told(ana, index, run, post):
    save(ana)

    def refuse(parameters):
        raise UnreadableSearch("The facet is gone.")

    run(MONDAY + DAY, read=refuse)
    run(MONDAY + 2 * DAY, read=refuse)

    (message,) = post.sent
    assert message.subject == "Lode: a saved search needs your attention"
    assert "The facet is gone." in message.body


def test_without_an_index_nothing_is_sent_and_nothing_is_lost(ana, arrive, run, post, monkeypatch):
    save(ana)
    arrive("New")

    def unavailable():
        raise IndexUnavailable("gone")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("archive.workspace._news.get_engine", unavailable)
        with pytest.raises(IndexUnavailable):
            run(MONDAY + DAY)
    run(MONDAY + DAY)

    assert [titles(message) for message in post.sent] == [["New"]]


def test_only_one_run_at_a_time_sends(ana, arrive, run, post):
    save(ana)
    arrive("New")
    first = send_alerts(read_question, root=ROOT, now=MONDAY + DAY, deliver=post)
    next(first)

    with pytest.raises(AlertsRunning):
        run(MONDAY + DAY)
    first.close()

    assert run(MONDAY + DAY) == []


def test_people_who_left_get_nothing_and_a_missing_address_is_said(ana, ben, arrive, run, post):
    save(ana)
    save(ben)
    arrive("New")
    ana.is_active = False
    ana.save()
    ben.email = ""
    ben.save()

    (outcome,) = run(MONDAY + DAY)

    assert post.sent == []
    assert (outcome.person, outcome.error[:17]) == ("ben", "no e-mail address")
