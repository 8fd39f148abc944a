"""The promises that hold for any text: no exception, exact offsets, ranges in order, linear."""

# ruff: noqa: E501  # a case of a table stays on its line

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.edtf import parse
from archive.extraction import Extraction, Hints, extract, load_gazetteer

CLIPPING = (
    "The Northern Miner\nNiger to return Orano's uranium\nBy Ana Soto | May 3, 2024\n\n"
    "NIAMEY, May 3 (Reuters) - Niger will give uranium back to Orano of France, the government "
    "said on Friday, and spodumene may follow.\n\n© 2024 The Northern Miner\n"
)
PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", "\u2028", " ", "•", " | ", " - ", " — ", "(", ")", "[", "/", ":", "@", "©",
        "Source: ", "By ", "(Reuters) - ", "JAKARTA, Nov 6 ", "May 3, 2024", "13/45/2024", "2024-02-30",
        "29 Feb 2023", "0000-00-00", "99.99.9999", "2023年13月40日", "Related Articles", "Comments (0)",
        "Subject: ", "The ministry said that the lithium mine would reopen on Friday.", "Reuters",
        "The Daily Post", "www.mining.com", "http://[::1", "a@b.c", "Follow X's", "Sign up to ", "٣",
        "²", "İ", "ẞ", "\x00", "\ud800", "\ufeff", "锂", "Home > News > ", "% ", "Li₂CO₃", "’s",
    ]
)  # fmt: skip
HOSTILE = {
    "brackets": "[" * 200_000,
    "parentheses": "(" * 200_000,
    "digits": "1" * 200_000,
    "dates": "May 1, 2024 " * 16_000,
    "date lines": "May 1, 2024\n" * 16_000,
    "labels": "Source: " * 25_000,
    "short lines": "a\n" * 100_000,
    "headings": "Related\n" * 25_000,
    "one endless line": "word " * 40_000,
    "addresses": "http://a.b.c.d.e/" * 12_000,
    "mail": "a@b.c" * 40_000,
    "spaces": " " * 200_000,
    "wrapped": "some words that continue here on a line\n" * 5_000,
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=25).map("".join))
def test_any_text_keeps_the_promises(text):
    found = extract(text)

    assert_promises(found, text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_any_hints_keep_the_promises(title, source, date, url):
    found = extract(CLIPPING, hints=Hints(title=title, source=source, date=date, url=url))

    assert_promises(found, CLIPPING)


def assert_promises(found: Extraction, text: str):
    for finding in found.findings:
        if finding.start is not None:
            assert 0 <= finding.start < finding.end <= len(text)
            assert text[finding.start : finding.end] == finding.quote
        assert finding.rule
        assert 0 <= finding.confidence <= 1
    position = 0
    for start, end in found.body_ranges:
        assert position <= start < end <= len(text)
        position = end
    if found.date:
        assert parse(found.date).precision == found.date_precision
    else:
        assert found.date_precision == "none"


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_read_in_time(case):
    began = time.process_time()

    extract(HOSTILE[case])

    assert time.process_time() - began < 30  # seconds; what is quadratic takes minutes


def test_every_value_has_its_evidence():
    found = extract(CLIPPING)

    values = {(finding.field, finding.value) for finding in found.findings}

    assert ("title", "Niger to return Orano's uranium") in values
    assert ("source", "The Northern Miner") in values
    assert ("origin", "Reuters") in values
    assert ("date", "2024-05-03") in values
    assert {("country", "ne"), ("country", "fr")} <= values


def test_tags_come_with_the_subject_first():
    found = extract(CLIPPING)

    weights = [tag.weight for tag in found.countries]

    assert found.countries[0].slug == "ne"
    assert weights == sorted(weights, reverse=True)


def test_forms_roll_up_to_their_mineral():
    found = extract(CLIPPING)

    assert {tag.slug for tag in found.minerals} == {"uranium", "lithium"}
    assert [tag.slug for tag in found.mineral_forms] == ["spodumene"]


def test_same_text_gives_the_same_answer():
    assert extract(CLIPPING) == extract(CLIPPING, gazetteer=load_gazetteer())


def test_record_is_the_published_contract():
    record = extract(CLIPPING).as_record(CLIPPING, "a.txt")

    assert json.loads(json.dumps(record)) == record
    assert list(record) == [
        "file", "title", "source", "origin", "date", "date_precision",
        "countries", "minerals", "language", "body", "evidence",
    ]  # fmt: skip
    assert record["countries"][0] == "NE"


def test_empty_text_finds_nothing():
    assert extract("") == Extraction()
