"""Files that hold many clippings: zip archives, CSV, JSON Lines. Listed first, loaded one by one.

Nothing is ever unpacked to a folder: a member is read into memory, within the limit of a clipping,
and its name is only shown.
"""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal, cast

from django.conf import settings

from archive.ingest._clipping import RawClipping, read_upload
from archive.ingest._errors import UnreadableClipping
from archive.ingest._records import list_records, read_record
from archive.ingest._zip_end import check_directory

MAX_PARTS = 10_000  # clippings in one file
MAX_UNPACKED = 2 * 1024**3  # bytes that a zip archive may unpack to
RECORD_SUFFIXES = (".csv", ".jsonl", ".ndjson")
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, ValueError)

Kind = Literal["zip", "records", "one clipping"]


@dataclass(frozen=True, slots=True)
class Part:
    """One clipping of a file: a member of a zip archive by number, or a record by its bytes.

    `refusal` says why it cannot be read, when that is known beforehand.
    """

    name: str
    place: int = 0
    size: int = 0
    refusal: str = ""


class Bundle:
    """A file of many clippings, or of one; a zip archive stays open until `close`."""

    def __init__(self, path: Path, name: str) -> None:
        self.path = path
        self.name = name
        self._suffix = _suffix(name)
        self._zip: zipfile.ZipFile | None = None

    @cached_property
    def kind(self) -> Kind:
        """Tell zip archives by their bytes, records by the name."""
        if self._suffix in RECORD_SUFFIXES:
            return "records"
        return "zip" if _is_zip(self.path) else "one clipping"

    def parts(self) -> Iterator[Part]:
        """Yield the clippings; raise UnreadableClipping for a damaged or too large bundle."""
        for number, part in enumerate(self._parts(), start=1):
            if number > MAX_PARTS:
                raise UnreadableClipping(
                    f"{_shown(self.name)} holds more than {MAX_PARTS:,} clippings. Split it."
                )
            yield part

    def load(self, part: Part) -> RawClipping:
        """Return one clipping; raise UnreadableClipping or OSError when it cannot be read."""
        if part.refusal:
            raise UnreadableClipping(part.refusal)
        if self.kind == "records":
            return read_record(self.path, self._suffix, part.place, part.size, part.name)
        if self.kind == "zip":
            return self._load_member(part)
        with self.path.open("rb") as file:
            return read_upload(file, part.name)

    def close(self) -> None:
        """Close what is open."""
        if self._zip is not None:
            self._zip.close()
            self._zip = None

    def _parts(self) -> Iterator[Part]:
        if self.kind == "zip":
            return _members(self.path)
        if self.kind == "records":
            return _records(self.path, self.name)
        return iter([Part(_shown(self.name), size=self.path.stat().st_size)])

    def _load_member(self, part: Part) -> RawClipping:
        try:
            self._zip = self._zip or zipfile.ZipFile(self.path)
            with self._zip.open(self._zip.infolist()[part.place]) as file:
                return read_upload(cast(BinaryIO, file), PurePosixPath(part.name).name)
        except (*_DAMAGED, RuntimeError, EOFError, IndexError, zlib.error) as error:
            raise UnreadableClipping(
                "It cannot be taken out of the zip archive: damaged, or packed in a way that is "
                "not known here. Unpack it and send the file itself."
            ) from error


def _members(path: Path) -> Iterator[Part]:
    check_directory(path, most=MAX_PARTS)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _DAMAGED as error:
        raise UnreadableClipping("The zip archive is damaged. Make it anew.") from error
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        limit = MAX_UNPACKED // 1024**3
        raise UnreadableClipping(f"The zip archive unpacks to more than {limit} GB. Split it.")
    for place, member in enumerate(members):
        if not (member.is_dir() or _is_hidden(member.filename)):
            name = _shown(member.filename)
            yield Part(name, place, member.file_size, _refusal(member))


def _refusal(member: zipfile.ZipInfo) -> str:
    """Say why a member is not even tried."""
    if member.flag_bits & _ENCRYPTED:
        return "It is locked with a password. Unpack it and send the file itself."
    if member.file_size > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        return f"It is larger than {limit} MB. Send its text alone, or split it."
    if _suffix(member.filename) == ".zip":
        return "It is a zip archive inside a zip archive. Send it by itself."
    if _suffix(member.filename) in RECORD_SUFFIXES:
        return "It is a table of articles. Send it by itself, not in a zip archive."
    return ""


def _records(path: Path, name: str) -> Iterator[Part]:
    for record in list_records(path, _suffix(name)):
        yield Part(f"{_shown(name)}, {record.label}", record.place, record.size, record.refusal)


def _is_zip(path: Path) -> bool:
    """Tell a zip archive from a Word document, which is one too."""
    with path.open("rb") as file:
        if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
            return False
    try:
        check_directory(path, most=MAX_PARTS)
        with zipfile.ZipFile(path) as archive:
            return "[Content_Types].xml" not in archive.NameToInfo
    except (*_DAMAGED, UnreadableClipping):
        return True


def _is_hidden(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("..", ".")]
    return any(part.startswith((".", "__MACOSX")) for part in parts)


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix


def _shown(name: str) -> str:
    """Return a name as people may read it; it never becomes a path."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[-400:]
