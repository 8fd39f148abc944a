"""Search tests: failed assertions of the contract explain themselves."""

import pytest

pytest.register_assert_rewrite("tests.search.contract")


@pytest.fixture(autouse=True)
def _without_subjects(settings):
    """Look no names up in the database, which these tests do without."""
    settings.SEARCH_SUBJECTS = ""
