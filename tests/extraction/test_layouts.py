"""Clippings in the layouts of many kinds of outlets, one small case for each kind."""

import tomllib
from pathlib import Path

import pytest

from archive.extraction import extract

FILES = sorted((Path(__file__).parent / "layouts").glob("*.toml"))
CASES = [case for file in FILES for case in tomllib.loads(file.read_text(encoding="utf-8"))["page"]]


def slugs(tags):
    return {tag.slug for tag in tags}


def same(name):
    return " ".join(name.lower().split()).removeprefix("the ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_layout_is_read_as_a_careful_person_reads_it(case):
    text = case["text"]
    found = extract(text)

    if "title" in case:
        assert found.title == " ".join(case["title"].split())
    assert same(found.source) in {same(case["source"]), same(case.get("alias", case["source"]))}
    assert found.date == case["date"]
    if "countries" in case:
        assert slugs(found.countries) == set(case["countries"])
    if "minerals" in case:
        assert slugs(found.minerals) == set(case["minerals"])
    body = " ".join(found.body(text).split())
    assert all(words in body for words in case.get("has", ()))
    assert not any(words in body for words in case.get("lacks", ()))
