"""The base of commands that need an archive: what is wrong becomes one line with the fix."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from archive.errors import ArchiveError
from archive.models import Article


class ArchiveCommand(BaseCommand):
    """A command that works on an archive that is set up; errors end it without a traceback."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; raise CommandError for anything that the operator can mend."""
        try:
            return super().execute(*args, **options)
        except (ArchiveError, CommandError, DatabaseError) as error:
            if _is_missing():
                raise CommandError(
                    f"There is no archive in {settings.DATA_DIR} yet. Set one up with "
                    "`python manage.py up --no-serve`, or set ARCHIVE_DATA_DIR to its folder."
                ) from error
            if isinstance(error, CommandError):
                raise
            raise CommandError(_in_words(error)) from error


def _is_missing() -> bool:
    try:
        return Article._meta.db_table not in connection.introspection.table_names()
    except DatabaseError:
        return False


def _in_words(error: Exception) -> str:
    if isinstance(error, ArchiveError):
        return str(error)
    return (
        f"The database in {settings.DATA_DIR} cannot be used ({error}). After an upgrade, run "
        "`python manage.py up --no-serve`; else look at free space and at who may write there."
    )
