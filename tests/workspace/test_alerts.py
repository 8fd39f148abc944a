"""E-mail about new articles: due, once, to everybody."""

from datetime import timedelta
from email.header import decode_header, make_header

from django.urls import reverse

from archive.models import Announcement, IndexTask
from archive.search import SearchQuery
from archive.workspace import Marks, change_search, find_news, mark_seen, stop_alerts
from tests.factories import make_article
from tests.workspace.conftest import DAY, HOUR, MONDAY, ROOT, save, titles

LITHIUM = SearchQuery(text="lithium")


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
    remembered = Announcement.objects.filter(person=ana).count()
    arrive("Later")
    run(MONDAY + 7 * DAY)

    assert [titles(message) for message in post.sent] == [["Both"], ["Later"]]
    assert "1 more is in this e-mail already" not in post.sent[0].body  # no section of its own
    assert remembered == 1


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


def test_a_dry_run_tells_and_changes_nothing(ana, arrive, run, post):
    save(ana)
    arrive("New")

    (outcome,) = run(MONDAY + DAY, deliver=None)

    assert (outcome.total, post.sent) == (1, [])
    assert run(MONDAY + DAY) == [outcome]
    assert titles(post.sent[0]) == ["New"]


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
