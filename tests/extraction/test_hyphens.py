"""Words that a margin has broken are found whole, and quoted as they stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import extract

PROSE = (
    "the smelters of Sweden and Finland refine copper, and sell tellurium and selenium to makers "
    "of glass in Germany, while Kazakhstan sends molybdenum and rhenium to Belgium every month, "
    "although the buyers there would rather have indium from Canada or gallium from Slovakia, "
    "and pay for it what it costs, a trader said at the fair on Monday."
)


def values(text, field):
    return {finding.value for finding in extract(text).findings if finding.field == field}


def broken(text, widths, mark="-\n"):
    """Return a text set in lines of about these widths, words broken where the margin falls."""
    parts, rest = [], text
    for width in widths:
        inside = re.compile(r"(?<=[a-z])(?=[a-z]{3})|(?<= )").search(rest, width)
        cut = inside.start() if inside else len(rest)
        parts.append(rest[:cut] + ("\n" if rest[cut - 1 : cut] == " " else mark))
        rest = rest[cut:]
    return "".join([*parts, rest])


WIDTHS = st.lists(st.integers(55, 80), min_size=4, max_size=4)


@given(WIDTHS)
def test_findings_quote_the_text_where_they_stand(widths):
    text = broken(PROSE, widths)

    for finding in extract(text).findings:
        assert text[finding.start : finding.end] == finding.quote


@pytest.mark.parametrize("mark", ["-\n", "-\r\n", "\u00ad\n", "-  \n  "])
def test_a_break_may_be_written_in_many_ways(mark):
    text = broken(PROSE, [61, 62, 63, 64], mark)

    assert values(text, "country") == {"se", "fi", "de", "kz", "be", "ca", "sk"}
