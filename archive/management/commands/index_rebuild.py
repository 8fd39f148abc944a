"""`manage.py index_rebuild`: a new index from the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from archive import indexing
from archive.management.archive_command import ArchiveCommand
from archive.management.progress import ProgressBar


class Command(ArchiveCommand):
    """Build a new index beside the old one, then switch to it."""

    help = "Build a new index from the database; searches go on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only when the index is missing, damaged or outdated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with progress."""
        reason = indexing.needs_rebuild() if options["if_needed"] else "you asked for it"
        if not reason:
            self.stdout.write("The index is sound.")
            return
        try:
            with ProgressBar("Indexing") as bar:
                count = indexing.rebuild(bar.show)
        except KeyboardInterrupt:
            raise CommandError("Stopped; the index stays as it was.", returncode=130) from None
        self.stdout.write(f"Built a new index; articles: {count:,} ({reason}).")
