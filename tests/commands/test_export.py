"""`manage.py export`: a whole search as a file, or nothing."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from archive import indexing
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def articles():
    """Index two articles of lithium and one of graphite."""
    found = [
        make_article("Lithium.", published=year, countries=["cl"]) for year in ("2023", "2024")
    ]
    make_article("Graphite.")
    indexing.drain()
    return [article.pk for article in found]


def test_export_prints_the_search_in_the_order_asked_for(capsys, articles):
    call_command("export", "lithium", "--format", "jsonl", "--sort", "oldest")

    search, *rows = map(json.loads, capsys.readouterr().out.splitlines())
    assert [row["id"] for row in rows] == articles
    assert (search["question"], search["total"]) == ("lithium", 2)
    assert search["address"] == "http://127.0.0.1:8000/?q=lithium&sort=oldest"


def test_export_is_csv_of_everything_unless_told_otherwise(capsys):
    call_command("export")

    text = capsys.readouterr().out
    assert text.startswith("\ufeff# Search,All articles")
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 9


def test_export_to_a_file_links_to_where_readers_find_the_archive(tmp_path, articles):
    file = tmp_path / "lithium.bib"

    root = "https://lode.example.org/"
    call_command("export", "lithium", "--format", "bibtex", "--to", str(file), "--root", root)

    text = file.read_text(encoding="utf-8")
    assert "% Address: https://lode.example.org/?q=lithium\n" in text
    assert f"https://lode.example.org/articles/{articles[0]}/" in text


def test_export_that_fails_leaves_the_old_file_and_no_half_one(tmp_path, monkeypatch):
    file = tmp_path / "out.csv"
    file.write_text("before")

    def fail(*args, **kwargs):
        yield from ()
        raise RuntimeError

    monkeypatch.setattr("archive.management.commands.export.read_records", fail)

    with pytest.raises(RuntimeError):
        call_command("export", "--to", str(file))

    assert file.read_text() == "before"
    assert list(tmp_path.glob("*.part")) == []


def test_export_to_where_nobody_may_write_is_explained(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export", "--to", str(tmp_path / "no" / "such" / "folder.csv"))


def test_question_over_a_limit_is_an_error_that_names_it():
    with pytest.raises(CommandError, match="512"):
        call_command("export", "word " * 200)
