"""The taxonomy, loaded once: extraction names countries and minerals by their slugs."""

import pytest

from archive.ingest import load_taxonomy


@pytest.fixture
def archive(db, settings):
    """Give the test an archive with its taxonomy, whose index nobody drains."""
    settings.INLINE_INDEXING = False
    load_taxonomy()
