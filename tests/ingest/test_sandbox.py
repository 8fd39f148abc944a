"""The child process: limits hold, whatever the bytes are."""

import time
from contextlib import suppress

import pytest

from archive.ingest import RawClipping, UnreadableClipping, read_clipping
from archive.ingest import _sandbox as sandbox

from .samples import html_page


def test_child_that_does_not_finish_is_ended(monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_CLOCK", 0.01)

    with pytest.raises(UnreadableClipping, match="too long"):
        read_clipping(RawClipping(html_page()))


def test_child_gets_no_environment(monkeypatch):
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "s" * 60)
    monkeypatch.setattr(
        sandbox,
        "_BOOT",
        "import json, os; print(json.dumps({'cannot': ' '.join(sorted(os.environ))}))",
    )

    with pytest.raises(UnreadableClipping) as caught:
        read_clipping(RawClipping(html_page()))

    assert "ARCHIVE" not in str(caught.value)


@pytest.mark.parametrize("boot", ["print('no json')", "import sys; sys.exit(3)", "[0] * 10**12"])
def test_child_that_answers_nonsense_is_not_believed(monkeypatch, boot):
    monkeypatch.setattr(sandbox, "_BOOT", boot)

    with pytest.raises(UnreadableClipping):
        read_clipping(RawClipping(html_page()))


def test_output_is_capped_by_the_kernel(monkeypatch):
    flood = "print('x' * (80 * 1024 * 1024))"
    monkeypatch.setattr(
        sandbox,
        "_BOOT",
        "import sys; sys.path.append(sys.argv[1]); from formats import child; "
        f"child._set_limits(); {flood}",
    )

    with pytest.raises(UnreadableClipping):
        read_clipping(RawClipping(html_page()))


@pytest.mark.parametrize(
    "content",
    [b"<html>" + b"<!--" * 250_000, b"<html>" + b"&" * 500_000, b"<html>" + b"<a " * 200_000],
    ids=["comments", "ampersands", "tags"],
)
def test_hostile_page_ends_in_words_within_the_time_limit(content):
    started = time.monotonic()

    with suppress(UnreadableClipping):
        read_clipping(RawClipping(content))
    assert time.monotonic() - started < 2 * sandbox.WALL_CLOCK
