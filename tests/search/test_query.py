"""SearchQuery is a value with one canonical URL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import SearchQuery, Sort

_choice = st.tuples(st.sampled_from(["country", "mineral"]), st.text(max_size=3))


def test_toggled_adds_then_removes_and_resets_the_page():
    query = SearchQuery("lithium", page=3)

    added = query.toggled("country", "cl")

    assert added.chosen("country") == ("cl",)
    assert added.page == 1
    assert added.toggled("country", "cl") == SearchQuery("lithium")


def test_toggled_replaces_an_exclusion():
    query = SearchQuery().excluding("country", "cl").toggled("country", "cl")

    assert (query.filters, query.excluded) == ((("country", "cl"),), ())


def test_excluding_replaces_a_choice():
    query = SearchQuery(page=2).toggled("country", "cl").excluding("country", "cl")

    assert (query.filters, query.excluded, query.page) == ((), (("country", "cl"),), 1)


def test_without_facet_drops_all_opinions_on_it():
    query = SearchQuery(filters=(("country", "cl"), ("source", "daryo")))

    assert query.excluding("country", "kz").without_facet("country").filters == (
        ("source", "daryo"),
    )


@pytest.mark.parametrize(
    ("query", "order"),
    [
        (SearchQuery("lithium"), Sort.RELEVANCE),
        (SearchQuery(" "), Sort.NEWEST),
        (SearchQuery("lithium", sort=Sort.OLDEST), Sort.OLDEST),
    ],
)
def test_order_follows_the_question(query, order):
    assert query.order is order


@pytest.mark.parametrize(
    ("query", "querystring"),
    [
        (SearchQuery(), ""),
        (SearchQuery("a & b"), "q=a+%26+b"),
        (SearchQuery(filters=(("country", "kz"), ("country", "cl"))), "country=cl&country=kz"),
        (SearchQuery(excluded=(("country", "cl"),)), "not_country=cl"),
        (SearchQuery(all_of=("country",)), "country_mode=all"),
        (SearchQuery(page=3).about_main_subjects(only=True), "main=1"),
        (SearchQuery(after="2024", before="2025-03"), "after=2024&before=2025-03"),
        (SearchQuery(sort=Sort.NEWEST, per_page=50, page=2), "sort=newest&per_page=50&page=2"),
    ],
)
def test_querystring_holds_what_differs_from_the_defaults(query, querystring):
    assert query.querystring() == querystring


@given(st.lists(_choice, max_size=4))
def test_querystring_ignores_the_order_of_choices(choices):
    forwards = SearchQuery(filters=tuple(choices))
    backwards = SearchQuery(filters=tuple(reversed(choices)))

    assert forwards.querystring() == backwards.querystring()


def test_cleared_keeps_words_and_order_only():
    query = SearchQuery("x", (("country", "cl"),), after="2024", sort=Sort.OLDEST, page=4)

    assert query.is_narrowed
    assert query.cleared() == SearchQuery("x", sort=Sort.OLDEST)
