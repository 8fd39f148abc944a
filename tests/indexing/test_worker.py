"""The worker drains what nobody drained, and heals an index that cannot answer."""

import threading

import pytest

from archive import indexing
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_worker_indexes_what_is_queued(engine):
    article = make_article()

    assert indexing.drain_and_heal(probe=False) is False
    assert set(engine.documents) == {article.pk}


def test_probe_finds_a_broken_index_and_builds_a_new_one(engine):
    article = make_article()
    indexing.drain()
    engine.is_broken = True

    assert indexing.drain_and_heal(probe=True) is True
    assert not engine.is_broken
    assert set(engine.documents) == {article.pk}


def test_worker_leaves_the_rebuild_to_the_process_that_is_at_it(engine):
    make_article()
    engine.is_broken = engine.is_locked = True

    assert indexing.drain_and_heal(probe=True) is True
    assert engine.is_broken


def test_work_stops_when_asked(engine):
    stop = threading.Event()
    stop.set()

    indexing.work(stop, pause=0.0)
