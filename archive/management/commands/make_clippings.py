"""`manage.py make_clippings`: synthetic clippings as files or straight into the archive."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from archive.ingest import RawClipping, Status, ingest_many
from archive.management.progress import ProgressBar
from archive.synthetic import SyntheticClipping, clippings

_IN_A_FOLDER = 1000  # more files than this are spread over subfolders of this many


class Command(BaseCommand):
    """Make clippings that never were, to try things at size."""

    help = (
        "Make N synthetic clippings: into the archive, or as text files with --to. "
        "The same seed makes the same clippings."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("count", type=int, metavar="N", help="how many, at least 1")
        parser.add_argument("--seed", type=int, default=1, help="a whole number (default 1)")
        parser.add_argument(
            "--to",
            type=Path,
            metavar="FOLDER",
            help="write .txt files there instead: a new or empty folder; above "
            f"{_IN_A_FOLDER:,} files in subfolders",
        )
        parser.add_argument(
            "--labels",
            type=Path,
            metavar="FILE",
            help="write what a careful reader finds in each clipping, as JSON lines",
        )
        parser.add_argument(
            "--progress", action="store_true", help="draw the progress bar on any output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the clippings and say what became of them."""
        count, folder = options["count"], options["to"]
        if count < 1:
            raise CommandError(f"N is {count}; give the number of clippings to make, at least 1.")
        if folder:
            _check_folder(folder)
        made: Iterable[SyntheticClipping] = clippings(count, options["seed"])
        try:
            with ExitStack() as stack:
                bar = stack.enter_context(ProgressBar("Making", always=options["progress"]))
                if options["labels"]:
                    made = _labelled(made, stack.enter_context(_new_file(options["labels"])))
                if folder:
                    self._write(made, folder, count, bar)
                else:
                    self._ingest(made, count, bar)
        except OperationalError as error:
            raise CommandError(
                f"The archive cannot be written ({error}). Run `python manage.py up` once to "
                "set it up, or write files with --to FOLDER."
            ) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or folder} cannot be written: {error.strerror}. "
                "Choose another place or make room, and start again."
            ) from error

    def _write(
        self, made: Iterable[SyntheticClipping], folder: Path, count: int, bar: ProgressBar
    ) -> None:
        for number, clipping in enumerate(made):
            place = folder
            if count > _IN_A_FOLDER:
                place = folder / f"{number // _IN_A_FOLDER:04d}"
            if number % _IN_A_FOLDER == 0:
                place.mkdir(parents=True, exist_ok=True)
            place.joinpath(clipping.file_name).write_bytes(clipping.text.encode())
            bar.show(number + 1, count)
        self.stdout.write(f"{count:,} synthetic clippings in {folder}.")

    def _ingest(self, made: Iterable[SyntheticClipping], count: int, bar: ProgressBar) -> None:
        counts: Counter[Status] = Counter()
        failures: list[str] = []
        for number, outcome in enumerate(ingest_many(_loaders(made)), start=1):
            counts[outcome.status] += 1
            if outcome.status == Status.FAILED:
                failures.append(f"{number:,}: {outcome.message}")
            bar.show(number, count)
        self.stdout.write(
            f"{counts[Status.ADDED]:,} added, {counts[Status.DUPLICATE]:,} duplicates, "
            f"{counts[Status.FAILED]:,} failed"
        )
        if failures:
            raise CommandError("Not added: clipping " + "\nclipping ".join(failures[:20]))


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is a file; --to needs a new or empty folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise CommandError(
            f"{folder} is not empty, and nothing in it is overwritten. "
            "Name a new folder, or empty this one first."
        )


def _new_file(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise CommandError(
            f"{path} exists and is not overwritten. Name a new file for --labels, or delete it."
        ) from error


def _labelled(made: Iterable[SyntheticClipping], file: TextIO) -> Iterator[SyntheticClipping]:
    """Pass clippings on and write the labels of each."""
    for clipping in made:
        file.write(_label_line(clipping) + "\n")
        yield clipping


def _label_line(clipping: SyntheticClipping) -> str:
    record: dict[str, Any] = {
        "file": clipping.file_name,
        "synthetic": True,
        "lang": clipping.language,
        "story": clipping.story,
        "title": clipping.title or None,
        "source": clipping.source or None,
        "source_aliases": [clipping.agency] if clipping.agency else [],
        "cited": [clipping.agency] if clipping.agency else [],
        "date": clipping.date or None,
        "countries": clipping.countries.mentioned,
        "minerals": clipping.minerals.mentioned,
    }
    for field, named in (("countries", clipping.countries), ("minerals", clipping.minerals)):
        for place in ("core", "mentioned", "optional", "boilerplate"):
            record[f"{field}_{place}"] = getattr(named, place)
    return json.dumps(record | {"body": clipping.body}, ensure_ascii=False)


def _loaders(made: Iterable[SyntheticClipping]) -> Iterator[partial[RawClipping]]:
    for clipping in made:
        yield partial(RawClipping, clipping.text.encode(), clipping.file_name)
