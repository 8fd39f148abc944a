"""`manage.py load_taxonomy`: the gazetteers that come with Lode as rows."""

from typing import Any

from archive.ingest import load_taxonomy
from archive.management.archive_command import ArchiveCommand


class Command(ArchiveCommand):
    """Add the countries, minerals, sources, companies and aliases that are missing."""

    help = "Add missing countries, minerals, sources, companies and aliases; edits stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what that added."""
        report = load_taxonomy()
        if report.is_empty:
            self.stdout.write("The taxonomy is up to date.")
            return
        self.stdout.write(
            f"Added {report.countries:,} countries, {report.minerals:,} minerals, "
            f"{report.sources:,} sources, {report.companies:,} companies and projects, "
            f"{report.aliases:,} aliases, {report.domains:,} domains; dropped "
            f"{report.dropped:,} aliases that the gazetteer gave up."
        )
