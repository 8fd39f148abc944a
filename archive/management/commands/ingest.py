"""`manage.py ingest`: files and folders into the archive."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError

from archive.ingest import Outcome, Status, ingest_many, preview_many
from archive.management.archive_command import ArchiveCommand
from archive.management.clippings import Clipping, find_clippings
from archive.management.progress import ProgressBar

_SHOWN_FAILURES = 50  # of each run; --json names every one


class Command(ArchiveCommand):
    """Add clippings. One bad file never stops the rest; files seen before are skipped."""

    help = (
        "Add clippings: .txt, .md, .html, .pdf, .docx and .eml files, folders and zip archives of "
        "them, .csv and .jsonl files of articles, or - for standard input. Exit status 1 when "
        "one of them failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or -")
        parser.add_argument(
            "--json",
            action="store_true",
            help='print {"file", "status", "id", "title", "message"} for each file, a line each, '
            'then {"summary": {"added" or "new", "duplicates", "failed"}}',
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be added, and add nothing"
        )
        parser.add_argument(
            "--progress", action="store_true", help="draw the progress bar on any output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the files one after the other and say what became of them."""
        files = list(find_clippings(options["paths"]))
        run = preview_many if options["dry_run"] else ingest_many
        counts: Counter[Status] = Counter()
        failures: list[str] = []
        with ProgressBar("Ingesting", always=options["progress"]) as bar:
            for number, (file, outcome) in enumerate(zip(files, run(files), strict=True), start=1):
                counts[outcome.status] += 1
                if outcome.status == Status.FAILED:
                    failures.append(f"{file.path}: {outcome.message}")
                if options["json"]:
                    self.stdout.write(_line(file, outcome))
                bar.show(number, len(files))
        done = Status.NEW if options["dry_run"] else Status.ADDED
        self._summarise(counts, failures, done=done, as_json=options["json"])

    def _summarise(
        self, counts: Counter[Status], failures: list[str], *, done: Status, as_json: bool
    ) -> None:
        summary = {
            done.value: counts[done],
            "duplicates": counts[Status.DUPLICATE],
            "failed": counts[Status.FAILED],
        }
        if as_json:
            self.stdout.write(json.dumps({"summary": summary}))
        else:
            self.stdout.write(", ".join(f"{count:,} {name}" for name, count in summary.items()))
        if failures:
            raise CommandError("\n".join(_shortened(failures)))


def _line(file: Clipping, outcome: Outcome) -> str:
    return json.dumps(
        {
            "file": file.path,
            "status": outcome.status.value,
            "id": outcome.article_id,
            "title": outcome.title or None,
            "message": outcome.message or None,
        },
        ensure_ascii=False,
    )


def _shortened(failures: list[str]) -> Iterable[str]:
    yield from failures[:_SHOWN_FAILURES]
    if failures[_SHOWN_FAILURES:]:
        rest = len(failures) - _SHOWN_FAILURES
        yield f"… and {rest:,} more; --json lists them all."
