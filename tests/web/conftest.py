"""Pages over a real index."""

import pytest

from archive import indexing


@pytest.fixture
def index(db):
    """Return a function that puts every stored article into a fresh index."""

    def build():
        indexing.rebuild()

    build()
    return build
