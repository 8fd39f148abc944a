"""`manage.py export`: a whole search as a file."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from archive.exports import FORMATS, Heading, find_format, read_records, select
from archive.management.archive_command import ArchiveCommand
from archive.management.progress import ProgressBar
from archive.search import SearchQuery, Sort

_EVERY = 100  # articles between two looks at the progress bar


class Command(ArchiveCommand):
    """Write everything that a question matches, in its order."""

    help = "Export a search; README.md describes the query language and the formats."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        names = [each.name for each in FORMATS]
        orders = [order.value for order in Sort]
        parser.add_argument("query", nargs="?", default="", help="empty: everything, newest first")
        parser.add_argument("--format", choices=names, default="csv", help="default: csv")
        parser.add_argument("--sort", choices=orders, help="default: as on the search page")
        parser.add_argument("--to", type=Path, metavar="FILE", help="instead of standard output")
        parser.add_argument(
            "--root",
            default="http://127.0.0.1:8000",
            metavar="URL",
            help="where readers find this archive, for the links in the file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Find, write, and say how many."""
        sort = Sort(options["sort"]) if options["sort"] else None
        query = SearchQuery(text=options["query"], sort=sort)
        pieces = self._pieces(query, options["format"], options["root"].rstrip("/"))
        if options["to"]:
            _write_file(options["to"], pieces)
        else:
            with suppress(BrokenPipeError):  # `| head` has seen enough
                for piece in pieces:
                    self.stdout.write(piece, ending="")

    def _pieces(self, query: SearchQuery, name: str, root: str) -> Iterator[str]:
        wanted = find_format(name)
        assert wanted is not None, "argparse admits only the names of formats"
        selection = select(query)
        heading = Heading(
            question=query.text,
            read_as=selection.read_as,
            address=f"{root}/?{query.querystring()}".rstrip("?"),
            made_at=datetime.now(UTC),
            total=len(selection.ids),
        )
        records = read_records(selection.ids, root, is_whole=wanted.is_whole)
        return _shown(wanted.write(heading, records), heading.total)


def _shown(pieces: Iterator[str], total: int) -> Iterator[str]:
    """Pass the pieces on while a bar shows how far they are; a piece is about an article."""
    with ProgressBar("Exporting", sys.stderr) as bar:
        for number, piece in enumerate(pieces):
            yield piece
            if number % _EVERY == 0:
                bar.show(min(number, total), total)


def _write_file(path: Path, pieces: Iterator[str]) -> None:
    """Write a file whole or not at all; raise CommandError when it cannot be written."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CommandError(f"{path} cannot be written ({error.strerror}). Try another.") from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
