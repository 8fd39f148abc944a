"""The system checks say what would fail later."""

import sqlite3

import pytest
import whoosh

from archive import checks


def test_data_dir_that_is_missing_is_an_error(settings, tmp_path):
    assert checks.check_data_dir() == []

    settings.DATA_DIR = tmp_path / "missing"
    assert "ARCHIVE_DATA_DIR" in checks.check_data_dir()[0].hint


def test_other_whoosh_is_an_error(monkeypatch):
    assert checks.check_whoosh() == []

    monkeypatch.setattr(whoosh, "__version__", (3, 54, 0))
    assert checks.check_whoosh()[0].id == "archive.E002"


@pytest.mark.parametrize(
    ("version", "is_mentioned"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 6), True),
        ((3, 50, 9), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
)
def test_sqlite_with_the_wal_fault_is_mentioned(monkeypatch, version, is_mentioned):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    assert bool(checks.check_sqlite()) == is_mentioned


@pytest.mark.parametrize(
    ("can_send", "root", "is_mentioned"),
    [(False, "", False), (True, "", True), (True, "https://lode.example.org", False)],
)
def test_e_mail_without_an_address_for_its_links_is_mentioned(
    settings, can_send, root, is_mentioned
):
    settings.CAN_SEND_EMAIL, settings.ROOT_URL = can_send, root

    assert bool(checks.check_email()) == is_mentioned
