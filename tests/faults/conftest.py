"""A Lode of its own in a temporary folder, run as real processes."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


class Lode:
    """An installation in a folder: commands run in processes that can be killed."""

    def __init__(self, folder):
        self.data = folder / "var"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = os.environ | {
            "ARCHIVE_DATA_DIR": str(self.data),
            "ARCHIVE_WORKERS": "2",
            "PORT": str(self.port),
        }

    def run(self, *arguments, check=True):
        """Run a command to its end and return what it printed."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=check,
            capture_output=True,
            text=True,
            timeout=120,
        )

    def start(self, *arguments):
        """Start a command in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def serve(self):
        """Start the server and wait until it answers."""
        server = self.start("up")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                self.get("/healthz")
            except OSError:
                assert server.poll() is None, "the server stopped"
                time.sleep(0.1)
            else:
                return server
        raise AssertionError("the server did not answer within a minute")

    def get(self, path):
        """Return the body of a page of the running server."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def query(self, sql):
        """Return the first value of a query on the database file of stopped processes."""
        connection = sqlite3.connect(self.data / "archive.sqlite3")
        try:
            return connection.execute(sql).fetchone()[0]
        finally:
            connection.close()


def kill(process):
    """Kill a process and all that it started, as a power switch would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture
def lode(tmp_path):
    """Return a prepared installation with the four sample clippings."""
    lode = Lode(tmp_path)
    lode.run("up", "--no-serve")
    return lode


@pytest.fixture
def folder(tmp_path):
    """Return a folder of 400 different small clippings."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:04}.txt").write_text(
            f"Mine number {number} opens in Chile\n\n"
            f"Lithium output of mine {number} rose to {number * 7} tonnes, officials said.\n",
            encoding="utf-8",
        )
    return folder
