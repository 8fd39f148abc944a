"""The worker that drains again and again."""

import threading

from archive.indexing import _worker, work
from archive.search import IndexUnavailable


def run(monkeypatch, *failures):
    """Let the worker drain once for each failure (None: it goes well), then stop."""
    stop = threading.Event()
    left = list(failures)

    def drain():
        failure = left.pop(0)
        if not left:
            stop.set()
        if failure:
            raise IndexUnavailable(failure)

    monkeypatch.setattr(_worker, "drain", drain)
    work(stop, pause=0)


def test_worker_goes_on_after_a_failure(monkeypatch):
    run(monkeypatch, "broken", None, None)


def test_lasting_failure_is_logged_once(monkeypatch, caplog):
    run(monkeypatch, *["broken"] * 5)

    assert len(caplog.records) == 1


def test_new_and_returning_failures_are_logged(monkeypatch, caplog):
    run(monkeypatch, "broken", "locked", "locked", None, "locked")

    assert len(caplog.records) == 3
