"""`manage.py extract`: what Lode would find in a file, without storing anything."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive.extraction import Extraction, Gazetteer, Tag, extract, load_gazetteer
from archive.ingest import IngestError, current_gazetteer, read_clipping
from archive.management.clippings import ClippingFile, find_files
from archive.management.explaining import explain


class Command(BaseCommand):
    """Print what clippings say of themselves: title, date, countries ... Needs no database."""

    help = "Print what would be found in files, folders or - (standard input); store nothing."
    requires_system_checks = []  # works before there is a database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("paths", nargs="+", metavar="FILE", help="file, folder or -")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say why each value was found, and why others that the text names were not",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Extract from each file; name the files that cannot be read at the end."""
        gazetteer = _gazetteer()
        failures = []
        for file in find_files(options["paths"]):
            try:
                clipping = read_clipping(file())
            except (IngestError, OSError) as error:
                failures.append(f"{file.path}: {error}")
                continue
            found = extract(
                clipping.text,
                gazetteer=gazetteer,
                hints=clipping.hints,
                explain=options["explain"],
            )
            if options["json"]:
                record = _record(file, clipping.text, found, explain_it=options["explain"])
                self.stdout.write(json.dumps(record, ensure_ascii=False))
                continue
            self.stdout.write("\n".join(_report(file, found)))
            if options["explain"]:
                self.stdout.write("\n".join(explain(clipping.text, found, gazetteer)) + "\n")
        if failures:
            raise CommandError("\n".join(failures))


def _gazetteer() -> Gazetteer:
    """Return the editors' gazetteer; the built-in one when there is no database yet."""
    try:
        return current_gazetteer()
    except DatabaseError:
        return load_gazetteer()


def _record(
    file: ClippingFile, text: str, found: Extraction, *, explain_it: bool
) -> dict[str, Any]:
    record = found.as_record(text, file.name)
    if explain_it:
        record["near_misses"] = [asdict(missed) for missed in found.why_not()]
    return record


def _report(file: ClippingFile, found: Extraction) -> Iterator[str]:
    yield file.path
    for label, value in (
        ("Title", found.title),
        ("Source", found.source),
        ("Origin", found.origin),
        ("Date", f"{found.date} ({found.date_precision})" if found.date else ""),
        ("Countries", _listed(found.countries)),
        ("Minerals", _listed(found.minerals)),
        ("Forms", _listed(found.mineral_forms)),
        ("Companies", _listed(found.companies)),
        ("Projects", _listed(found.projects)),
        ("Language", found.language),
    ):
        yield f"  {label:<10} {value or '—'}"
    yield ""


def _listed(tags: Iterable[Tag]) -> str:
    return ", ".join(f"{tag.name} ({tag.weight:.2f})" for tag in tags)
