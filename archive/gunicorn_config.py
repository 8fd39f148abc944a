"""How gunicorn serves Lode: `gunicorn -c python:archive.gunicorn_config archive.wsgi`.

Sync workers: a request that hangs is really killed, and no Whoosh reader is shared between
threads. They belong behind a buffering proxy as soon as strangers can reach them.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

host = os.environ.get("ARCHIVE_HOST", "127.0.0.1")
port = os.environ.get("PORT", "8000")


def joined(host: str, port: str) -> str:
    """Return an address as URLs write it: `127.0.0.1:8000`, `[::1]:8000`."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


bind = joined(host, port)
workers = os.environ.get("ARCHIVE_WORKERS", "3")
worker_class = "sync"
timeout = 30
graceful_timeout = 10
max_requests = 5000
max_requests_jitter = 500
preload_app = False  # SQLite connections and memory maps must not cross a fork
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
forwarded_allow_ips = "127.0.0.1"
limit_request_line = 8190
errorlog = "-"
loglevel = "error"


def when_ready(server: Any) -> None:
    """Say where to go, once the port really listens."""
    print(f"Lode is ready: http://{bind}/  (Ctrl-C stops it)", flush=True)  # noqa: T201


class Beating:
    """A response whose every piece is a sign of life, so that a long export is not killed.

    A request that hangs gives no piece and is killed as before.
    """

    def __init__(self, pieces: Iterable[bytes], beat: Callable[[], None]) -> None:
        self._pieces = pieces
        self._beat = beat

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._beat()
            yield piece

    def close(self) -> None:
        """Pass on that the response has ended."""
        if hasattr(self._pieces, "close"):
            self._pieces.close()


def beating(application: Callable[..., Any], beat: Callable[[], None]) -> Callable[..., Any]:
    """Return a WSGI application whose streamed responses beat; files go out as before."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        pieces = application(environ, start_response)
        is_file = isinstance(pieces, environ.get("wsgi.file_wrapper", ()))
        return pieces if is_file else Beating(pieces, beat)

    return answer


def post_worker_init(worker: Any) -> None:
    """Let long downloads live, and this worker look at the index queue every second."""
    from django.conf import settings

    from archive.indexing import start_worker_thread

    worker.wsgi = beating(worker.wsgi, worker.notify)
    if settings.INLINE_INDEXING:
        start_worker_thread()
