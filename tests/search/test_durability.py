"""Damage, death and other processes never lead to a wrong answer or an unexpected error."""

import errno
import multiprocessing
import os
import signal
import time

import pytest

from archive.search import IndexOutdated, IndexUnavailable, SearchError, SearchQuery
from archive.search.engines.whoosh import WhooshEngine, _manifest, _schema, _storage
from archive.search.engines.whoosh._arrays import ArrayWriter
from tests.search.asking import found, store
from tests.search.documents import make_document


@pytest.fixture
def directory(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def engine(directory):
    engine = WhooshEngine(directory)
    yield engine
    engine.close()


def generation_of(directory):
    """Return the folder of the current generation."""
    return directory / (directory / "CURRENT").read_text().strip()


def files_of(directory):
    """Return the files that the current commit consists of."""
    generation = generation_of(directory)
    toc = _storage.latest_toc(generation)
    return [generation / name for name in sorted(_manifest.read_manifest(generation, toc).files)]


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble(path):
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def lengthen(path):
    path.write_bytes(path.read_bytes() + b"\x00")


@pytest.mark.parametrize("damage", [truncate, garble, lengthen, lambda path: path.unlink()])
def test_damage_to_any_file_is_reported_and_never_raises_anything_else(directory, engine, damage):
    bodies = [f"lithium salt number{n}" for n in range(20)]
    store(engine, *(make_document(n, body, published="2024") for n, body in enumerate(bodies)))
    sound = {path: path.read_bytes() for path in files_of(directory)}
    for path, content in sound.items():
        damage(path)

        assert WhooshEngine(directory).verify() != [], path.name
        try:
            result = WhooshEngine(directory).search(SearchQuery("lithium salt number7"))
        except IndexUnavailable:
            pass
        else:  # content that no sum was checked for, and that this question does not touch
            assert (result.total, damage) == (1, garble), path.name
        path.write_bytes(content)

    assert WhooshEngine(directory).verify() == []


def test_missing_manifest_is_unavailable(directory, engine):
    store(engine, make_document(1))
    (manifest,) = generation_of(directory).glob("manifest-*.json")
    manifest.unlink()

    assert "manifest" in WhooshEngine(directory).verify()[0]
    with pytest.raises(IndexUnavailable, match="manifest"):
        WhooshEngine(directory).search(SearchQuery())


@pytest.mark.parametrize("content", [b"", b"../elsewhere", b"nowhere", b"\x00", b"\xca\xfe"])
def test_bad_pointer_is_unavailable(directory, engine, content):
    store(engine, make_document(1))
    (directory / "CURRENT").write_bytes(content)

    with pytest.raises(IndexUnavailable):
        engine.search(SearchQuery())
    with pytest.raises(IndexUnavailable), engine.write():
        pass
    with engine.rebuild() as batch:
        batch.put(make_document(2))
    assert found(engine) == {2}


@pytest.mark.parametrize("content", [b"", b"[]", b"\xca\xfe", b"{"])
def test_damaged_meta_is_unavailable_until_rebuilt(directory, engine, content):
    store(engine, make_document(1))
    (generation_of(directory) / "meta.json").write_bytes(content)

    with pytest.raises(IndexUnavailable):
        WhooshEngine(directory).search(SearchQuery())
    with engine.rebuild() as batch:
        batch.put(make_document(2))
    assert found(engine) == {2}


def test_meta_of_another_version_is_outdated_until_rebuilt(directory, engine, monkeypatch):
    store(engine, make_document(1))
    monkeypatch.setattr(_schema, "FORMAT", _schema.FORMAT + 1)
    newer = WhooshEngine(directory)

    with pytest.raises(IndexOutdated, match="index_rebuild"):
        newer.search(SearchQuery())
    with pytest.raises(IndexOutdated), newer.write():
        pass
    assert "another version" in newer.verify()[0]
    with newer.rebuild() as batch:
        batch.put(make_document(2))
    assert found(newer) == {2}


_STEPS = [
    (_manifest, "sync"),
    (_manifest.Manifest, "write"),
    (_storage.DurableStorage, "rename_file"),
    (_storage.DurableStorage, "create_file"),
    (ArrayWriter, "add"),
    (_schema, "fields_of"),
]


@pytest.mark.parametrize(("owner", "name"), _STEPS)
@pytest.mark.parametrize("survived", range(6))
def test_failure_at_any_step_of_a_commit_changes_nothing(
    directory, engine, monkeypatch, owner, name, survived
):
    store(engine, make_document(1))
    before = engine.generation
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, _failing_after(getattr(owner, name), survived))
        failed = _store_fails(engine)

    if engine.generation == before:
        assert failed
        assert found(engine) == {1}
    else:
        assert found(engine) == {2, 3}
    assert WhooshEngine(directory).verify() == []
    store(engine, make_document(4))
    assert 4 in found(engine)


def _store_fails(engine):
    try:
        with engine.write() as batch:
            batch.delete(1)
            batch.put(make_document(2))
            batch.put(make_document(3))
    except SearchError:
        return True
    return False


def _failing_after(function, survived):
    calls = iter(range(10_000))

    def fail(*arguments, **options):
        if next(calls) >= survived:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*arguments, **options)

    return fail


def test_full_disk_is_told_from_damage(engine, monkeypatch):
    store(engine, make_document(1))
    monkeypatch.setattr(_manifest, "sync", _failing_after(_manifest.sync, 0))

    with pytest.raises(SearchError, match="No space left") as caught, engine.write() as batch:
        batch.put(make_document(2))

    assert not isinstance(caught.value, IndexUnavailable)


def test_rebuild_that_dies_leaves_the_old_index_and_is_cleaned_up(directory, engine, monkeypatch):
    store(engine, make_document(1))
    leftover = directory / "123-45"
    leftover.mkdir()
    (leftover / "junk").write_text("x")
    with monkeypatch.context() as patch:
        patch.setattr(_manifest, "sync", _failing_after(_manifest.sync, 3))
        with pytest.raises(SearchError), engine.rebuild() as batch:
            batch.put(make_document(2))

    assert found(engine) == {1}
    assert not leftover.exists()
    assert len([path for path in directory.iterdir() if path.is_dir()]) == 1


def test_one_previous_generation_is_kept_for_readers(directory, engine):
    generations = []
    for number in range(4):
        with engine.rebuild() as batch:
            batch.put(make_document(number))
        generations.append(generation_of(directory))

    assert [path.exists() for path in generations] == [False, False, True, True]


def test_reader_of_a_removed_generation_moves_to_the_current_one(directory, engine):
    reader = WhooshEngine(directory)
    store(engine, make_document(0))
    assert found(reader) == {0}
    for number in range(1, 4):
        with engine.rebuild() as batch:
            batch.put(make_document(number, "lithium"))

    assert found(reader, "lithium") == {3}
    reader.close()


def _write_for_ever(directory, acknowledged):
    engine = WhooshEngine(directory)
    number = 0
    while True:
        number += 1
        with engine.write() as batch:
            batch.put(make_document(1, stamp=f"{number}"))
            batch.put(make_document(2, stamp=f"{number}"))
        acknowledged.value = number


def test_killed_writer_leaves_whole_commits_and_no_lock(directory, engine):
    context = multiprocessing.get_context("fork")
    store(engine, make_document(1, stamp="0"), make_document(2, stamp="0"))
    for pause in (0.05, 0.11, 0.17, 0.26):
        acknowledged = context.Value("i", 0)
        writer = context.Process(target=_write_for_ever, args=(directory, acknowledged))
        writer.start()
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()

        stamps = WhooshEngine(directory).stamps()
        assert stamps[1] == stamps[2]
        assert int(stamps[1]) >= acknowledged.value
        assert engine.verify() == []
        store(engine, make_document(1, stamp="0"), make_document(2, stamp="0"))
