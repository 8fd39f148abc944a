"""`manage.py find_stories`: which articles are copies of one text."""

from typing import Any

from django.core.management.base import CommandParser

from archive.indexing import drain
from archive.management.archive_command import ArchiveCommand
from archive.management.progress import ProgressBar
from archive.models import Article, Story
from archive.stories import find_stories


class Command(ArchiveCommand):
    """Put articles into stories that were never looked at, or all of them again."""

    help = "Find the copies among articles; may be stopped and goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare `--anew`."""
        parser.add_argument(
            "--anew", action="store_true", help="look at all articles again; rejections stay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Find them, and say how many there are."""
        placed = 0
        with ProgressBar("Looking for copies") as bar:
            for placed, total in find_stories(anew=options["anew"]):
                bar.show(placed, total)
        drain()
        copies = Article.objects.exclude(story=None).count()
        self.stdout.write(
            f"Looked at {placed:,} articles. Stories with copies: {Story.objects.count():,}. "
            f"Articles in them: {copies:,} of {Article.objects.count():,}."
        )
