"""`manage.py up`: from a fresh clone to a running Lode."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from archive import launch
from archive.errors import ArchiveError
from archive.management.progress import ProgressBar


class Command(BaseCommand):
    """Prepare everything that Lode needs, then serve it."""

    help = "Migrate, load taxonomy and seeds, mend the index, make a first user, then serve."
    requires_system_checks = []  # the database may not exist yet

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then become gunicorn."""
        try:
            if not options["no_serve"]:
                launch.check_address()
            with ProgressBar("Preparing") as bar:
                launch.prepare(self.stdout.write, bar.show)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        if not options["no_serve"]:
            self.stdout.flush()
            launch.serve()
