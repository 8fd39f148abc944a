"""Two analysts, one of whom keeps a search and a collection."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from archive import indexing
from archive.search import SearchQuery
from archive.workspace import add_articles, make_collection, save_search
from tests.factories import make_article, make_country

LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.fixture
def ana(db):
    return User.objects.create_user("ana", "ana@example.org", "correct horse battery")


@pytest.fixture
def ben(db):
    return User.objects.create_user("ben", "ben@example.org", "correct horse battery")


@pytest.fixture
def signed_in(client, ana):
    """Return a browser in which Ana, who is no editor, has signed in."""
    client.force_login(ana)
    return client


@pytest.fixture
def arrive(index):
    """Return a function that adds an article of a title and indexes it."""

    def add(title, text="Lithium from brine.", **overrides):
        article = make_article(text, title=title, **overrides)
        indexing.drain()
        return article

    return add


@pytest.fixture
def saved(ana, index):
    """Return Ana's saved search for lithium in Chile, with what is in the archive seen."""
    make_country("cl", "Chile")
    query = SearchQuery(text="lithium", filters=(("country", "cl"),))
    return save_search(ana, "Brine news", query, now=LONG_AGO)


@pytest.fixture
def collection(ana, index):
    """Return Ana's collection of the articles a, b and c."""
    made = make_collection(ana, "Brine")
    add_articles(made, [make_article(title=name).pk for name in "abc"])
    return made
