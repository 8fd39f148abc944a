"""`manage.py ingest`: arguments, the JSON contract, exit status."""

import io
import json
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command

from archive.ingest import load_taxonomy
from archive.models import Article

LITHIUM = "Chile raises lithium output\n\nTwo plants in Chile expanded, the ministry said."
NICKEL = "Indonesia bans nickel ore exports\n\nThe ban starts in January, the ministry said."


@pytest.fixture
def archive(db, settings):
    settings.INLINE_INDEXING = False
    load_taxonomy()


@pytest.fixture
def folder(archive, tmp_path):
    """Return a folder with two clippings, one of them deeper, and a hidden file."""
    home = tmp_path / "in"
    (home / "deep" / "er").mkdir(parents=True)
    (home / "b.txt").write_text(LITHIUM)
    (home / "deep" / "er" / "a.txt").write_text(NICKEL)
    (home / ".hidden.txt").write_text("Hidden lithium.")
    return home


def run(capsys, *arguments):
    call_command("ingest", *map(str, arguments))
    return capsys.readouterr().out


def lines(output):
    return [json.loads(line) for line in output.splitlines()]


def test_ingest_takes_a_folder_with_everything_below_it(folder, capsys):
    assert run(capsys, folder) == "2 added, 0 duplicates, 0 failed\n"
    assert Article.objects.count() == 2


def test_ingest_again_finds_only_duplicates(folder, capsys):
    run(capsys, folder)

    assert run(capsys, folder) == "0 added, 2 duplicates, 0 failed\n"


def test_ingest_json_has_one_object_a_file_and_a_summary(folder, capsys):
    first, second, summary = lines(run(capsys, folder, "--json"))

    assert list(first) == ["file", "status", "id", "title", "message"]
    assert first["file"] == str(folder / "b.txt")
    assert first["status"] == "added"
    assert Article.objects.get(pk=first["id"]).text == LITHIUM
    assert second["file"].endswith("a.txt")
    assert summary == {"summary": {"added": 2, "duplicates": 0, "failed": 0}}


def test_ingest_names_the_article_that_a_duplicate_repeats(folder, capsys):
    added = lines(run(capsys, folder, "--json"))[0]

    duplicate = lines(run(capsys, folder / "b.txt", "--json"))[0]

    assert duplicate["status"] == "duplicate"
    assert duplicate["id"] == added["id"]
    assert str(added["id"]) in duplicate["message"]


def test_ingest_goes_on_past_bad_files_and_fails_at_the_end(folder, capsys):
    (folder / "a.bin").write_bytes(bytes(range(256)))

    with pytest.raises(CommandError) as caught:
        run(capsys, folder / "gone.txt", folder)

    assert capsys.readouterr().out == "2 added, 0 duplicates, 2 failed\n"
    assert caught.value.returncode == 1
    assert "gone.txt: The file cannot be opened: No such file or directory." in str(caught.value)
    assert "a.bin: This is no text" in str(caught.value)


def test_ingest_dry_run_adds_nothing(folder, capsys):
    output = lines(run(capsys, folder, "--dry-run", "--json"))

    assert [line["status"] for line in output[:-1]] == ["new", "new"]
    assert output[-1] == {"summary": {"new": 2, "duplicates": 0, "failed": 0}}
    assert not Article.objects.exists()


def test_ingest_reads_standard_input(archive, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LITHIUM.encode())))

    assert run(capsys, "-") == "1 added, 0 duplicates, 0 failed\n"
    assert Article.objects.get().text == LITHIUM


def test_ingest_draws_progress_on_standard_error(folder, capsys):
    call_command("ingest", str(folder), "--progress")

    printed = capsys.readouterr()
    assert "2/2" in printed.err
    assert "left" in printed.err
    assert "█" not in printed.out


def test_ingest_of_an_empty_folder_adds_nothing(archive, tmp_path, capsys):
    (tmp_path / "empty").mkdir()

    assert run(capsys, tmp_path / "empty") == "0 added, 0 duplicates, 0 failed\n"


def test_ingest_shortens_a_long_list_of_failures(archive, tmp_path, capsys):
    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_bytes(b"")

    with pytest.raises(CommandError, match="and 10 more"):
        run(capsys, tmp_path)


def test_ingest_leaves_data_files_in_folders_alone(folder, capsys):
    data = folder / "expected.toml"
    data.write_text("title = 'not a clipping'")

    assert run(capsys, folder) == "2 added, 0 duplicates, 0 failed\n"
    assert run(capsys, data) == "1 added, 0 duplicates, 0 failed\n"


def test_ingest_takes_zip_archives_and_tables_and_names_each_clipping(folder, capsys):
    (folder / "rows.csv").write_text("title,text\nOne,Tin from Peru.\nTwo,Tin from Peru.\n")
    with zipfile.ZipFile(folder / "clips.zip", "w") as archive:
        archive.writestr("news/c.txt", "Graphite from Mozambique.")
        archive.writestr("bad.pdf", "%PDF-1.4 junk")
        archive.writestr("../../d.txt", "Cobalt from Zambia.")

    with pytest.raises(CommandError, match=r"clips\.zip: bad\.pdf: The PDF is damaged"):
        run(capsys, folder, folder / "rows.csv")

    assert capsys.readouterr().out == "5 added, 1 duplicates, 1 failed\n"
    assert Article.objects.get(text="Tin from Peru.").title == "One"


def test_ingest_goes_on_behind_a_damaged_archive(folder, capsys):
    (folder / "bad.zip").write_bytes(b"PK\x03\x04 junk")

    with pytest.raises(CommandError, match=r"bad\.zip: The zip archive is damaged"):
        run(capsys, folder)

    assert capsys.readouterr().out == "2 added, 0 duplicates, 1 failed\n"
