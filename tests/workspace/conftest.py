"""Analysts and a real index."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from archive import indexing
from tests.factories import make_article

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


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
