import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exports._csv import safe_cell
from tests.exports.making import HEADING, record, written

HEADER_ROW = 5


def rows(*records, heading=HEADING):
    """Read a file as Python's own csv module does."""
    text = written("csv", *records, heading=heading)
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def table(*records):
    return [
        dict(zip(rows(*records)[HEADER_ROW], row, strict=True))
        for row in rows(*records)[HEADER_ROW + 1 :]
    ]


def test_csv_begins_with_the_question_in_five_rows():
    assert rows(record())[:HEADER_ROW] == [
        ["# Search", "lithium, country Chile"],
        ["# Read as", "lithium"],
        ["# Articles", "1"],
        ["# Exported", "2026-01-31T12:00:05Z"],
        ["# Address", "https://lode.example.org/?q=lithium&country=cl"],
    ]


def test_csv_has_one_row_for_each_article():
    assert table(record()) == [
        {
            "id": "7",
            "title": "Brine pays",
            "source": "Daryo",
            "origin": "Reuters",
            "published": "2024-01-16",
            "earliest": "2024-01-16",
            "latest": "2024-01-16",
            "minerals": "lithium",
            "countries": "Chile; Côte d'Ivoire",
            "companies": "SQM",
            "language": "en",
            "review": "unreviewed",
            "url": "https://daryo.uz/brine?a=1&b=50%25",
            "address": "https://lode.example.org/articles/7/",
            "opening": "Lithium carbonate from brine.",
        }
    ]


def test_csv_says_utf_8_to_spreadsheets_and_ends_lines_as_the_standard_says():
    text = written("csv", record())

    assert text.startswith("\ufeff# Search,")
    assert text.count("\r\n") == HEADER_ROW + 2
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("published", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("XXXX-11-06", "", ""),
        ("", "", ""),
    ],
)
def test_csv_keeps_the_precision_of_a_date(published, earliest, latest):
    row = table(record(published))[0]

    assert (row["published"], row["earliest"], row["latest"]) == (published, earliest, latest)


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"]
)
def test_no_cell_begins_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_every_free_text_of_an_article_and_of_the_question_is_safe():
    evil = '=HYPERLINK("http://evil.example")'
    row = record(
        title=evil,
        source=evil,
        origin=evil,
        minerals=(evil,),
        countries=(evil,),
        companies=(evil,),
        opening=evil,
    )
    heading = HEADING.__class__(evil, evil, evil, HEADING.made_at, 1)

    cells = [cell for line in rows(row, heading=heading) for cell in line]

    assert not [cell for cell in cells if cell.startswith("=")]
    assert sum(cell == f"'{evil}" for cell in cells) == 10


@given(st.text(), st.text())
def test_any_title_survives_quoting(title, source):
    row = table(record(title=title, source=source))[0]

    assert row["title"].removeprefix("'") == title.removeprefix("'")
    assert row["source"].removeprefix("'") == source.removeprefix("'")


def test_an_untitled_article_has_an_empty_title():
    assert table(record(is_untitled=True))[0]["title"] == ""
