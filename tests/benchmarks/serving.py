"""A made archive, served by gunicorn as `up` runs it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.cache import ROOT, fingerprint, kept

_UNLIMITED = "1000000"  # pages a minute: all clients of a benchmark have one address


def made_archive(size: int) -> Path:
    """Return the data directory of an archive of so many labelled clippings, kept between runs."""
    return kept(f"pages-{size}-{_version()}", _fill(size))


def _version() -> str:
    parts = ("models", "migrations", "synthetic")
    return fingerprint([ROOT / "archive" / part for part in parts])


def _fill(size: int):
    def build(path: Path) -> None:
        print(f"Making an archive of {size:,} articles (some minutes, once) …", flush=True)
        command = [sys.executable, "-m", "tests.benchmarks.filling", str(size)]
        subprocess.run(command, check=True, cwd=ROOT, env=environment(path))

    return build


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment in which Lode works on an archive."""
    own = {"ARCHIVE_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"}
    return os.environ | own | more


@contextmanager
def running(folder: Path, workers: int) -> Iterator[tuple[int, int]]:
    """Serve an archive; yield the port and the process group."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=environment(
            folder, PORT=str(port), ARCHIVE_WORKERS=str(workers), ARCHIVE_PAGE_RATE=_UNLIMITED
        ),
        start_new_session=True,
    )
    try:
        _wait(port, server)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and server.poll() is None:
        if _is_ready(port):
            return
        time.sleep(0.2)
    raise SystemExit("Lode did not start; see above why.")


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
