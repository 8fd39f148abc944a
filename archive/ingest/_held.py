"""Files that wait for a person to save or drop them: in the data directory, for a short time.

Nothing here is an original yet. A name is 128 random bits; who may use it is the caller's duty.
"""

import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from archive.ingest._clipping import RawClipping
from archive.ingest._errors import IngestError

HELD_FOR = 24 * 60 * 60  # seconds
MAX_HELD = 40  # files of the largest size, of all people together
_NAME = re.compile(r"[0-9a-f]{32}")


def hold(raw: RawClipping) -> str:
    """Keep the bytes of a clipping for a day and return the name to ask for them by.

    Raise IngestError when there is no room for them.
    """
    _drop_old()
    used = sum(path.stat().st_size for path in _files())
    if used + len(raw.content) > MAX_HELD * settings.MAX_UPLOAD_BYTES:
        raise IngestError(
            "Too many files wait to be saved. Save or leave some of them, or add this one "
            "without a preview."
        )
    name = secrets.token_hex(16)
    try:
        _folder().mkdir(mode=0o700, exist_ok=True)
        (_folder() / name).write_bytes(raw.content)
    except OSError as error:
        release(name)
        raise IngestError(
            f"The file could not be kept in {_folder()} ({error.strerror}). Free some space or "
            "mend the folder's permissions, then try again."
        ) from error
    return name


def held(name: str) -> bytes | None:
    """Return the bytes held under a name; None when they are gone."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return (_folder() / name).read_bytes()
    except OSError:
        return None


def release(name: str) -> None:
    """Hold the bytes of a name no longer."""
    if _NAME.fullmatch(name):
        (_folder() / name).unlink(missing_ok=True)


def _drop_old() -> None:
    oldest = time.time() - HELD_FOR
    for path in _files():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _files() -> Iterator[Path]:
    return _folder().glob("*")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "held"
