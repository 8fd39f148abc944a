"""A merge that fails costs nothing: the segments stay, and it is tried again later."""

import errno
import logging
import os

import pytest

from archive.search import IndexUnavailable
from archive.search.engines.whoosh import WhooshEngine, _storage, _tiers, _upkeep
from archive.search.engines.whoosh._arrays import ArrayFile, ArrayWriter
from archive.search.engines.whoosh._segment import EXTENSION
from tests.search.asking import found, store
from tests.search.documents import make_document
from tests.search.test_durability import files_of, generation_of

_DUE = 3  # segments that are merged
_FAULTS = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    ZeroDivisionError("division by zero"),
    MemoryError(),
]


@pytest.fixture(autouse=True)
def _few_segments(monkeypatch):
    monkeypatch.setattr(_tiers, "_SEGMENTS", _DUE)


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(directory):
    engine = WhooshEngine(directory)
    yield engine
    engine.close()


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that a test may set forward."""

    class Clock:
        now = 1_800_000_000.0
        time = staticmethod(lambda: Clock.now)

    monkeypatch.setattr(_upkeep, "time", Clock)
    return Clock


class Faults(list):
    """What merges raise: the first of them, if any. `attempts` counts merges."""

    attempts = 0


@pytest.fixture
def faults(monkeypatch):
    """Return the faults of all merges, which come when half of a file is written."""
    faults, real = Faults(), _upkeep.merge

    def merge(sink, segments):
        faults.attempts += 1
        if faults:
            sink.write(b"half of a segment")
            raise faults[0]
        real(sink, segments)

    monkeypatch.setattr(_upkeep, "merge", merge)
    return faults


def fill(engine, count, first=1):
    for number in range(first, first + count):
        store(engine, make_document(number))


def segments_of(engine):
    return len(engine._newest().segments)


@pytest.mark.parametrize("fault", _FAULTS, ids=lambda fault: type(fault).__name__)
def test_failed_merge_keeps_every_segment_and_leaves_nothing_behind(
    directory, engine, faults, caplog, fault
):
    faults.append(fault)

    fill(engine, _DUE)

    assert faults.attempts == 1
    assert found(engine) == found(WhooshEngine(directory)) == set(range(1, _DUE + 1))
    assert segments_of(engine) == _DUE
    assert engine.verify() == []
    assert {path.name for path in generation_of(directory).iterdir()} == {
        *(path.name for path in files_of(directory)),
        "meta.json",
        f"manifest-{_DUE}.json",
    }
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert record.exc_info[1] is fault


@pytest.mark.parametrize(
    ("owner", "name", "survived"),
    [
        *((_storage._manifest, "sync", survived) for survived in range(6)),
        (_storage.DurableStorage, "rename_file", 0),
        *((_storage.DurableStorage, "create_file", survived) for survived in range(3)),
        *((ArrayWriter, "add", survived) for survived in (0, 20, 60)),
    ],
)
def test_fault_at_any_step_of_a_merge_is_survived(
    directory, engine, monkeypatch, owner, name, survived
):
    fill(engine, _DUE - 1)
    real, merge_due = getattr(owner, name), _upkeep.merge_due
    calls = iter(range(10_000))

    def fail(*arguments, **options):
        if next(calls) >= survived:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*arguments, **options)

    def merge_due_on_a_bad_disk(*arguments):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            merge_due(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(_upkeep, "merge_due", merge_due_on_a_bad_disk)
        fill(engine, 1, first=_DUE)

    assert found(engine) == set(range(1, _DUE + 1))
    assert engine.verify() == []
    left = {path.name for path in generation_of(directory).iterdir()}
    listed = {path.name for path in files_of(directory)}
    assert len(left - listed) == 2  # meta.json and the manifest


def test_failing_merge_is_tried_again_ever_more_rarely(engine, faults, clock):
    faults.append(ZeroDivisionError())
    fill(engine, _DUE)
    attempts = []
    for number in range(20):
        clock.now += 30
        fill(engine, 1, first=100 + number)
        attempts.append(faults.attempts)

    assert attempts == [1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4]


def test_merge_that_succeeds_later_ends_the_matter(engine, faults, clock):
    faults.append(ZeroDivisionError())
    fill(engine, _DUE)
    faults.clear()
    clock.now += 3600

    fill(engine, 1, first=100)

    assert segments_of(engine) < _DUE
    assert engine.warnings() == []
    assert found(engine) == {*range(1, _DUE + 1), 100}


def test_engine_warns_of_a_merge_that_keeps_failing(directory, engine, faults, clock):
    faults.append(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    warnings = []
    for number in range(_DUE + 2):
        fill(engine, 1, first=number)
        warnings.append(WhooshEngine(directory).warnings())
        clock.now += 3600 * (number >= _DUE - 1)

    assert warnings[:-1] == [[]] * (_DUE + 1)
    assert "No space left on device" in warnings[-1][0]
    with engine.rebuild() as batch:
        batch.put(make_document(1))
    assert engine.warnings() == []


def test_damaged_note_of_a_failed_merge_is_no_fault(directory, engine, faults):
    faults.append(ZeroDivisionError())
    fill(engine, _DUE)
    faults.clear()
    for path in directory.glob("*.json"):
        path.write_text("[1, ")

    fill(engine, 1, first=100)

    assert segments_of(engine) < _DUE


def test_merging_a_damaged_segment_asks_for_a_new_index(directory, engine):
    fill(engine, _DUE - 1)
    segment = next(path for path in files_of(directory) if path.suffix == EXTENSION)
    _, count, offset = ArrayFile(segment)._table["blocks"]
    content = bytearray(segment.read_bytes())
    content[offset : offset + count] = bytes(count)
    segment.write_bytes(content)

    with pytest.raises(IndexUnavailable, match=f"{segment.name} differs.*index_rebuild"):
        fill(engine, 1, first=_DUE)
