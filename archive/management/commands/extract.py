"""`manage.py extract`: what Lode would find in a file, without storing anything."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from archive.extraction import Extraction, Gazetteer, Tag, extract, load_gazetteer
from archive.ingest import IngestError, current_gazetteer, read_clipping
from archive.management.clippings import ClippingFile, find_files


class Command(BaseCommand):
    """Print title, source, date, countries and minerals of clippings. Needs no database."""

    help = "Print what would be found in files, folders or - (standard input); store nothing."
    requires_system_checks = []  # works before there is a database
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("paths", nargs="+", metavar="FILE", help="file, folder or -")
        parser.add_argument("--json", action="store_true", help="print one JSON object a line")
        parser.add_argument(
            "--explain", action="store_true", help="show the words and the rule behind every value"
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
            found = extract(clipping.text, gazetteer=gazetteer, hints=clipping.hints)
            if options["json"]:
                record = found.as_record(clipping.text, file.name)
                self.stdout.write(json.dumps(record, ensure_ascii=False))
            else:
                self.stdout.write("\n".join(_report(file, found, explain=options["explain"])))
        if failures:
            raise CommandError("\n".join(failures))


def _gazetteer() -> Gazetteer:
    """Return the editors' gazetteer; the built-in one when there is no database yet."""
    try:
        return current_gazetteer()
    except DatabaseError:
        return load_gazetteer()


def _report(file: ClippingFile, found: Extraction, *, explain: bool) -> Iterator[str]:
    yield file.path
    for label, value in (
        ("Title", found.title),
        ("Source", found.source),
        ("Origin", found.origin),
        ("Date", f"{found.date} ({found.date_precision})" if found.date else ""),
        ("Countries", _listed(found.countries)),
        ("Minerals", _listed(found.minerals)),
        ("Forms", _listed(found.mineral_forms)),
        ("Language", found.language),
    ):
        yield f"  {label:<10} {value or '—'}"
    if explain:
        yield from _evidence(found)
    yield ""


def _listed(tags: Iterable[Tag]) -> str:
    return ", ".join(f"{tag.name} ({tag.weight:.2f})" for tag in tags)


def _evidence(found: Extraction) -> Iterator[str]:
    """Yield a table of the findings: field, value, confidence, rule and the words themselves."""
    yield ""
    yield f"  {'Field':<8} {'Value':<24} {'Conf.':>5}  {'Rule':<32} Words"
    for finding in found.findings:
        words = " ".join(finding.quote.split()) or "(outside the text)"
        yield (
            f"  {finding.field:<8} {finding.value[:24]:<24} {finding.confidence:>5.2f}  "
            f"{finding.rule[:32]:<32} {words[:60]}"
        )
