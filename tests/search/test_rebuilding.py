"""A whole index made by several processes is the one that a single process makes."""

import os
import signal

import pytest

from archive.search import SearchError
from archive.search.engines.whoosh import WhooshEngine, _crew, _rebuilding, _tiers
from archive.search.engines.whoosh._segment import EXTENSION, Segment
from tests.search.asking import found, store
from tests.search.documents import make_document, random_documents
from tests.search.test_durability import generation_of
from tests.search.test_segments import content_of

_BATCH = 40


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(_rebuilding, "_BUILT_AT_ONCE", _BATCH)
    monkeypatch.setattr(_crew, "_WORTH_A_PROCESS", 1)


@pytest.fixture
def launched(monkeypatch):
    """Return the processes that are started, in order."""
    processes = []

    def launch(folder):
        processes.append(real(folder))
        return processes[-1]

    real = _crew._launch
    monkeypatch.setattr(_crew, "_launch", launch)
    return processes


def rebuilt(directory, processes, documents, deleted=()):
    engine = WhooshEngine(directory, processes=processes)
    with engine.rebuild() as batch:
        for document in documents:
            batch.put(document)
        for article_id in deleted:
            batch.delete(article_id)
    return engine


def contents(engine, directory):
    segments = engine._newest().segments
    return [
        content_of(Segment(generation_of(directory) / f"{s.name}{EXTENSION}")) for s in segments
    ]


def changed_while_read():
    """Return documents of which some are replaced later, near by and far away."""
    documents = random_documents(5 * _BATCH + 3, seed=3)
    again = [make_document(number, "osmium anew") for number in (1, _BATCH + 1, 5 * _BATCH)]
    return [*documents, *again]


def test_two_processes_make_the_index_that_one_makes(tmp_path, launched):
    one = rebuilt(tmp_path / "one", 1, changed_while_read(), deleted=(2, 77))
    assert not launched
    two = rebuilt(tmp_path / "two", 2, changed_while_read(), deleted=(2, 77))

    assert len(launched) == 2
    assert contents(two, tmp_path / "two") == contents(one, tmp_path / "one")
    assert two.stamps() == one.stamps()
    assert found(two, "osmium") == found(one, "osmium") == {1, _BATCH + 1, 5 * _BATCH}
    assert two.verify() == []


def test_no_process_outlives_a_rebuild(tmp_path, launched):
    rebuilt(tmp_path, 2, random_documents(3 * _BATCH, seed=1))

    assert [process.poll() for process in launched] == [0, 0]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ValueError])
def test_interrupted_rebuild_leaves_the_old_index_and_no_process(tmp_path, launched, interruption):
    engine = WhooshEngine(tmp_path, processes=2)
    store(engine, make_document(1))

    with pytest.raises(interruption), engine.rebuild() as batch:
        for document in random_documents(3 * _BATCH, seed=1):
            batch.put(document)
        raise interruption

    assert found(engine) == {1}
    assert all(process.poll() is not None for process in launched)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [generation_of(tmp_path)]


def test_work_of_processes_that_are_killed_is_done_all_the_same(tmp_path, launched):
    documents = random_documents(6 * _BATCH, seed=1)
    engine = WhooshEngine(tmp_path, processes=2)

    with engine.rebuild() as batch:
        for number, document in enumerate(documents):
            if number in (2 * _BATCH + 5, 4 * _BATCH + 5):
                os.kill(launched[number // _BATCH // 4].pid, signal.SIGKILL)
            batch.put(document)

    assert engine.stamps().keys() == {document.id for document in documents}
    assert engine.verify() == []


def test_fault_in_a_process_is_an_error_here(tmp_path, launched):
    engine = WhooshEngine(tmp_path, processes=2)
    store(engine, make_document(1))
    before = engine.generation

    with pytest.raises(SearchError), engine.rebuild() as batch:
        for document in random_documents(3 * _BATCH, seed=1):
            batch.put(document)
        batch.put(make_document(10_000, stamp=None))
        for document in random_documents(3 * _BATCH, seed=1):
            batch.put(document)

    assert len(launched) == 2
    assert engine.generation == before
    assert found(engine) == {1}


def test_small_rebuild_starts_no_process(tmp_path, launched, monkeypatch):
    monkeypatch.setattr(_crew, "_WORTH_A_PROCESS", 1_000)

    engine = rebuilt(tmp_path, 2, random_documents(3 * _BATCH, seed=1))

    assert not launched
    assert len(engine.stamps()) == 3 * _BATCH


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ([], []),
        ([5], [[0]]),
        ([5, 6, 7], [[0, 1, 2]]),
        ([65_536, 8_192, 2_000], [[0], [1, 2]]),
        ([30_000, 30_000, 30_000], [[0, 1], [2]]),
        ([8_192] * 12, [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10, 11]]),
        ([40_000, 40_000, 40_000], [[0], [1], [2]]),
    ],
)
def test_whole_index_is_packed_into_few_segments_of_like_size(sizes, groups):
    assert _tiers.packed(sizes) == groups
