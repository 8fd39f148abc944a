"""Many files read by forks of one process: a file that ends its fork costs only itself."""

import os
import signal

import pytest

from archive.ingest import RawClipping, UnreadableClipping, ingest_many, read_clipping
from archive.ingest import _fork_server as server
from archive.ingest import _sandbox as sandbox

from .samples import docx_file, eml_file, html_page, pdf_file

# The server with a reader of pages that obeys what stands in them.
_OBEDIENT = """
import os, signal, sys, time
sys.path.append(sys.argv[1])
from formats import child
from formats._page import Page

def obey(content):
    if b"CRASH" in content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"HANG" in content:
        time.sleep(60)
    if b"GREEDY" in content:
        return Page("x" * 10**10)
    if b"FLOOD" in content:
        return Page("x" * (80 * 1024 * 1024))
    if b"FORGE" in content:
        os.write(1, b"0\\n")
        os.kill(os.getpid(), signal.SIGKILL)
    return Page("Read: " + content.decode())

child._READERS["text/html"] = obey
child.serve()
"""


def page(words):
    return RawClipping(f"<html><body><p>{words}</p></body></html>".encode())


@pytest.fixture
def obedient(monkeypatch):
    monkeypatch.setattr(server, "_BOOT", _OBEDIENT)
    with server.page_reader() as reader:
        yield reader


@pytest.mark.parametrize("make", [html_page, pdf_file, docx_file, eml_file])
def test_shared_process_reads_what_one_of_its_own_reads(make):
    raw = RawClipping(make())

    with server.page_reader() as reader:
        assert read_clipping(raw, read_page=reader) == read_clipping(raw)


@pytest.mark.parametrize("words", ["CRASH", "GREEDY", "FLOOD", "FORGE"])
def test_file_that_ends_its_fork_costs_only_itself(obedient, words):
    assert "first" in read_clipping(page("first"), read_page=obedient).text
    before = obedient._server.pid

    with pytest.raises(UnreadableClipping):
        read_clipping(page(words), read_page=obedient)

    assert "second" in read_clipping(page("second"), read_page=obedient).text
    assert obedient._server.pid == before


def test_file_that_takes_too_long_is_ended_and_the_next_is_read(obedient, monkeypatch):
    read_clipping(page("first"), read_page=obedient)
    monkeypatch.setattr(sandbox, "WALL_CLOCK", 0.05)
    with pytest.raises(UnreadableClipping, match="too long"):
        read_clipping(page("HANG"), read_page=obedient)
    monkeypatch.setattr(sandbox, "WALL_CLOCK", 30)

    assert "second" in read_clipping(page("second"), read_page=obedient).text


def test_killed_server_is_started_again(obedient):
    read_clipping(page("first"), read_page=obedient)
    os.kill(obedient._server.pid, signal.SIGKILL)
    obedient._server.wait()

    assert "second" in read_clipping(page("second"), read_page=obedient).text


def test_nothing_runs_after_the_block():
    with server.page_reader() as reader:
        read_clipping(RawClipping(html_page()), read_page=reader)
        pid = reader._server.pid

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.usefixtures("archive")
def test_bulk_ingest_goes_on_past_a_file_that_kills_its_reader(monkeypatch):
    monkeypatch.setattr(server, "_BOOT", _OBEDIENT)
    words = ["Tin rose on Monday in Bolivia.", "CRASH", "Zinc fell on Friday in Peru."]

    outcomes = list(ingest_many(lambda one=one: page(one) for one in words))

    assert [outcome.status for outcome in outcomes] == ["added", "failed", "added"]
