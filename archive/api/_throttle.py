"""How often a client may ask, counted across all server processes.

One small file holds a moment for each client: when all it has asked for would be paid off at
the agreed rate (the generic cell rate algorithm). The file is locked while a moment changes,
so that no two processes lose a count, and its size never grows.
"""

import fcntl
import hashlib
import ipaddress
import logging
import math
import os
import struct
from pathlib import Path
from time import time
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from archive.web import client_of

logger = logging.getLogger(__name__)

_PERIOD = 60.0  # seconds that a rate counts for
_MOMENT = struct.Struct("<d")
_PLACES = 65_536  # two clients that share one share its rate


def seconds_to_wait(client: str, rate: int) -> float:
    """Count one request of a client; 0 when it may go on, or after how many seconds it may.

    `rate` requests a minute, all at once or spread. Without a writable file everybody may.
    """
    place = int.from_bytes(hashlib.sha256(client.encode()).digest()[:4], "big") % _PLACES
    path = Path(settings.DATA_DIR) / "api-rates"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        logger.exception("Requests cannot be counted.")
        return 0.0
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return _spend(descriptor, place * _MOMENT.size, _PERIOD / rate)
    except OSError:
        logger.exception("Requests cannot be counted.")
        return 0.0
    finally:
        os.close(descriptor)


def _spend(descriptor: int, offset: int, interval: float) -> float:
    now = time()
    stored = os.pread(descriptor, _MOMENT.size, offset)
    paid_off = _MOMENT.unpack(stored)[0] if len(stored) == _MOMENT.size else now
    if not now <= paid_off <= now + _PERIOD:  # long ago, or the clock was set back
        paid_off = now
    paid_off += interval
    wait: float = paid_off - _PERIOD - now
    if wait > 0:
        return wait
    os.pwrite(descriptor, _MOMENT.pack(paid_off), offset)
    return 0.0


class RateThrottle(BaseThrottle):
    """So many requests a minute for each token, and fewer for each network address."""

    def __init__(self) -> None:
        self._wait = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count a request and tell whether it may go on."""
        if request.auth is not None:
            self._wait = seconds_to_wait(f"token {request.auth.pk}", settings.API_TOKEN_RATE)
        else:
            self._wait = seconds_to_wait(_network(client_of(request)), settings.API_RATE)
        return not self._wait

    def wait(self) -> float:
        """Return the whole seconds after which to try again."""
        return math.ceil(self._wait)


def _network(client: str) -> str:
    """Return what is counted: of an IPv6 address the half that a provider gives to one client."""
    kind, _, address = client.partition(" ")
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return client
    if parsed.version == 4:
        return client
    return f"{kind} {ipaddress.ip_network((parsed, 64), strict=False)}"
