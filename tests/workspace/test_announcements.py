"""What e-mail told is remembered only as long as it could be told again."""

from archive.models import Announcement, IndexTask
from archive.workspace import stop_alerts
from tests.factories import make_article
from tests.workspace.conftest import DAY, HOUR, MONDAY, save, titles


def test_what_every_search_is_past_is_forgotten_and_not_told_again(ana, arrive, run, post):
    save(ana, "Brine", "brine")
    save(ana)
    arrive("New")

    run(MONDAY + DAY)
    forgotten = Announcement.objects.count()
    for day in range(2, 9):
        run(MONDAY + day * DAY)

    assert forgotten == 0
    assert [titles(message) for message in post.sent] == [["New"]]


def test_what_a_search_is_not_past_is_remembered_until_it_is(ana, arrive, run, post):
    save(ana)
    save(ana, "Weekly", "from", cadence="weekly")
    arrive("New")

    run(MONDAY + DAY)
    remembered = Announcement.objects.count()
    arrive("Newer")
    run(MONDAY + 7 * DAY)

    assert remembered == 1
    assert Announcement.objects.count() == 0
    assert [titles(message) for message in post.sent] == [["New"], ["Newer"]]


def test_what_comes_after_a_late_article_is_remembered(ana, arrive, index, run, post):
    save(ana)
    make_article("Lithium.", title="Late")
    IndexTask.objects.update(not_before=MONDAY + 10_000 * DAY)
    arrive("Early")

    run(MONDAY + DAY)
    remembered = Announcement.objects.count()
    IndexTask.objects.update(not_before=None)
    index()
    run(MONDAY + 2 * DAY)

    assert remembered == 1
    assert Announcement.objects.count() == 0
    assert [titles(message) for message in post.sent] == [["Early"], ["Late"]]


def test_e_mail_switched_off_is_forgotten_and_others_are_remembered(ana, ben, arrive, run, post):
    for person in (ana, ben):
        save(person)
        save(person, "Weekly", "from", cadence="weekly")
    arrive("New")
    run(MONDAY + DAY)

    stop_alerts(ana.pk)
    run(MONDAY + DAY + HOUR)

    assert [row.person for row in Announcement.objects.all()] == [ben]


def test_a_dry_run_forgets_nothing(ana, arrive, run):
    save(ana)
    article = arrive("New")
    Announcement.objects.create(person=ana, article_id=article.pk - 1, sent_at=MONDAY)

    run(MONDAY + DAY, deliver=None)

    assert Announcement.objects.count() == 1
