"""`manage.py originals_check`: originals that no article has, and articles without theirs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.template.defaultfilters import filesizeformat

from archive.ingest import OriginalsReport, check_originals, original_path, remove_originals
from archive.management.archive_command import ArchiveCommand

_SHOWN = 50  # files named one by one


class Command(ArchiveCommand):
    """Name unused and missing originals; remove the unused when asked."""

    help = (
        "Name the originals that no article has any more, and those that are missing. Nothing is "
        "removed without --remove. Exit status 0: nothing is missing, 1: an original is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--remove", action="store_true", help="remove the unused for good")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, and say what was found and done."""
        report = check_originals()
        self.stdout.write(f"Used by articles: {report.used:,}.")
        if report.recent:
            self.stdout.write(f"Too young to judge, their articles may follow: {report.recent:,}.")
        self._tell_unused(report, is_removing=options["remove"])
        if report.missing:
            self._tell_missing(report)

    def _tell_unused(self, report: OriginalsReport, *, is_removing: bool) -> None:
        for each in report.unused[:_SHOWN]:
            name = f" {each.name}" if each.name else ""
            self.stdout.write(f"  {each.path.name[:12]}{name} ({_size(each.size)})")
        if (hidden := len(report.unused) - _SHOWN) > 0:
            self.stdout.write(f"  and {hidden:,} more")
        total = _size(sum(each.size for each in report.unused))
        found = f"Unused: {len(report.unused):,} ({total})"
        if is_removing:
            self.stdout.write(f"{found}; removed {remove_originals(report.unused):,}.")
        else:
            advice = " Remove them with --remove." if report.unused else ""
            self.stdout.write(f"{found}.{advice}")

    def _tell_missing(self, report: OriginalsReport) -> None:
        for sha256 in report.missing[:_SHOWN]:
            self.stdout.write(f"  missing: {original_path(sha256)}")
        raise CommandError(
            f"Missing: {len(report.missing):,}. Copy them back from a backup; the articles still "
            "have their text."
        )


def _size(count: int) -> str:
    return filesizeformat(count).replace("\xa0", " ")
