"""Commands on an archive that is missing or broken: one line, the fix, exit status 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from archive import indexing

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize(
    "command",
    [
        ["search", "lithium"],
        ["index_check", "--repair"],
        ["index_rebuild", "--if-needed"],
        ["index_worker"],
        ["ingest", "seeds"],
        ["load_taxonomy"],
    ],
    ids=lambda command: command[0],
)
def test_missing_archive_is_said_in_one_line(command, tmp_path):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"There is no archive in {tmp_path} yet" in done.stderr
    assert "up --no-serve" in done.stderr


@pytest.mark.django_db
def test_database_that_fails_is_named_with_the_reason(monkeypatch, settings):
    def fail():
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(indexing, "check", fail)

    with pytest.raises(CommandError, match=r"disk I/O error") as caught:
        call_command("index_check")
    assert str(settings.DATA_DIR) in str(caught.value)
