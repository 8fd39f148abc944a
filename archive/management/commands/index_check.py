"""`manage.py index_check`: say whether database and index agree."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from archive import indexing
from archive.management.archive_command import ArchiveCommand
from archive.management.progress import ProgressBar

_SHOWN = 50  # differences named one by one


class Command(ArchiveCommand):
    """Compare database and index, name every difference, and mend it when asked."""

    help = "Compare database and index. Exit status 0: they agree (now), 1: they do not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--repair", action="store_true", help="mend what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found and done."""
        mend = options["repair"]
        with ProgressBar("Indexing") as bar:
            report = indexing.check_and_repair(bar.show) if mend else indexing.check()
        self._tell(report)
        if not report.is_sound:
            advice = "The editors’ desk lists what failed." if mend else "Run it with --repair."
            raise CommandError(f"Database and index do not agree. {advice}")
        state = indexing.queue_state()
        self.stdout.write(
            f"Database and index agree; {state.waiting:,} waiting, {state.failed:,} failed."
        )

    def _tell(self, report: indexing.CheckReport) -> None:
        if report.damage:
            self.stdout.write(f"The index cannot be trusted: {report.damage}")
        for difference in report.differences[:_SHOWN]:
            self.stdout.write(f"  {difference}")
        if (hidden := len(report.differences) - _SHOWN) > 0:
            self.stdout.write(f"  and {hidden:,} more")
        for warning in report.warnings:
            self.stdout.write(warning)
        if report.indexed:
            self.stdout.write(f"Indexed {report.indexed:,} articles again.")
