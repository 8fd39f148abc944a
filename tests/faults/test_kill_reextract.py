"""kill -9 while the archive is extracted again: the next run goes on and ends the same."""

import json
import sqlite3
import time

from tests.faults.conftest import kill


def test_killed_reextract_goes_on_and_finishes_what_the_dry_run_said(lode, folder):
    lode.run("ingest", str(folder))
    with sqlite3.connect(lode.data / "archive.sqlite3") as connection:
        connection.execute("DELETE FROM archive_articlecountry")
    connection.close()
    said = lode.run("reextract", "--dry-run", "--json", check=False)
    assert said.returncode == 3

    run = lode.start("reextract")
    checkpoint = lode.data / "reextract.json"
    deadline = time.monotonic() + 60
    while not checkpoint.exists():
        assert time.monotonic() < deadline, "no checkpoint within a minute"
        assert run.poll() is None, "it was done before it could be killed"
        time.sleep(0.01)
    kill(run)
    last = json.loads(checkpoint.read_text())["last_id"]
    rest = lode.run("reextract", "--json")

    assert f"Going on after article {last}" in rest.stderr
    assert rest.stdout.splitlines()[-1] == said.stdout.splitlines()[-1]
    told = [line for line in said.stdout.splitlines()[:-1] if json.loads(line)["id"] > last]
    assert rest.stdout.splitlines()[:-1] == told
    assert lode.run("reextract", "--dry-run").stdout.endswith("404 articles: 0 would change\n")
    assert "agree" in lode.run("index_check", "--repair").stdout
