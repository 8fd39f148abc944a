"""The last word of a question may be the beginning of another."""

import pytest

from archive.search import SearchQuery, get_engine, search
from archive.search._language import begun
from tests.search.asking import store
from tests.search.documents import make_document


@pytest.fixture(autouse=True)
def documents(settings):
    settings.SEARCH_NAMES_NEAR = ""
    store(
        get_engine(),
        make_document(1, "Lithium and cobalt from Chile."),
        make_document(2, "Lithuania buys cobalt.", title="Vilnius"),
        make_document(3, "A lit stage."),
    )


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("lith", "lith*"),
        ("cobalt Lith", "cobalt Lith*"),
        ("(cobalt OR lith", "(cobalt OR lith*"),
        ("title:lith", "title:lith*"),
        ("gold -lith", ""),
        ("country:ch", ""),
        ('"cobalt lith', ""),
        ("lith*", ""),
        ("lith~", ""),
        ("l", ""),
        ("", ""),
        ("锂电", ""),
        ("Li-io", ""),
    ],
)
def test_last_word_is_begun_where_a_star_has_a_sense(text, other):
    assert begun(text) == other


@pytest.mark.parametrize(
    ("text", "read_as", "total"),
    [
        ("lith", "lith*", 2),
        ("cobalt lithu", "cobalt AND lithu*", 1),
        ("lit", "lit", 1),
        ("lithium", "lithium", 1),
        ("vilnius lithi", "vilnius AND lithi", 0),
        ("xa* xb* xc* xyz", "xa* AND xb* AND xc* AND xyz", 0),
    ],
)
def test_unfinished_question_without_a_match_is_read_as_its_beginning(text, read_as, total):
    result = search(SearchQuery(text, filters=(("review", "unreviewed"),)), is_unfinished=True)

    assert (result.read_as, result.total) == (read_as, total)
    assert result.query.chosen("review") == ("unreviewed",)


def test_finished_question_is_asked_as_typed_and_offers_its_beginning():
    result = search(SearchQuery("cobalt lith"))

    assert result.total == 0
    offered = {repair.query.text: repair.total for repair in result.repairs}
    assert offered["cobalt lith*"] == 2
