"""`manage.py extract`: the JSON contract and the table for people."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from archive.management.commands import extract as command
from archive.models import Article

TEXT = (
    "Chile raises lithium output\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said, as two plants "
    "near Antofagasta expanded their ponds and shipped more to Japan.\n"
)


@pytest.fixture
def clip(tmp_path, db):
    path = tmp_path / "clip.txt"
    path.write_text(TEXT)
    return path


def test_extract_json_keeps_the_contract(clip, capsys):
    call_command("extract", str(clip), "--json")

    record = json.loads(capsys.readouterr().out)
    assert list(record) == [
        "file", "title", "source", "origin", "date", "date_precision", "countries", "minerals",
        "language", "body", "evidence",
    ]  # fmt: skip
    assert record["file"] == "clip.txt"
    assert record["title"] == "Chile raises lithium output"
    assert set(record["countries"]) == {"CL", "JP"}
    assert record["minerals"] == ["lithium"]
    assert record["date"] is None
    for evidence in record["evidence"]:
        assert list(evidence) == ["field", "value", "start", "end", "quote", "rule", "confidence"]
        assert TEXT[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_extract_prints_a_line_a_file(clip, capsys):
    other = clip.with_name("other.txt")
    other.write_text(TEXT)

    call_command("extract", str(clip), str(other), "--json")

    files = [json.loads(line)["file"] for line in capsys.readouterr().out.splitlines()]
    assert files == ["clip.txt", "other.txt"]


def test_extract_stores_nothing(clip):
    call_command("extract", str(clip))

    assert not Article.objects.exists()


def test_extract_shows_people_values_and_with_explain_the_words(clip, capsys):
    call_command("extract", str(clip))
    plain = capsys.readouterr().out
    call_command("extract", str(clip), "--explain")
    explained = capsys.readouterr().out

    assert "Chile raises lithium output" in plain
    assert "line 3" not in plain
    assert "country: Japan (jp)  [name" in explained
    assert "ponds and shipped more to ›Japan‹." in explained


def test_extract_explains_what_it_did_not_find(clip, capsys):
    clip.write_text(TEXT + "It told China Daily that it would lead the market by 3 May 2031.\n")

    call_command("extract", str(clip), "--explain")
    call_command("extract", str(clip), "--explain", "--json")

    out = capsys.readouterr().out
    assert "country: China (cn)  [part of “China Daily”]" in out
    assert "line 4: It told ›China‹ Daily" in out
    record = json.loads(out.splitlines()[-1])
    missed = {(each["field"], each["value"]) for each in record["near_misses"]}
    assert {("country", "cn"), ("mineral", "lead"), ("date", "2031-05-03")} <= missed


def test_extract_lists_companies_and_what_they_imply(clip, capsys):
    clip.write_text(TEXT + "Codelco said that Mutanda was of no interest to it.\n")

    call_command("extract", str(clip), "--explain")

    out = capsys.readouterr().out
    assert "Companies  Codelco (" in out
    assert "Projects   Mutanda (" in out
    assert "project: Mutanda (mutanda)  [name of a mine" in out
    assert "by Mutanda: copper, cobalt" in out
    assert "by Codelco" not in out


def test_extract_names_unreadable_files_after_the_others(clip, capsys):
    with pytest.raises(CommandError, match=r"gone\.txt"):
        call_command("extract", str(clip.with_name("gone.txt")), str(clip), "--json")

    assert json.loads(capsys.readouterr().out)["file"] == "clip.txt"


def test_extract_needs_no_database(clip, capsys, monkeypatch):
    def no_database():
        raise DatabaseError("no such table")

    monkeypatch.setattr(command, "current_gazetteer", no_database)

    call_command("extract", str(clip), "--json")

    assert "CL" in json.loads(capsys.readouterr().out)["countries"]
