"""`manage.py extract_score`: how right extraction is on clippings that a person labelled."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.extraction import extract, load_gazetteer
from archive.extraction.scoring import LabelError, Labels, Score, read_labels, score
from archive.ingest import IngestError, read_clipping
from archive.management.clippings import ClippingFile
from archive.management.progress import ProgressBar


class Command(BaseCommand):
    """Print the figures for a labelled folder. Needs no database; editors' names play no part."""

    help = (
        "Extract the clippings of FOLDER that GOLD.jsonl labels and print how many values are "
        "right. Exit status 1 when a labelled file cannot be read."
    )
    requires_system_checks = []  # works before there is a database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("gold", type=Path, metavar="GOLD.jsonl", help="labels, a file a line")
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the files are")
        parser.add_argument("--errors", action="store_true", help="name every wrong value first")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Extract, compare, print."""
        labels = list(_labels(options["gold"]))
        predictions, failures = _predictions(labels, options["folder"])
        result = score(labels, predictions)
        if options["json"]:
            self.stdout.write(json.dumps(_record(result, errors=options["errors"])))
        else:
            self.stdout.write("\n".join(_report(result, errors=options["errors"])))
        if failures:
            raise CommandError("\n".join(failures))


def _labels(path: Path) -> Iterator[Labels]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"The labels cannot be read from {path}: {error}") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield read_labels(json.loads(line))
            except (json.JSONDecodeError, LabelError) as error:
                raise CommandError(f"{path}, line {number}: {error}") from error


def _predictions(labels: list[Labels], folder: Path) -> tuple[dict[str, Any], list[str]]:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder; give the one that holds the labelled files.")
    predictions, failures, gazetteer = {}, [], load_gazetteer()
    with ProgressBar("Extracting") as bar:
        for number, each in enumerate(labels, start=1):
            try:
                clipping = read_clipping(ClippingFile(str(folder / each.file))())
            except (IngestError, OSError) as error:
                failures.append(f"{folder / each.file}: {error}")
            else:
                found = extract(clipping.text, gazetteer=gazetteer, hints=clipping.hints)
                predictions[each.file] = found.as_record(clipping.text, each.file)
            bar.show(number, len(labels))
    return predictions, failures


def _record(result: Score, *, errors: bool) -> dict[str, Any]:
    record: dict[str, Any] = dict(result.figures)
    if errors:
        record["errors"] = [
            {"file": each.file, "field": each.field, "expected": each.expected, "found": each.found}
            for each in result.mistakes
        ]
    return record


def _report(result: Score, *, errors: bool) -> Iterator[str]:
    if errors:
        for each in result.mistakes:
            yield f"{each.file} | {each.field} | {each.expected} | {each.found}"
        yield ""
    for name, figure in result.figures:
        shown = "—" if figure is None else f"{figure:.3f}" if isinstance(figure, float) else figure
        yield f"{name:34s} {shown}"
