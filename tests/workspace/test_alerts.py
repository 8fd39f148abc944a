"""E-mail about new articles: due, once, to everybody, whatever breaks."""

from datetime import timedelta
from email.header import decode_header, make_header
from smtplib import SMTPRecipientsRefused

import pytest
from django.db import DatabaseError
from django.urls import reverse

from archive.models import Announcement, IndexTask, SavedSearch
from archive.search import IndexUnavailable, SearchQuery
from archive.web.workspace import read_question
from archive.workspace import (
    Marks,
    UnreadableSearch,
    change_search,
    find_news,
    mark_seen,
    save_search,
    send_alerts,
    stop_alerts,
)
from archive.workspace._alerts import AlertsRunning
from tests.factories import make_article
from tests.workspace.conftest import MONDAY

ROOT = "https://lode.example.org"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LITHIUM = SearchQuery(text="lithium")


class Post:
    """Takes e-mail; `refused` addresses fail, and `crash` ends the run after the next one."""

    def __init__(self):
        self.sent = []
        self.refused = set()
        self.crash = False

    def __call__(self, message):
        if message.to[0] in self.refused:
            raise SMTPRecipientsRefused({message.to[0]: (550, b"No such mailbox")})
        self.sent.append(message)
        if self.crash:
            self.crash = False
            raise KeyboardInterrupt


@pytest.fixture
def post():
    return Post()


@pytest.fixture
def run(post):
    """Return a function that sends at a moment and returns the outcomes."""

    def send(now, *, read=read_question, deliver=post):
        return list(send_alerts(read, root=ROOT, now=now, deliver=deliver))

    return send


def save(person, name="Lithium", text="lithium", cadence="daily", now=MONDAY):
    return save_search(person, name, SearchQuery(text=text), cadence=cadence, now=now)


def titles(message):
    return [line[2:] for line in message.body.splitlines() if line.startswith("- ")]


def test_new_articles_are_sent_the_next_day_and_not_again(ana, arrive, run, post):
    arrive("Old")
    save(ana)
    arrive("Brine pays", source="daryo", published="2024-01-16")

    assert run(MONDAY + HOUR) == []
    (outcome,) = run(MONDAY + DAY)
    assert run(MONDAY + DAY + HOUR) == []
    assert run(MONDAY + 2 * DAY) == []

    (message,) = post.sent
    assert (outcome.person, outcome.total, outcome.error) == ("ana", 1, "")
    assert message.subject == "Lode: 1 new article in “Lithium”"
    assert message.to == ["ana@example.org"]
    assert titles(message) == ["Brine pays"]
    assert "Daryo, 16 January 2024" in message.body
    assert f"{ROOT}/articles/" in message.body


def test_a_person_gets_one_e_mail_a_day_however_often_it_runs(ana, arrive, run, post):
    save(ana)
    save(ana, "Nickel", "nickel")
    arrive("First")
    run(MONDAY + DAY)
    arrive("Second", text="Nickel and lithium.")
    for hour in range(1, 14):
        run(MONDAY + DAY + hour * HOUR)
    run(MONDAY + 2 * DAY)

    assert [titles(message) for message in post.sent] == [["First"], ["Second"]]


def test_nothing_new_in_the_morning_does_not_use_up_the_day(ana, arrive, run, post):
    save(ana)
    run(MONDAY + DAY)
    arrive("At noon")

    run(MONDAY + DAY + 3 * HOUR)

    assert titles(post.sent[0]) == ["At noon"]


def test_weekly_e_mail_waits_for_the_next_week(ana, arrive, run, post):
    save(ana, cadence="weekly")
    arrive("First")
    arrive("Second")
    for day in range(7):
        run(MONDAY + day * DAY)
    assert post.sent == []

    run(MONDAY + 7 * DAY)

    assert titles(post.sent[0]) == ["Second", "First"]


def test_an_article_of_two_searches_is_told_once(ana, arrive, run, post):
    save(ana, "Brine", "brine")
    save(ana, "Lithium", "lithium")
    save(ana, "Weekly", "from", cadence="weekly")
    arrive("Both")
    run(MONDAY + DAY)
    arrive("Later")
    run(MONDAY + 7 * DAY)

    assert [titles(message) for message in post.sent] == [["Both"], ["Later"]]
    assert "1 more is in this e-mail already" not in post.sent[0].body  # no section of its own
    assert Announcement.objects.filter(person=ana).count() == 2


def test_what_was_told_elsewhere_is_counted_beside_what_is_new(ana, arrive, run, post):
    save(ana, "Brine", "brine")
    save(ana, "Lithium", "lithium")
    arrive("Both")
    arrive("Lithium alone", text="Lithium.")

    run(MONDAY + DAY)

    assert titles(post.sent[0]) == ["Both", "Lithium alone"]
    assert "(1 more is in this e-mail already, or in an earlier one.)" in post.sent[0].body
    assert post.sent[0].subject == "Lode: 2 new articles in 2 searches"


def test_what_a_person_has_marked_as_seen_is_not_sent(ana, arrive, run, post):
    saved = save(ana)
    arrive("Seen")
    mark_seen(saved, find_news(LITHIUM, Marks.of(saved).seen).horizon, MONDAY)
    arrive("Unseen")

    run(MONDAY + DAY)

    assert titles(post.sent[0]) == ["Unseen"]


def test_an_article_that_the_index_takes_in_late_is_sent_late(ana, arrive, index, run, post):
    save(ana)
    make_article("Lithium.", title="Late")
    IndexTask.objects.update(not_before=MONDAY + timedelta(days=10_000))
    arrive("Early")
    run(MONDAY + DAY)
    IndexTask.objects.update(not_before=None)
    index()
    run(MONDAY + 2 * DAY)
    run(MONDAY + 3 * DAY)

    assert [titles(message) for message in post.sent] == [["Early"], ["Late"]]


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


def test_a_dry_run_tells_and_changes_nothing(ana, arrive, run, post):
    save(ana)
    arrive("New")

    (outcome,) = run(MONDAY + DAY, deliver=None)

    assert (outcome.total, post.sent) == (1, [])
    assert run(MONDAY + DAY) == [outcome]
    assert titles(post.sent[0]) == ["New"]


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


def test_a_long_list_is_cut_and_the_rest_is_counted(ana, arrive, index, run, post):
    save(ana)
    for number in range(30):
        make_article("Lithium.", title=f"Article {number}")
    index()

    run(MONDAY + DAY)
    run(MONDAY + 2 * DAY)

    (message,) = post.sent
    assert len(titles(message)) == 25
    assert "… and 5 more" in message.body
    assert "30 new articles" in message.subject


def test_hostile_names_and_titles_stay_text(ana, arrive, run, post):
    save(ana, "<b>Li</b>\r\nBcc: all@example.org", "lithium")
    arrive("<script>alert(1)</script>\r\nBcc: x@example.org")

    (outcome,) = run(MONDAY + DAY)

    html = post.sent[0].alternatives[0].content
    assert outcome.error == ""
    assert "<script>" not in html
    assert "<b>Li</b>" not in html
    assert "&lt;script&gt;" in html
    raw = post.sent[0].message()
    assert raw["Bcc"] is None
    assert "\n" not in str(make_header(decode_header(raw["Subject"])))


def test_the_mailbox_can_unsubscribe_by_one_click(client, ana, arrive, run, post):
    save(ana)
    arrive("New")
    run(MONDAY + DAY)
    headers = post.sent[0].extra_headers
    address = headers["List-Unsubscribe"].strip("<>")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address.startswith(f"{ROOT}/unsubscribe/")

    response = client.post(address.removeprefix(ROOT), {"List-Unsubscribe": "One-Click"})
    arrive("Newer")

    assert response.status_code == 200
    assert run(MONDAY + 2 * DAY) == []


def test_e_mail_switched_off_and_on_again_begins_anew(ana, arrive, run, post):
    saved = save(ana)
    stop_alerts(ana.pk)
    arrive("While it was off")
    saved.refresh_from_db()
    change_search(saved, saved.name, "daily", query=LITHIUM, now=MONDAY)
    arrive("Since")

    run(MONDAY + DAY)

    assert titles(post.sent[0]) == ["Since"]


def test_links_in_e_mail_lead_to_the_workspace(ana, arrive, run, post):
    saved = save(ana)
    arrive("New")
    run(MONDAY + DAY)

    assert f"{ROOT}{saved.get_absolute_url()}" in post.sent[0].body
    assert f"{ROOT}{reverse('workspace')}" in post.sent[0].body
