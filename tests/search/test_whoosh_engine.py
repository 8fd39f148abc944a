"""The embedded engine keeps the contract of all engines, and its own promises."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.search import IndexLocked, InvalidQuery, SearchQuery, get_engine
from archive.search.engines.whoosh import WhooshEngine, _statistics
from tests.search.asking import found, ids, store
from tests.search.documents import make_document
from tests.search.engine_contract import EngineContract


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    yield engine
    engine.close()


class TestWhooshEngine(EngineContract):
    """The contract, kept by WhooshEngine."""


def test_names_are_read_through_the_vocabulary(tmp_path):
    names = {("country", "South Korea"): "kr"}
    engine = WhooshEngine(tmp_path / "index", lambda facet, name: names.get((facet, name)))
    store(engine, make_document(1, countries=("kr",)), make_document(2, countries=("kp",)))

    assert ids(engine, 'country:"South Korea"') == [1]


def test_commit_of_another_engine_is_seen_at_once(tmp_path, engine):
    other = WhooshEngine(tmp_path / "index")
    store(engine, make_document(1))
    assert found(other) == {1}

    store(engine, make_document(2))
    with engine.write() as batch:
        batch.delete(1)

    assert found(other) == {2}
    with engine.rebuild() as batch:
        batch.put(make_document(7))
    assert found(other) == {7}


def test_second_writer_is_refused_while_one_writes(tmp_path, engine):
    other = WhooshEngine(tmp_path / "index")
    for hold in (engine.write, engine.rebuild):
        with hold() as batch:
            batch.put(make_document(1))
            with pytest.raises(IndexLocked), other.write():
                pass
            with pytest.raises(IndexLocked), other.rebuild():
                pass
    store(other, make_document(2))

    assert found(engine) == {1, 2}


def test_threads_may_share_an_engine(engine):
    store(engine, *(make_document(n, "lithium " * (n % 7 + 1)) for n in range(60)))
    expected = engine.search(SearchQuery("lithium")).hits
    stop = threading.Event()

    def write():
        number = 100
        while not stop.is_set():
            store(engine, make_document(number, "cobalt"))
            number += 1

    with ThreadPoolExecutor(5) as pool:
        writing = pool.submit(write)
        asked = [pool.submit(engine.search, SearchQuery("lithium")) for _ in range(60)]
        answers = [[hit.id for hit in future.result().hits] for future in asked]
        stop.set()
        writing.result()

    assert all(answer == [hit.id for hit in expected] for answer in answers)


def test_phrase_of_too_common_words_is_refused_and_the_same_words_alone_are_not(
    engine, monkeypatch
):
    store(engine, *(make_document(n, "of the lithium mine " * 9) for n in range(1, 9)))
    monkeypatch.setattr(_statistics, "MAX_STEPS", 1_000)

    assert engine.search(SearchQuery('"lithium mine"')).total == 8
    with pytest.raises(InvalidQuery, match="rarer words"):
        engine.search(SearchQuery('"of lithium of mine"~9'))
    assert engine.search(SearchQuery("lithium mine lithium mine lithium mine")).total == 8


def name_to_slug(facet, name):
    """Know one name, for the setting SEARCH_VOCABULARY."""
    return {("country", "South Korea"): "kr"}.get((facet, name))


def test_get_engine_takes_the_vocabulary_from_the_settings(settings):
    settings.SEARCH_VOCABULARY = f"{__name__}.name_to_slug"
    store(get_engine(), make_document(1, countries=("kr",)))

    assert ids(get_engine(), 'country:"South Korea"') == [1]
    get_engine().close()


def names_to_subjects(names):
    """Know one name, for the setting SEARCH_SUBJECTS."""
    return {name: ("country", "cl") for name in names if name == "Chile"}


def test_get_engine_takes_the_subjects_from_the_settings(settings):
    settings.SEARCH_SUBJECTS = f"{__name__}.names_to_subjects"
    store(
        get_engine(), make_document(1, "Chile", main_countries=("cl",)), make_document(2, "Chile")
    )

    assert ids(get_engine(), "Chile") == [1, 2]
    get_engine().close()


def test_get_engine_opens_the_configured_index(settings):
    store(get_engine(), make_document(1))

    assert (settings.INDEX_DIR / "CURRENT").exists()
    get_engine().close()
