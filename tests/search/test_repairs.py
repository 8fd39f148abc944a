"""An empty answer names questions that find something, whatever condition is to blame."""

import pytest

from archive.search import SearchQuery, search
from archive.search.engines import get_engine
from tests.search.asking import store
from tests.search.documents import make_document


def name_to_slug(facet, name):
    """Know one name, for the setting SEARCH_VOCABULARY."""
    return {("country", "chile"): "cl"}.get((facet, name.lower()))


def near(facet, name):
    """Know one slip, for the setting SEARCH_NAMES_NEAR."""
    return {("country", "chle"): ("cl",)}.get((facet, name), ())


@pytest.fixture(autouse=True)
def documents(settings):
    settings.SEARCH_VOCABULARY = f"{__name__}.name_to_slug"
    settings.SEARCH_NAMES_NEAR = f"{__name__}.near"
    store(
        get_engine(),
        make_document(1, "lithium brine", countries=("cl",), published="2024"),
        make_document(2, "cobalt", countries=("cd",), published="2023"),
    )


# Words near to names of fields, of their values and of operators, which nobody meant.
_DECOYS = "counter counters source's miner reuter chills dates titles lithia unreviewable land"


def offers(text, **parts):
    """Return the texts of the repairs of an empty answer, with the articles each would find."""
    result = search(SearchQuery(text, **parts))
    assert result.total == 0
    return {repair.query.text: repair.total for repair in result.repairs}


@pytest.mark.parametrize(
    "text",
    [
        *("country:zz", "has:foo", "title:xyzzy", "xyzzy", "country:zz OR country:yy"),
        *("date:1999", "NOT (lithium OR cobalt)", "review:checked", "source:nobody", "NOT"),
    ],
)
def test_question_of_one_condition_can_be_asked_without_it(text):
    assert offers(text)[""] == 2


def test_mistyped_name_of_a_facet_is_put_right():
    assert offers("country:Chle") == {"country:cl": 1, "": 2}
    assert offers("lithium country:Chle")["lithium AND country:cl"] == 1


def test_mistyped_filter_is_put_right():
    result = search(SearchQuery("lithium", filters=(("country", "chle"),)))

    assert SearchQuery("lithium", filters=(("country", "cl"),)) in {
        repair.query for repair in result.repairs
    }


@pytest.mark.parametrize("text", ["title:cobalt", "country:cobalt", 'source:"cobalt"'])
def test_value_that_a_field_lacks_is_searched_for_anywhere(text):
    assert 1 in [total for other, total in offers(text).items() if "cobalt" in other]


def test_question_without_its_words_keeps_its_filters():
    repairs = search(SearchQuery("xyzzy", filters=(("country", "cd"),))).repairs

    assert {repair.total for repair in repairs if repair.query.filters} == {1}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("lithum", "lithium"),
        ("Lithum brne", "lithium brine"),
        ("title:lithum", None),
        ("lithum -country:chle", "lithium -country:chle"),
        ("country:chill lithum", None),
        ("is:unreviewable lithum", None),
        ("lithum source:(reuter OR dary)", None),
        ('lithum source:"reuter news"', None),
        ("lithum has:dates", None),
        ("lithum* brne", None),
        ("brne -lithumx~1", "brine -lithumx~1"),
        ("LITHUM", None),
        ("lith1um", None),
        ('"lithum brne"', '"lithium brine"'),
    ],
)
def test_only_words_of_the_text_are_put_right(text, meant):
    store(get_engine(), make_document(3, _DECOYS, title=""))
    labels = {repair.label: repair for repair in search(SearchQuery(text)).repairs}
    offered = [label for label in labels if label.startswith("Did you mean “")]

    assert offered == ([f"Did you mean “{meant}”"] if meant else [])


@pytest.mark.parametrize("text", ["lithum", "lithum country:zz", "lithum brne cobelt", "deleted"])
def test_every_repair_finds_what_it_says(text):
    store(get_engine(), make_document(4, "deletes"))
    with get_engine().write() as batch:
        batch.delete(4)

    for repair in search(SearchQuery(text)).repairs:
        assert search(repair.query).total == repair.total > 0, repair


def test_full_answer_has_no_repairs():
    assert search(SearchQuery("lithium")).repairs == ()
