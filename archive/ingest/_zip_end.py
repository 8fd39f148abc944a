"""How much a zip archive says it holds, before Python reads its whole directory into memory."""

import os
from pathlib import Path
from struct import unpack

from archive.ingest._errors import UnreadableClipping

_END = b"PK\x05\x06"
_END_SIZE = 22
_MAX_COMMENT = 65_535
_ENTRY = 1_000  # bytes of the directory that one member may take, its path included


def check_directory(path: Path, *, most: int) -> None:
    """Raise UnreadableClipping unless the directory of a zip archive is whole and small enough."""
    end = _end_record(path)
    if len(end) < _END_SIZE:
        raise UnreadableClipping("The zip archive is damaged or incomplete. Make it anew.")
    members, size = unpack("<10xHI6x", end[:_END_SIZE])
    # 0xFFFF stands for a number that is written elsewhere: 65,535 members or more.
    if members > most or size > most * _ENTRY:
        raise UnreadableClipping(f"The zip archive holds more than {most:,} files. Split it.")


def _end_record(path: Path) -> bytes:
    """Return the record at the end of an archive, where Python looks for it; empty without one."""
    with path.open("rb") as file:
        length = file.seek(0, os.SEEK_END)
        file.seek(max(0, length - _END_SIZE - _MAX_COMMENT))
        tail = file.read()
    if tail[-_END_SIZE:].startswith(_END) and tail.endswith(b"\x00\x00"):
        return tail[-_END_SIZE:]
    start = tail.rfind(_END)
    return tail[start:] if start >= 0 else b""
