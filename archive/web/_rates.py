"""How often a client may ask, counted across all server processes.

One small file holds a moment for each client: when all it has asked for would be paid off at
the agreed rate (the generic cell rate algorithm). The file is locked while a moment changes,
so that no two processes lose a count, and its size never grows.
"""

import fcntl
import hashlib
import logging
import os
import struct
from pathlib import Path
from time import time

from django.conf import settings

logger = logging.getLogger(__name__)

_PERIOD = 60.0  # seconds that a rate counts for
_MOMENT = struct.Struct("<d")
_PLACES = 65_536  # two clients that share one share its rate


def seconds_to_wait(client: str, rate: int, cost: int = 1) -> float:
    """Count one request of a client; 0 when it may go on, or after how many seconds it may.

    `rate` requests a minute, all at once or spread; one of a higher `cost` counts as so many.
    Without a writable file everybody may.
    """
    place = int.from_bytes(hashlib.sha256(client.encode()).digest()[:4], "big") % _PLACES
    spent = _PERIOD * min(cost, rate) / rate
    path = Path(settings.DATA_DIR) / "rates"
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        logger.exception("Requests cannot be counted.")
        return 0.0
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return _spend(descriptor, place * _MOMENT.size, spent)
    except OSError:
        logger.exception("Requests cannot be counted.")
        return 0.0
    finally:
        os.close(descriptor)


def _spend(descriptor: int, offset: int, spent: float) -> float:
    now = time()
    stored = os.pread(descriptor, _MOMENT.size, offset)
    paid_off = _MOMENT.unpack(stored)[0] if len(stored) == _MOMENT.size else now
    if not now <= paid_off <= now + _PERIOD:  # long ago, or the clock was set back
        paid_off = now
    paid_off += spent
    wait: float = paid_off - _PERIOD - now
    if wait > 0:
        return wait
    os.pwrite(descriptor, _MOMENT.pack(paid_off), offset)
    return 0.0
