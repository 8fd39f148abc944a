"""`manage.py send_alerts` through Django's mail settings."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command

from archive import indexing
from archive.models import SavedSearch
from archive.search import SearchQuery
from archive.workspace import save_search
from tests.factories import make_article

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def due(db, settings):
    """Return two people, each with one article to be told of."""
    settings.CAN_SEND_EMAIL = True
    settings.ROOT_URL = "https://lode.example.org"
    indexing.rebuild()
    people = [User.objects.create_user(name, f"{name}@example.org") for name in ("ana", "ben")]
    for person in people:
        query = SearchQuery(text="lithium")
        save_search(person, "Lithium", query, cadence="daily", now=LONG_AGO)
    make_article("Lithium from brine.", title="Brine pays")
    indexing.drain()
    return people


def run(*options):
    out, err = StringIO(), StringIO()
    try:
        call_command("send_alerts", *options, stdout=out, stderr=err)
        failure = ""
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def test_what_is_due_is_sent_once(due):
    out, err, failure = run()

    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["ben@example.org"]]
    assert mail.outbox[0].body.count("Brine pays") == 1
    assert "ana <ana@example.org> gets “Lode: 1 new article in “Lithium””" in out
    assert "2 sent, 0 failed." in out
    assert (err, failure) == ("", "")
    assert "0 sent" in run()[0]


def test_a_dry_run_needs_no_mail_settings_and_sends_nothing(due, settings):
    settings.CAN_SEND_EMAIL = False
    settings.ROOT_URL = ""

    out, _, failure = run("--dry-run")

    assert "ana <ana@example.org> would get" in out
    assert "2 to send" in out
    assert (mail.outbox, failure) == ([], "")
    assert not SavedSearch.objects.exclude(sent_period="2020-01-01").exists()


def test_a_failing_mailbox_makes_the_command_fail_after_the_others(due, monkeypatch):
    send = mail.EmailMultiAlternatives.send

    def refuse_ana(message):
        if message.to == ["ana@example.org"]:
            raise ConnectionRefusedError(111, "Connection refused")
        return send(message)

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse_ana)

    out, err, failure = run()

    assert [message.to for message in mail.outbox] == [["ben@example.org"]]
    assert "1 sent, 1 failed." in out
    assert "ana <ana@example.org>: not sent, will be tried again" in err
    assert "Connection refused" in err
    assert failure


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("CAN_SEND_EMAIL", False, "ARCHIVE_EMAIL_URL"), ("ROOT_URL", "", "ARCHIVE_ROOT_URL")],
)
def test_missing_settings_are_named(due, settings, name, value, told):
    setattr(settings, name, value)

    _, _, failure = run()

    assert told in failure
    assert mail.outbox == []
