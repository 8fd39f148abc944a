"""Search tests: failed assertions of the contract explain themselves."""

import pytest

pytest.register_assert_rewrite("tests.search.contract")
