"""The bytes as received, kept in files named by their SHA-256 until an operator removes them."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from archive.ingest._clipping import RawClipping
from archive.ingest._errors import IngestError


def original_path(sha256: str) -> Path:
    """Return where the bytes with this SHA-256 lie."""
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256


def keep(raw: RawClipping) -> None:
    """Write the bytes so that they survive a power cut; raise IngestError when that fails.

    Comes before the row: a file without a row is harmless, a row without a file is not.
    """
    path = original_path(raw.sha256)
    try:
        if path.is_file() and path.stat().st_size == len(raw.content):
            os.utime(path)  # whoever removes unused originals leaves fresh ones alone
        else:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(path, raw.content)
    except OSError as error:
        raise IngestError(
            f"The original could not be kept in {path.parent} ({error.strerror}); nothing was "
            "added. Free some space or mend the folder's permissions, then try again."
        ) from error


def _write(path: Path, content: bytes) -> None:
    """Write beside, sync, rename, sync the folder: the name never shows half a file."""
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".incoming-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
