"""Files that wait to be saved."""

import os
import time

import pytest

from archive.ingest import IngestError, RawClipping, held, hold, release


def test_a_file_is_held_until_it_is_released():
    name = hold(RawClipping(b"Lithium"))

    assert held(name) == b"Lithium"
    release(name)
    assert held(name) is None
    release(name)


@pytest.mark.parametrize("name", ["", "../archive.sqlite3", "a" * 32, "/etc/passwd", "A" * 32])
def test_other_names_give_nothing(data_dir, name):
    (data_dir / "archive.sqlite3").write_bytes(b"secret")

    assert held(name) is None
    release(name)
    assert (data_dir / "archive.sqlite3").exists()


def test_files_go_after_a_day(data_dir):
    old = hold(RawClipping(b"Lithium"))
    yesterday = time.time() - 25 * 60 * 60
    os.utime(data_dir / "held" / old, (yesterday, yesterday))

    new = hold(RawClipping(b"Graphite"))

    assert held(old) is None
    assert held(new) == b"Graphite"


def test_too_many_are_refused_and_nothing_is_lost(settings):
    settings.MAX_UPLOAD_BYTES = 1
    first = hold(RawClipping(b"L" * 40))

    with pytest.raises(IngestError, match="Too many files wait"):
        hold(RawClipping(b"G"))

    assert held(first)
