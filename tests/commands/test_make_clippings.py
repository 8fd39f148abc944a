"""`manage.py make_clippings`: files, labels, the archive, and clear refusals."""

import json
import re

import pytest
from django.core.management import CommandError, call_command

from archive.models import Article
from archive.synthetic import clippings


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "made"


def test_make_clippings_writes_the_texts_byte_for_byte(folder, capsys):
    call_command("make_clippings", "12", "--seed", "5", "--to", str(folder))

    assert "12 synthetic clippings" in capsys.readouterr().out
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert files == {each.file_name: each.text.encode() for each in clippings(12, 5)}


def test_make_clippings_spreads_many_files_over_subfolders(folder, monkeypatch):
    monkeypatch.setattr("archive.management.commands.make_clippings._IN_A_FOLDER", 10)

    call_command("make_clippings", "25", "--to", str(folder))

    assert [(path.name, len(list(path.iterdir()))) for path in sorted(folder.iterdir())] == [
        ("0000", 10),
        ("0001", 10),
        ("0002", 5),
    ]


def test_make_clippings_fills_an_empty_folder(folder):
    folder.mkdir()

    call_command("make_clippings", "1", "--to", str(folder))

    assert len(list(folder.iterdir())) == 1


def test_make_clippings_labels_each_file(folder, tmp_path):
    labels = tmp_path / "labels.jsonl"

    call_command("make_clippings", "30", "--to", str(folder), "--labels", str(labels))

    records = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    assert [record["file"] for record in records] == sorted(path.name for path in folder.iterdir())
    for record in records:
        text = (folder / record["file"]).read_text(encoding="utf-8")
        assert record["title"] is None or record["title"] in text
        assert record["countries"] == record["countries_mentioned"]
        assert record["minerals"]
        assert record["date"] is None or re.fullmatch(
            r"(\d{4}|XXXX)(-\d\d(-\d\d)?)?", record["date"]
        )


@pytest.mark.django_db(transaction=True)
def test_make_clippings_adds_to_the_archive(capsys):
    call_command("make_clippings", "4", "--seed", "3")

    assert "4 added, 0 duplicates, 0 failed" in capsys.readouterr().out
    texts = {article.text.strip() for article in Article.objects.all()}
    assert len(texts) == 4
    assert all("Synthetic clipping" in text for text in texts)

    call_command("make_clippings", "4", "--seed", "3")

    assert "0 added, 4 duplicates" in capsys.readouterr().out


@pytest.mark.parametrize("count", ["0", "-3"])
def test_make_clippings_refuses_less_than_one(count, folder):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("make_clippings", "--to", str(folder), "--", count)

    assert not folder.exists()


def test_make_clippings_overwrites_nothing_in_a_folder(folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match=r"not empty.*Name a new folder"):
        call_command("make_clippings", "3", "--to", str(folder))

    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_make_clippings_names_a_file_given_as_folder(folder):
    folder.write_text("a file")

    with pytest.raises(CommandError, match="is a file"):
        call_command("make_clippings", "3", "--to", str(folder))


def test_make_clippings_keeps_labels_that_are_there(folder, tmp_path):
    labels = tmp_path / "labels.jsonl"
    labels.write_text("kept")

    with pytest.raises(CommandError, match="exists and is not overwritten"):
        call_command("make_clippings", "3", "--to", str(folder), "--labels", str(labels))

    assert labels.read_text() == "kept"


def test_make_clippings_says_where_it_cannot_write(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("make_clippings", "3", "--to", str(blocked / "made"))


def test_make_clippings_draws_progress_when_asked(folder, capsys):
    call_command("make_clippings", "3", "--to", str(folder), "--progress")

    assert "3/3" in capsys.readouterr().err
