"""Extraction on 150 invented pages that look like real ones: no figure may fall back."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

FOLDER = Path(__file__).parent / "clippings"

FLOORS = {
    "title_acc": 0.985,
    "source_acc(first, sourced docs)": 0.975,
    "source_null_ok": 0.97,
    "date_exact_all": 0.985,
    "date_null_ok_undated": 1.0,
    "countries_F1": 0.99,
    "countries_core_recall": 0.99,
    "minerals_all_F1": 0.99,
    "body_F1": 0.98,
}


@pytest.fixture(scope="module")
def figures():
    """Return the scores of all clippings."""
    out = StringIO()
    call_command("extract_score", FOLDER / "gold.jsonl", FOLDER, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(("name", "floor"), FLOORS.items(), ids=FLOORS)
def test_figure_does_not_fall_back(figures, name, floor):
    assert figures[name] >= floor
