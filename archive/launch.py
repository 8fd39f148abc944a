"""From an empty folder to a running Lode. Every step may be repeated at any time."""

import errno
import os
import secrets
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key

from archive import gunicorn_config, indexing
from archive.errors import ArchiveError
from archive.ingest import load_taxonomy
from archive.models import Article, Original
from archive.search import SearchError
from archive.stories import find_stories

Say = Callable[[str], object]
FIRST_USER = "admin"
_LAST_PORT = 65535
_MOST_WORKERS = 1000


class CannotStart(ArchiveError):
    """Something outside Lode keeps it from starting; the message names the fix."""


def prepare(say: Say, progress: indexing.Progress = indexing.no_progress) -> None:
    """Bring data directory, database, taxonomy, seeds, index and static files up to date."""
    _make_private_directories()
    _make_secret_key()
    call_command("migrate", verbosity=0, interactive=False)
    load_taxonomy()
    _ingest_seeds_if_empty(say)
    _find_stories(say, progress)
    _mend_index(say, progress)
    _make_first_user(say)
    call_command("collectstatic", verbosity=0, interactive=False)


def check_address() -> None:
    """Raise CannotStart when the address cannot be served from."""
    host, port = gunicorn_config.host, gunicorn_config.port
    if host not in ("127.0.0.1", "localhost", "::1") and not settings.BEHIND_PROXY:
        raise CannotStart(
            f"ARCHIVE_HOST={host} is reachable by others. Put a proxy such as nginx or Caddy in "
            "front and set ARCHIVE_BEHIND_PROXY=1, or leave ARCHIVE_HOST unset."
        )
    if not _is_number(port, 1, _LAST_PORT):
        raise CannotStart(f"PORT={port} is not a number from 1 to {_LAST_PORT}. Try PORT=8000.")
    if not _is_number(gunicorn_config.workers, 1, _MOST_WORKERS):
        raise CannotStart(
            f"ARCHIVE_WORKERS={gunicorn_config.workers} is not a number of server processes. "
            "Try ARCHIVE_WORKERS=3."
        )
    _check_free(host, int(port))


def _is_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdecimal() and least <= int(text) <= most


def _check_free(host: str, port: int) -> None:
    """Raise CannotStart unless this process may listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotStart(_why_not_free(host, port, error)) from error


def _why_not_free(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else 8000
        return f"Port {port} on {host} is taken; is Lode running already? Try PORT={other}."
    if error.errno == errno.EACCES:
        return f"You may not serve on port {port}: {error.strerror}. Try PORT=8000."
    return (
        f"ARCHIVE_HOST={host} is not an address of this machine ({error.strerror}). "
        "Leave it unset, or try ARCHIVE_HOST=127.0.0.1."
    )


def serve() -> None:
    """Become gunicorn: signals and exit status are its own. Does not return."""
    command = [sys.executable, "-m", "gunicorn", "-c", "python:archive.gunicorn_config"]
    os.execv(sys.executable, [*command, "archive.wsgi:application"])  # noqa: S606


def _make_private_directories() -> None:
    """Make the data directories readable by their owner alone: index files are pickles."""
    for directory in (settings.DATA_DIR, settings.INDEX_DIR, settings.ORIGINALS_DIR):
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise CannotStart(
                f"{directory} cannot be made ({error.strerror}). "
                "Set ARCHIVE_DATA_DIR to a folder that you may write to."
            ) from error


def _make_secret_key() -> None:
    """Write a secret key for this archive, unless there is one."""
    try:
        descriptor = os.open(settings.SECRET_KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(get_random_secret_key())


def _ingest_seeds_if_empty(say: Say) -> None:
    """Add the samples to an archive that never held anything: an emptied one stays empty."""
    seeds = Path(settings.BASE_DIR) / "seeds"
    if seeds.is_dir() and not (Article.objects.exists() or Original.objects.exists()):
        say("The archive is empty: adding the sample clippings of seeds/.")
        call_command("ingest", str(seeds), verbosity=0)


def _find_stories(say: Say, progress: indexing.Progress) -> None:
    """Recognise the copies among the articles of an archive from before that was done."""
    for number, (placed, total) in enumerate(find_stories()):
        if number == 0:
            say(f"Looking for copies among {total:,} articles.")
        progress(placed, total)


def _mend_index(say: Say, progress: indexing.Progress) -> None:
    """Rebuild an index that is missing, damaged or outdated; else index what it lacks.

    When another process is writing, it will see what there is to do: nothing to wait for.
    """
    try:
        if reason := indexing.needs_rebuild():
            say(f"Building the index: {reason}")
            indexing.rebuild(progress)
            return
        indexing.repair(indexing.find_missing_and_orphans())
        indexing.drain()
    except SearchError as error:
        say(f"Serving with the index as it is: {error}")


def _make_first_user(say: Say) -> None:
    """Make an administrator with a random password, shown this once, unless somebody exists."""
    users = get_user_model()._default_manager
    if users.exists():
        return
    password = "-".join(_syllables(4))
    users.create_superuser(FIRST_USER, password=password)
    say(f"Sign in as “{FIRST_USER}” with the password  {password}  (shown only now).")


def _syllables(count: int) -> Iterator[str]:
    """Yield random words of six letters that are easy to type, 19 bits each."""
    for _ in range(count):
        yield "".join(
            secrets.choice("bdfghjklmnprstvz") + secrets.choice("aeiou") for _ in range(3)
        )
