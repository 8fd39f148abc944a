"""What batches and rebuilds promise."""

import dataclasses

import pytest

from archive.search import (
    IndexUnavailable,
    SearchQuery,
)
from tests.search.asking import ids, store
from tests.search.documents import make_document


class WritingContract:
    """What batches and rebuilds promise."""

    def test_search_without_an_index_is_unavailable(self, engine):
        for ask in (lambda: engine.search(SearchQuery()), engine.stamps, lambda: engine.generation):
            with pytest.raises(IndexUnavailable, match="index_rebuild"):
                ask()

    def test_put_replaces_and_delete_removes(self, engine):
        store(engine, make_document(1, "lithium"), make_document(2, "lithium"))
        store(engine, make_document(1, "cobalt"))
        with engine.write() as batch:
            batch.delete(2)
            batch.delete(99)

        assert ids(engine, "lithium") == []
        assert ids(engine, "cobalt") == [1]

    def test_last_word_in_a_batch_wins(self, engine):
        with engine.write() as batch:
            batch.put(make_document(1, "lithium", stamp="old"))
            batch.put(make_document(1, "cobalt", stamp="new"))
            batch.put(make_document(2))
            batch.delete(2)

        assert engine.stamps() == {1: "new"}
        assert engine.search(SearchQuery()).total == 1

    def test_exception_in_a_batch_changes_nothing(self, engine):
        store(engine, make_document(1))
        before = engine.generation
        with pytest.raises(RuntimeError), engine.write() as batch:
            batch.put(make_document(2))
            batch.delete(1)
            raise RuntimeError

        assert engine.stamps() == {1: "stamp-1"}
        assert engine.generation == before
        store(engine, make_document(3))
        assert set(engine.stamps()) == {1, 3}

    def test_generation_changes_with_every_commit(self, engine):
        names = []
        for number in range(3):
            store(engine, make_document(number))
            names.append(engine.generation)

        assert len(set(names)) == 3

    def test_rebuild_replaces_the_whole_index(self, engine):
        store(engine, make_document(1), make_document(2))
        with engine.rebuild() as batch:
            batch.put(make_document(3))
            batch.put(make_document(4, "old"))
            batch.put(make_document(4, "new"))
            assert set(engine.stamps()) == {1, 2}

        assert set(engine.stamps()) == {3, 4}
        assert ids(engine, "old") == []

    def test_failed_rebuild_leaves_the_old_index(self, engine):
        store(engine, make_document(1))
        with pytest.raises(RuntimeError), engine.rebuild() as batch:
            batch.put(make_document(2))
            raise RuntimeError

        assert set(engine.stamps()) == {1}
        assert engine.verify() == []

    def test_many_small_commits_stay_right(self, engine):
        for number in range(20):
            store(engine, make_document(number % 12, f"lithium version{number}"))

        assert engine.search(SearchQuery("lithium")).total == 12
        assert ids(engine, "version5") == []
        assert ids(engine, "version19") == [7]
        assert engine.verify() == []

    def test_verify_finds_nothing_wrong_with_a_fresh_index(self, engine):
        store(engine, make_document(1))

        assert engine.verify() == []

    def test_odd_documents_are_indexed(self, engine):
        empty = dataclasses.replace(make_document(1, ""), title="", stamp="")
        store(engine, empty, make_document(2, "\x00\ud7ff " + "x" * 10_000 + " lithium\u202e"))

        assert engine.stamps()[1] == ""
        assert ids(engine, "lithium") == [2]
