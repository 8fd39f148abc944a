"""`manage.py load_taxonomy`: the gazetteers that come with Lode as rows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive.errors import ArchiveError
from archive.ingest import load_taxonomy


class Command(BaseCommand):
    """Add the countries, minerals, sources and aliases that are missing."""

    help = "Add missing countries, minerals, sources and aliases; editors' changes stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what that added."""
        try:
            report = load_taxonomy()
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if report.is_empty:
            self.stdout.write("The taxonomy is up to date.")
            return
        self.stdout.write(
            f"Added {report.countries:,} countries, {report.minerals:,} minerals, "
            f"{report.sources:,} sources, {report.aliases:,} aliases, {report.domains:,} domains; "
            f"dropped {report.dropped:,} aliases that the gazetteer gave up."
        )
