"""Analysts and a real index."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User

from archive import indexing
from archive.search import SearchQuery
from archive.web.workspace import read_question
from archive.workspace import save_search, send_alerts
from tests.factories import make_article

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ROOT = "https://lode.example.org"


@pytest.fixture
def index(db):
    """Return a function that brings the index up to date."""
    indexing.rebuild()
    return indexing.drain


@pytest.fixture
def ana(db):
    """Return an analyst with an address."""
    return User.objects.create_user("ana", "ana@example.org", "pw")


@pytest.fixture
def ben(db):
    """Return another analyst."""
    return User.objects.create_user("ben", "ben@example.org", "pw")


@pytest.fixture
def arrive(index):
    """Return a function that adds an article of a title and indexes it."""

    def add(title, text="Lithium from brine.", **overrides):
        article = make_article(text, title=title, **overrides)
        index()
        return article

    return add


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
    """Return what takes e-mail."""
    return Post()


@pytest.fixture
def run(post):
    """Return a function that sends at a moment and returns the outcomes."""

    def send(now, *, read=read_question, deliver=post):
        return list(send_alerts(read, root=ROOT, now=now, deliver=deliver))

    return send


def save(person, name="Lithium", text="lithium", cadence="daily", now=MONDAY):
    """Save a search that sends e-mail."""
    return save_search(person, name, SearchQuery(text=text), cadence=cadence, now=now)


def titles(message):
    """Return the titles that an e-mail lists."""
    return [line[2:] for line in message.body.splitlines() if line.startswith("- ")]
