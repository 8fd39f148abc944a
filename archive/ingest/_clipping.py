"""A clipping before it is an article: bytes, then text, and what makes two of them the same."""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings

from archive.extraction import Hints
from archive.ingest._errors import UnreadableClipping

_NOTHING_GIVEN = Hints()


@dataclass(frozen=True, slots=True)
class RawClipping:
    """Bytes as received; `file_name` is shown to people and never used as a path.

    `url` is where the bytes came from, when that is known, and `given` what else was said
    about them.
    """

    content: bytes
    file_name: str = ""
    url: str = ""
    given: Hints = _NOTHING_GIVEN

    @property
    def sha256(self) -> str:
        """Return the name of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class ReadClipping:
    """The text taken out of a clipping, and what its format said besides."""

    text: str
    media_type: str
    hints: Hints

    @property
    def content_hash(self) -> str:
        """Return the hash of the words alone: case, spacing and width do not count."""
        return hash_text(self.text)


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text in which case, spacing and width do not count."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256(" ".join(normal.split()).encode()).hexdigest()


def read_upload(file: BinaryIO, file_name: str = "") -> RawClipping:
    """Take the bytes of an open file; raise UnreadableClipping when there are too many.

    Never holds more than the limit in memory.
    """
    content = file.read(settings.MAX_UPLOAD_BYTES + 1)
    raw = RawClipping(content, file_name)
    check_size(raw)
    return raw


def check_size(raw: RawClipping) -> None:
    """Raise UnreadableClipping for an empty or an oversized clipping."""
    if not raw.content:
        raise UnreadableClipping("The file is empty. Choose a file that holds an article.")
    if len(raw.content) > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        raise UnreadableClipping(
            f"The file is larger than {limit} MB. Send its text alone, or split it; "
            "ARCHIVE_MAX_UPLOAD_MB changes the limit."
        )
