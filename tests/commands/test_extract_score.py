"""`manage.py extract_score`: the figures of a labelled folder."""

import json

import pytest
from django.core.management import CommandError, call_command

TEXT = (
    "Chile raises lithium output\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said, as two plants "
    "near Antofagasta expanded their ponds and shipped more to Japan.\n"
)
LABELS = {
    "file": "clip.txt",
    "title": "Chile raises lithium output",
    "source": None,
    "source_aliases": [],
    "cited": [],
    "date": "2024-02",
    "countries_core": ["CL"],
    "countries_mentioned": ["CL", "JP"],
    "countries_optional": [],
    "countries_boilerplate": [],
    "minerals_core": ["lithium"],
    "minerals_mentioned": ["lithium"],
    "minerals_optional": [],
    "minerals_boilerplate": [],
    "body": TEXT.split("\n\n")[1],
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "clip.txt").write_text(TEXT)
    (tmp_path / "gold.jsonl").write_text(json.dumps(LABELS) + "\n\n")
    return tmp_path


def run(folder, *options):
    call_command("extract_score", str(folder / "gold.jsonl"), str(folder), *options)


def test_extract_score_prints_figures_and_errors(folder, capsys):
    run(folder, "--errors", "--json")

    record = json.loads(capsys.readouterr().out)
    assert record["docs"] == record["predicted"] == 1
    assert record["countries_F1"] == record["title_acc"] == record["source_null_ok"] == 1.0
    assert record["date_exact_dated"] == 0.0
    assert [each["field"] for each in record["errors"]] == ["date"]


def test_extract_score_is_readable_too(folder, capsys):
    run(folder, "--errors")

    out = capsys.readouterr().out
    assert "clip.txt | date | 2024-02 | None" in out
    assert "body_F1                            1.000" in out
    assert "date_null_ok_undated               —" in out


def test_extract_score_counts_unreadable_files_and_fails(folder, capsys):
    (folder / "clip.txt").unlink()

    with pytest.raises(CommandError, match=r"clip\.txt"):
        run(folder)

    assert "predicted                          0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "message"), [("{", "line 1"), ("{}", "lack or misuse"), ("[]", "lack or misuse")]
)
def test_extract_score_names_the_line_that_it_cannot_read(folder, line, message):
    (folder / "gold.jsonl").write_text(line)

    with pytest.raises(CommandError, match=message):
        run(folder)


def test_extract_score_explains_missing_labels_and_folders(folder):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("extract_score", str(folder / "none.jsonl"), str(folder))
    with pytest.raises(CommandError, match="is no folder"):
        call_command("extract_score", str(folder / "gold.jsonl"), str(folder / "none"))
