"""`manage.py originals_check`: what belongs to no article is found, and removed when asked."""

import os

import pytest
from django.core.management import CommandError, call_command

from archive.ingest import (
    RawClipping,
    check_originals,
    ingest,
    keep,
    load_taxonomy,
    original_path,
    remove_originals,
)
from archive.models import Article, Original

LONG_AGO = 1_600_000_000
LITHIUM = RawClipping(b"Chile raises lithium output\n\nTwo plants expanded.", "chile.txt")
NICKEL = RawClipping(b"Indonesia bans nickel ore exports\n\nFrom January.", "nickel.txt")


@pytest.fixture(autouse=True)
def archive(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()


def add(raw):
    """Store a clipping whose file is old."""
    article = ingest(raw)
    age(original_path(raw.sha256))
    return article


def age(path):
    os.utime(path, (LONG_AGO, LONG_AGO))


@pytest.fixture
def unused():
    """Return the path of an original whose article was deleted, beside one in use."""
    add(NICKEL)
    add(LITHIUM)
    Article.objects.filter(original__sha256=LITHIUM.sha256).delete()
    return original_path(LITHIUM.sha256)


def run(capsys, *arguments):
    call_command("originals_check", *arguments)
    return capsys.readouterr().out


def test_unused_originals_are_named_and_stay(unused, capsys):
    said = run(capsys)

    assert "Used by articles: 1." in said
    assert f"{LITHIUM.sha256[:12]} chile.txt (49 bytes)" in said
    assert "Unused: 1 (49 bytes). Remove them with --remove." in said
    assert unused.is_file()
    assert Original.objects.count() == 2


def test_removing_takes_the_unused_file_and_its_row_and_nothing_else(unused, capsys):
    said = run(capsys, "--remove")

    assert "removed 1." in said
    assert not unused.exists()
    assert [row.sha256 for row in Original.objects.all()] == [NICKEL.sha256]
    assert original_path(NICKEL.sha256).is_file()
    assert "Unused: 0 (0 bytes)." in run(capsys)


def test_a_removed_clipping_can_be_added_again(unused, capsys):
    run(capsys, "--remove")

    ingest(LITHIUM)

    assert unused.read_bytes() == LITHIUM.content
    assert "Used by articles: 2." in run(capsys)


def test_a_fresh_file_waits_for_its_article(capsys):
    keep(LITHIUM)

    said = run(capsys, "--remove")

    assert "their articles may follow: 1." in said
    assert original_path(LITHIUM.sha256).is_file()


def test_half_written_files_of_a_crash_are_unused(capsys):
    add(NICKEL)
    half = original_path(NICKEL.sha256).with_name(".incoming-x")
    half.write_bytes(b"half")
    age(half)

    assert "removed 1." in run(capsys, "--remove")
    assert not half.exists()


@pytest.mark.parametrize("come_back", [keep, ingest])
def test_a_clipping_that_comes_back_meanwhile_keeps_its_original(unused, come_back):
    report = check_originals()
    come_back(LITHIUM)

    assert remove_originals(report.unused) == 0
    assert unused.read_bytes() == LITHIUM.content


def test_missing_originals_are_named_and_the_status_is_1(capsys):
    add(LITHIUM)
    original_path(LITHIUM.sha256).unlink()

    with pytest.raises(CommandError, match=r"Missing: 1\. Copy them back"):
        run(capsys)

    assert f"missing: {original_path(LITHIUM.sha256)}" in capsys.readouterr().out


def test_an_archive_without_originals_is_sound(capsys):
    assert "Unused: 0 (0 bytes)." in run(capsys)
