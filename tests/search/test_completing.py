"""The last word of a question is finished by words that the archive has."""

import pytest

from archive.search import SearchQuery
from archive.search.engines.whoosh import WhooshEngine
from tests.search.asking import found, store
from tests.search.documents import make_document


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    store(
        engine,
        make_document(1, "Exports of lithium expand", title="Exporters", countries=("cl",)),
        make_document(2, "Exports of lithium", title="Expansion", countries=("cd",)),
        make_document(3, "They export cobalt, an expert says", title="Côte d'Ivoire"),
    )
    store(engine, make_document(4, "expired exports"))
    with engine.write() as batch:
        batch.delete(4)
    return engine


def complete(engine, text, limit=5, **parts):
    return [each.query.text for each in engine.complete(SearchQuery(text, **parts), limit)]


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("exp", ["exports", "expand", "expert", "expansion"]),
        ("EXPER", ["expert"]),
        ("lithium exp", ["lithium exports", "lithium expand", "lithium expansion"]),
        ("(lithium) exp", ["(lithium) exports", "(lithium) expand"]),
        ("cobalt exp", ["cobalt expert", "cobalt export"]),
        ("cobalt -exp", []),
        ("lithium -exp", ["lithium -expand", "lithium -expansion"]),
        ("gold OR exper", ["gold OR expert"]),
        ("title:exp", ["title:expansion", "title:exporters"]),
        ("title:cot", ["title:cote"]),
        ('"of lithium" exports exp', ['"of lithium" exports expand']),
        ("nothing exp", []),
        ("country:exp", []),
        ('"exports exp', []),
        ("expert", []),
        ("th", ["they"]),
        ("e", []),
        ("exp*", []),
        ("exp ", []),
        ("锂", []),
        ("", []),
    ],
)
def test_last_word_is_finished_by_what_the_rest_finds(engine, text, completed):
    assert complete(engine, text)[: len(completed)] == completed
    assert bool(complete(engine, text)) == bool(completed)


def test_every_completed_question_finds_something(engine):
    for text in ("exp", "lithium e", "lithium ex", "cobalt -ex", "title:ex", "li", "d'iv"):
        for completed in complete(engine, text):
            assert found(engine, completed), completed


def test_words_are_counted_among_the_filtered_articles(engine):
    chosen = (("country", "cl"),)

    assert "exports" in complete(engine, "exp", filters=chosen)
    assert complete(engine, "cob", filters=chosen) == []
    assert complete(engine, "expi") == []


def test_likely_words_come_first_and_no_more_than_wanted(engine):
    (first,) = engine.complete(SearchQuery("exp"), 1)

    assert (first.word, first.total) == ("exports", 2)


def test_compounds_are_offered_as_they_are_written(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    store(
        engine,
        make_document(1, "A Lithium-bearing brine.", title="Off-take of NMC-811"),
        make_document(2, "Rare-earth-free magnets, an offtake."),
    )

    assert complete(engine, "lithiu") == ["lithium", "lithium-bearing"]
    assert complete(engine, "rare") == ["rare-earth-free"]
    assert complete(engine, "off") == ["offtake"]
    assert complete(engine, "title:off") == ["title:off-take"]
    for text in ("lithiu", "rare", "off", "title:off", "nm"):
        for completed in complete(engine, text):
            assert found(engine, completed), completed
