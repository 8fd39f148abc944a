"""Flat arrays in one file, written in order and read as views of a memory map.

A file is a magic word, the arrays (little-endian, each at a multiple of eight bytes), a table
of the arrays in JSON, and the length of that table. Nothing in it is ever executed.
"""

import json
import mmap
import os
import struct
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

Array = NDArray[Any]

_MAGIC = b"LodeArr1"
_TAIL = struct.Struct("<Q8s")
_ALIGNMENT = 8


class Sink(Protocol):
    """A file that takes bytes."""

    def write(self, data: Any, /) -> Any:
        """Append bytes."""


class ArrayWriter:
    """Appends named arrays to a file; `finish` makes it readable."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._table: dict[str, tuple[str, int, int]] = {}
        self._position = 0
        self._write(_MAGIC)

    def add(self, name: str, array: Array) -> None:
        """Append one array of one dimension."""
        flat = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        self._write(bytes(-self._position % _ALIGNMENT))
        self._table[name] = (flat.dtype.str, len(flat), self._position)
        self._write(flat.data)

    def add_pieces(self, name: str, pieces: Iterable[bytes]) -> None:
        """Append one array of bytes that comes in pieces."""
        self._write(bytes(-self._position % _ALIGNMENT))
        begin = self._position
        for piece in pieces:
            self._write(piece)
        self._table[name] = ("|u1", self._position - begin, begin)

    def add_all(self, arrays: Mapping[str, Array], prefix: str = "") -> None:
        """Append several arrays."""
        for name, array in arrays.items():
            self.add(prefix + name, array)

    def finish(self) -> None:
        """Append the table of the arrays."""
        table = json.dumps(self._table).encode()
        self._write(table)
        self._write(_TAIL.pack(len(table), _MAGIC))

    def _write(self, data: bytes | memoryview) -> None:
        self._sink.write(data)
        self._position += len(data) if isinstance(data, bytes) else data.nbytes


class ArrayFile(Mapping[str, Array]):
    """The arrays of a file as read-only views of its memory map.

    The map lives as long as any view of it; the file may be unlinked meanwhile. Raise
    ValueError for anything that is no such file.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)
        self._map = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_READ)
        size, magic = _TAIL.unpack_from(self._map, len(self._map) - _TAIL.size)
        if not magic == self._map[: len(_MAGIC)] == _MAGIC:
            raise ValueError(f"{path.name} is no file of arrays.")
        end = len(self._map) - _TAIL.size
        self._table = json.loads(self._map[end - size : end])

    def __getitem__(self, name: str) -> Array:
        kind, count, offset = self._table[name]
        if not count:
            return np.empty(0, dtype=kind)
        return np.frombuffer(self._map, dtype=kind, count=count, offset=offset)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def view(self, name: str) -> memoryview:
        """Return the bytes of an array."""
        kind, count, offset = self._table[name]
        return memoryview(self._map)[offset : offset + count * np.dtype(kind).itemsize]

    def read(self, name: str, begin: int, end: int) -> bytes:
        """Return some bytes of an array without mapping them: what is read once stays nowhere."""
        return os.pread(self._descriptor, end - begin, self._table[name][2] + begin)

    def let_go(self) -> None:
        """Take the file's pages off this process; they come back when they are read."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)


def joined(parts: Sequence[Array], kind: DTypeLike) -> Array:
    """Return arrays as one, without copying a single one; an empty one of a kind for none."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=kind)


def smallest(values: ArrayLike) -> Array:
    """Return whole numbers, none negative, in the narrowest type that holds them."""
    array = np.asarray(values)
    return array.astype(np.min_scalar_type(int(array.max())) if array.size else np.uint8)


def starts(counts: ArrayLike) -> NDArray[np.int64]:
    """Return where each of several runs begins, and where the last one ends."""
    lengths = np.asarray(counts)
    found = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=found[1:])
    return found


def ranges(begins: Array, counts: Array) -> NDArray[np.int64]:
    """Return `begins[i]`, `begins[i] + 1`, … for `counts[i]` numbers, for every i in turn."""
    shifts = begins.astype(np.int64) - starts(counts)[:-1]
    found = np.repeat(shifts, counts)
    found += np.arange(len(found))
    return found
