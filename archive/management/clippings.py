"""Command line arguments to clippings: files, folders, and `-` for standard input."""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.ingest import Bundle, IngestError, Part, RawClipping, read_upload

STANDARD_INPUT = "-"
# Text files that are data about clippings rather than clippings; named outright they are read.
DATA_SUFFIXES = (".csv", ".ini", ".json", ".jsonl", ".log", ".toml", ".tsv", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ClippingFile:
    """A file named on the command line or found in a folder; calling it loads it."""

    path: str

    @property
    def name(self) -> str:
        """Return the base name; that of standard input is `-`."""
        return Path(self.path).name

    def __call__(self) -> RawClipping:
        """Read the file; raise OSError or UnreadableClipping when it cannot be."""
        if self.path == STANDARD_INPUT:
            return read_upload(sys.stdin.buffer)
        with Path(self.path).open("rb") as file:
            return read_upload(file, self.name)


@dataclass(frozen=True, slots=True)
class BundledClipping:
    """One clipping of a file that holds many; calling it loads it."""

    path: str
    bundle: Bundle
    part: Part

    def __call__(self) -> RawClipping:
        """Read the clipping; raise OSError or UnreadableClipping when it cannot be."""
        return self.bundle.load(self.part)


@dataclass(frozen=True, slots=True)
class BadBundle:
    """A file of many clippings that cannot be listed; calling it says why."""

    path: str
    error: IngestError

    def __call__(self) -> RawClipping:
        """Raise the error."""
        raise self.error


Clipping = ClippingFile | BundledClipping | BadBundle


def find_clippings(paths: Iterable[str]) -> Iterator[Clipping]:
    """Yield the clippings of files and folders; zip, CSV and JSON Lines files hold many.

    A table of articles counts as one only when it is named outright.
    """
    for file in find_files(paths):
        yield from _clippings_of(file)


def _clippings_of(file: ClippingFile) -> Iterator[Clipping]:
    if file.path == STANDARD_INPUT or not Path(file.path).is_file():
        yield file
        return
    bundle = Bundle(Path(file.path), file.name)
    try:
        if bundle.kind == "one clipping":
            yield file
            return
        for part in bundle.parts():
            shown = part.name if bundle.kind == "records" else f"{file.path}: {part.name}"
            yield BundledClipping(shown, bundle, part)
    except OSError:
        yield file  # reading it says what is wrong
    except IngestError as error:
        yield BadBundle(file.path, error)


def find_files(paths: Iterable[str]) -> Iterator[ClippingFile]:
    """Yield the files in the order given, folders sorted and with everything below them.

    In folders, hidden files and files that end in one of DATA_SUFFIXES are left out. A path
    that is not there is yielded all the same and fails when it is read.
    """
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            yield from _files_below(path)
        else:
            yield ClippingFile(path)


def _files_below(folder: str) -> Iterator[ClippingFile]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() not in DATA_SUFFIXES:
                yield ClippingFile(str(Path(here, name)))
