"""kill -9 at any moment: after the next start, database and index agree."""

import random
import subprocess
import time

import pytest

from tests.faults.conftest import kill

DELAYS = [random.Random(seed).uniform(0.8, 3.5) for seed in range(4)]


def assert_agreement(lode):
    """Start once more, and compare everything that is stored."""
    lode.run("up", "--no-serve")
    check = lode.run("index_check")
    assert "Database and index agree; 0 waiting, 0 failed." in check.stdout
    assert lode.query("PRAGMA integrity_check") == "ok"
    assert lode.query("SELECT count(*) FROM archive_article WHERE original_id IS NULL") == 0
    originals = {path.name for path in lode.data.joinpath("originals").rglob("*") if path.is_file()}
    assert lode.query("SELECT count(*) FROM archive_original") <= len(originals)


@pytest.mark.parametrize("delay", DELAYS)
def test_killed_ingest_leaves_database_and_index_in_agreement(lode, folder, delay):
    ingest = lode.start("ingest", str(folder))
    time.sleep(delay)
    kill(ingest)

    assert_agreement(lode)

    lode.run("ingest", str(folder))
    assert lode.query("SELECT count(*) FROM archive_article") == 404
    assert_agreement(lode)


def test_killed_server_during_an_ingest_leaves_both_in_agreement(lode, folder):
    server = lode.serve()
    ingest = lode.start("ingest", str(folder))
    time.sleep(2)
    kill(server)
    kill(ingest)

    assert_agreement(lode)


def test_server_finds_what_another_process_adds(lode, folder):
    server = lode.serve()
    try:
        lode.run("ingest", str(folder / "0007.txt"))
        deadline = time.monotonic() + 60
        while "Mine number 7" not in (page := lode.get("/?q=output")):
            assert time.monotonic() < deadline, page
            time.sleep(0.1)
    finally:
        server.terminate()
        server.wait(timeout=60)


def test_up_twice_adds_nothing_and_keeps_the_password_to_itself(lode):
    again = lode.run("up", "--no-serve")

    assert "password" not in again.stdout
    assert lode.query("SELECT count(*) FROM archive_article") == 4
    assert lode.query("SELECT count(*) FROM auth_user") == 1


def test_up_names_the_fix_when_the_port_is_taken(lode):
    server = lode.serve()
    try:
        second = lode.run("up", check=False)
    finally:
        server.terminate()
        server.wait(timeout=60)

    assert second.returncode == 1
    assert f"PORT={lode.port + 1}" in second.stderr


def test_ctrl_c_stops_the_server_cleanly(lode):
    server = lode.serve()
    server.send_signal(subprocess.signal.SIGINT)

    assert server.wait(timeout=60) == 0


def test_secret_key_is_private_and_kept(lode):
    path = lode.data / "secret_key"
    key = path.read_text(encoding="ascii")
    lode.run("up", "--no-serve")

    assert path.stat().st_mode & 0o777 == 0o600
    assert len(key) >= 50
    assert path.read_text(encoding="ascii") == key
