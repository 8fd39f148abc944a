"""Titles and bodies as they are shown, compressed a few documents at a time."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from archive.search.engines.whoosh._arrays import Array, smallest, starts

_BLOCK_DOCUMENTS = 8
_BLOCK_BYTES = 64_000
_LEVEL = 2  # of zlib: half the time of the default for 3 % more bytes
_FULL = 0.75  # of the documents that a block can hold, on average: not worth packing anew
_ERRORS = "surrogatepass"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a segment's documents.

    `read` gives the bytes of the blocks between two places. Block i holds the documents from
    `first_documents[i]` on; a document's bytes are its title, then its body.
    """

    read: Callable[[int, int], bytes]
    block_starts: Array
    first_documents: Array
    title_sizes: Array
    body_sizes: Array

    def __getitem__(self, document: int) -> tuple[str, str]:
        """Return the title and the body of a document."""
        title, body = self.encoded(document)
        return title.decode("utf-8", _ERRORS), body.decode("utf-8", _ERRORS)

    def encoded(self, document: int) -> tuple[bytes, bytes]:
        """Return the title and the body of a document as they are stored."""
        block = int(self.first_documents.searchsorted(document, "right")) - 1
        raw = self.block(block)
        first = int(self.first_documents[block])
        begin = int(self.title_sizes[first:document].sum(dtype=np.int64))
        begin += int(self.body_sizes[first:document].sum(dtype=np.int64))
        middle = begin + int(self.title_sizes[document])
        end = middle + int(self.body_sizes[document])
        return raw[begin:middle], raw[middle:end]

    def block(self, number: int) -> bytes:
        """Return the bytes of the documents of one block."""
        begin, end = self.block_starts[number : number + 2].tolist()
        return zlib.decompress(self.read(begin, end))

    @property
    def is_packed(self) -> bool:
        """Tell whether the blocks hold about as many documents as they can."""
        room = _BLOCK_DOCUMENTS * len(self.first_documents)
        return len(self.title_sizes) >= _FULL * room


class TextPacker:
    """Collects texts, and whole blocks of them, in the order of their documents."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self._block_sizes: list[int] = []
        self._first_documents: list[int] = []
        self._title_sizes: list[int] = []
        self._body_sizes: list[int] = []
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0

    def add(self, title: bytes, body: bytes) -> None:
        """Append one document."""
        if not self._waiting:
            self._first_documents.append(len(self._title_sizes))
        self._title_sizes.append(len(title))
        self._body_sizes.append(len(body))
        self._waiting += title, body
        self._waiting_bytes += len(title) + len(body)
        is_full = len(self._waiting) == 2 * _BLOCK_DOCUMENTS
        if is_full or self._waiting_bytes >= _BLOCK_BYTES:
            self._pack()

    def add_packed(self, texts: Texts) -> None:
        """Append all documents of another segment without unpacking them."""
        self._pack()
        base = len(self._title_sizes)
        self._blocks.append(texts.read(0, int(texts.block_starts[-1])))
        self._block_sizes += np.diff(texts.block_starts).tolist()
        self._first_documents += (texts.first_documents + np.uint32(base)).tolist()
        self._title_sizes += texts.title_sizes.tolist()
        self._body_sizes += texts.body_sizes.tolist()

    def take(self) -> bytes:
        """Return the blocks that are full, and forget them."""
        taken = b"".join(self._blocks)
        self._blocks.clear()
        return taken

    def take_last(self) -> bytes:
        """Return all blocks that were not taken; nothing more can be added."""
        self._pack()
        return self.take()

    def places(self) -> dict[str, Array]:
        """Return as arrays where everything is in the blocks."""
        return {
            "block_starts": starts(self._block_sizes),
            "first_documents": np.array(self._first_documents, dtype=np.uint32),
            "title_sizes": smallest(np.array(self._title_sizes, dtype=np.uint32)),
            "body_sizes": smallest(np.array(self._body_sizes, dtype=np.uint32)),
        }

    def _pack(self) -> None:
        if self._waiting:
            block = zlib.compress(b"".join(self._waiting), _LEVEL)
            self._blocks.append(block)
            self._block_sizes.append(len(block))
            self._waiting.clear()
            self._waiting_bytes = 0
