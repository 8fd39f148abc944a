"""An editor at the desk."""

import pytest
from django.contrib.auth import get_user_model

from archive.ingest import load_taxonomy


@pytest.fixture
def archive(db, settings):
    """Give the test an archive with its taxonomy, whose index nobody drains."""
    settings.INLINE_INDEXING = False
    settings.AXES_ENABLED = False
    load_taxonomy()


@pytest.fixture
def editor(archive):
    return get_user_model().objects.create_superuser("ed", password="correct horse battery")


@pytest.fixture
def desk(client, editor):
    """Return a client that is signed in as an editor."""
    client.force_login(editor)
    return client
