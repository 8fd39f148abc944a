"""How gunicorn serves Lode: `gunicorn -c python:archive.gunicorn_config archive.wsgi`.

Sync workers: a request that hangs is really killed, and no Whoosh reader is shared between
threads. They belong behind a buffering proxy as soon as strangers can reach them.
"""

import os
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
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Say where to go, once the port really listens."""
    print(f"Lode is ready: http://{bind}/  (Ctrl-C stops it)", flush=True)  # noqa: T201


def post_worker_init(worker: Any) -> None:
    """Let this worker look at the index queue every second, whoever wrote to the database."""
    from django.conf import settings

    from archive.indexing import start_worker_thread

    if settings.INLINE_INDEXING:
        start_worker_thread()
