"""Partial dates: reading, writing, bounds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import edtf
from archive.edtf import PartialDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision", "words"),
    [
        ("2024-01-16", (2024, 1, 16), (2024, 1, 16), "day", "16 January 2024"),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), "month", "February 2024"),
        ("2023-02", (2023, 2, 1), (2023, 2, 28), "month", "February 2023"),
        ("2024", (2024, 1, 1), (2024, 12, 31), "year", "2024"),
        ("XXXX-11-06", None, None, "month-day", "6 November, year unknown"),
        ("XXXX-02-29", None, None, "month-day", "29 February, year unknown"),
    ],
)
def test_parse_gives_bounds_precision_and_words(text, earliest, latest, precision, words):
    partial = edtf.parse(text)

    assert str(partial) == text
    assert partial.earliest == (earliest and date(*earliest))
    assert partial.latest == (latest and date(*latest))
    assert partial.precision == precision
    assert partial.in_words() == words


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-13", "2024-02-30", "2023-02-29", "XXXX", "XXXX-11", "2024-1-6", "16.1.2024"],
)
def test_parse_refuses_what_is_no_edtf_date(text):
    with pytest.raises(ValueError, match=r"."):
        edtf.parse(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024", "2024"),
        (" 2024-3 ", "2024-03"),
        ("2024/03/09", "2024-03-09"),
        ("6 Nov 2024", "2024-11-06"),
        ("6th November 2024", "2024-11-06"),
        ("November 6, 2024", "2024-11-06"),
        ("Sept. 2019", "2019-09"),
        ("march 2024", "2024-03"),
    ],
)
def test_parse_typed_reads_what_people_type(typed, expected):
    assert str(edtf.parse_typed(typed)) == expected


@pytest.mark.parametrize("typed", ["", "soon", "3/4/2024", "2024-02-30", "Foo 2024", "99 Mar 2024"])
def test_parse_typed_says_what_to_type_instead(typed):
    with pytest.raises(ValueError, match="Try 2024, 2024-03 or 6 Nov 2024"):
        edtf.parse_typed(typed)


@given(st.text(max_size=30))
def test_parse_typed_raises_nothing_but_value_error(text):
    try:
        partial = edtf.parse_typed(text)
    except ValueError:
        return
    assert edtf.parse(str(partial)) == partial


@given(st.dates())
def test_every_day_survives_the_round_trip(day):
    partial = PartialDate(day.year, day.month, day.day)

    assert edtf.parse(str(partial)) == partial
    assert partial.earliest == partial.latest == day


@pytest.mark.parametrize("parts", [(None, None, 6), (2024, None, 6), (None, 11, None), ()])
def test_partial_date_refuses_parts_that_edtf_cannot_say(parts):
    with pytest.raises(ValueError, match="needs"):
        PartialDate(*parts)
