"""A setting that cannot be read stops Lode with the fix, not with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(tmp_path, **environment):
    """Run a command that reads all settings."""
    return subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=ROOT,
        env=os.environ | {"ARCHIVE_DATA_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ARCHIVE_HTTPS", "maybe", "ARCHIVE_HTTPS=1"),
        ("ARCHIVE_MAX_UPLOAD_MB", "abc", "ARCHIVE_MAX_UPLOAD_MB=25"),
        ("ARCHIVE_TIME_ZONE", "Mars/Olympus", "Europe/Berlin"),
        ("ARCHIVE_LOG_LEVEL", "loud", "ARCHIVE_LOG_LEVEL=INFO"),
        ("ARCHIVE_SEARCH_ENGINE", "solr", "ARCHIVE_SEARCH_ENGINE=whoosh"),
        ("ARCHIVE_SECRET_KEY", "short", "50 characters"),
    ],
)
def test_unreadable_setting_names_the_fix(tmp_path, name, value, advice):
    result = run(tmp_path, **{name: value})

    assert result.returncode == 1
    assert result.stderr.startswith("Lode cannot start: ")
    assert advice in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("value", "meaning"), [("on", True), ("TRUE", True), ("0", False)])
def test_switches_are_read_in_any_usual_spelling(tmp_path, value, meaning):
    settings = run(tmp_path, ARCHIVE_BEHIND_PROXY=value).stdout

    assert f"BEHIND_PROXY = {meaning}" in settings
