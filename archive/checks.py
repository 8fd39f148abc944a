"""System checks: what would make Lode fail later is said at the start."""

import os
import sqlite3
from collections.abc import Sequence
from typing import Any

import whoosh
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register  # noqa: A004

WHOOSH_VERSION = (2, 7, 4)

# SQLite could lose a commit that races a checkpoint in WAL mode: https://sqlite.org/changes.html
# (fixed in 3.51.3, and in the branches 3.50.7 and 3.44.6).
_WAL_RESET_FIXED = (3, 51, 3)
_WAL_RESET_FIXED_BRANCHES = ((3, 50, 7), (3, 44, 6))


@register()
def check_data_dir(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report a data directory that cannot be written to."""
    if os.access(settings.DATA_DIR, os.W_OK | os.X_OK):
        return []
    return [
        Error(
            f"{settings.DATA_DIR} is not a folder that Lode may write to.",
            hint="Create it, or set ARCHIVE_DATA_DIR to another folder.",
            id="archive.E001",
        )
    ]


@register()
def check_whoosh(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report another distribution of Whoosh: all of them install the same folder."""
    if whoosh.__version__ == WHOOSH_VERSION:
        return []
    return [
        Error(
            f"Whoosh {whoosh.__version__} is installed; Lode is tested with {WHOOSH_VERSION}.",
            hint="Run: pip install --force-reinstall -r requirements.txt",
            id="archive.E002",
        )
    ]


@register(deploy=True)
def check_email(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report e-mail whose links would lead nowhere."""
    if not settings.CAN_SEND_EMAIL or settings.ROOT_URL.startswith(("http://", "https://")):
        return []
    return [
        Warning(
            "ARCHIVE_EMAIL_URL is set, but the links in e-mail have no address.",
            hint="Set ARCHIVE_ROOT_URL to where readers find Lode: https://lode.example.org.",
            id="archive.W001",
        )
    ]


@register(deploy=True)
def check_sqlite(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Mention an SQLite release with the rare WAL-reset fault."""
    version = sqlite3.sqlite_version_info
    in_fixed_branch = any(
        fixed <= version < (fixed[0], fixed[1] + 1, 0) for fixed in _WAL_RESET_FIXED_BRANCHES
    )
    if version >= _WAL_RESET_FIXED or in_fixed_branch:
        return []
    return [
        Info(
            f"SQLite {sqlite3.sqlite_version} has a rare fault in WAL mode.",
            hint="Use a Python with SQLite 3.51.3 or newer when you can, and keep backups.",
            id="archive.I001",
        )
    ]
