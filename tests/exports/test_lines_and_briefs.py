"""JSON Lines, the Markdown brief and the citation in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.exports import citation
from archive.exports._lines import one_line, web_address
from tests.exports.making import HEADING, record, written


def test_json_lines_begin_with_the_search():
    first, second = map(json.loads, written("jsonl", record()).splitlines())

    assert first == {
        "type": "search",
        "question": "lithium, country Chile",
        "read_as": "lithium",
        "total": 1,
        "exported": "2026-01-31T12:00:05Z",
        "address": "https://lode.example.org/?q=lithium&country=cl",
    }
    assert (second["type"], second["id"], second["published"]) == ("article", 7, "2024-01-16")


def test_json_lines_say_null_for_what_is_not_known():
    line = written(
        "jsonl",
        record("XXXX-11-06", source="", origin="", language="", url="", is_untitled=True),
        heading=None,
    )
    article = json.loads(line)

    assert article["published"] == "XXXX-11-06"
    for name in ("title", "source", "origin", "language", "url", "earliest", "latest"):
        assert article[name] is None


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_lines_keep_any_text_on_one_line(text):
    line = written("jsonl", record(text=text), heading=None)

    assert line.count("\n") == 1
    assert json.loads(line)["text"] == text


def test_a_brief_numbers_its_citations_under_the_question():
    text = written("markdown", record(), record("", id=8, source="", origin="", url=""))

    assert text.startswith("# lithium, country Chile\n\n1 article in Lode, exported 2026-01-31T")
    assert "The question was read as: lithium" in text
    assert (
        "\n1. *Daryo* (from Reuters), “Brine pays”, 16 January 2024, "
        "<https://daryo.uz/brine?a=1&b=50%25> ([in Lode](https://lode.example.org/articles/7/))\n"
    ) in text
    assert "\n   > Lithium carbonate from brine\\.\n" in text
    assert "\n2. *Source unknown*, “Brine pays”, undated ([in Lode]" in text


def test_a_brief_shows_markup_as_it_was_typed():
    text = written("markdown", record(title="*x* [a](b) <i> # ~~1~~ $5$ `c`"))

    assert r"“\*x\* \[a\]\(b\) \<i\> \# \~\~1\~\~ \$5\$ \`c\`”" in text


def test_a_brief_of_everything_is_named_so():
    heading = HEADING.__class__("", "", "https://lode.example.org/", HEADING.made_at, 1_234)

    assert written("markdown", heading=heading).startswith(
        "# All articles\n\n1,234 articles in Lode"
    )


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        (
            {"origin": ""},
            (
                "Daryo, “Brine pays”, 16 January 2024, https://daryo.uz/brine?a=1&b=50%25 "
                "(archived in Lode: https://lode.example.org/articles/7/)"
            ),
        ),
        (
            {"published": "", "source": "", "url": ""},
            (
                "Source unknown (from Reuters), “Brine pays”, undated "
                "(archived in Lode: https://lode.example.org/articles/7/)"
            ),
        ),
        (
            {"published": "XXXX-11-06", "url": ""},
            (
                "Daryo (from Reuters), “Brine pays”, 6 November, year unknown "
                "(archived in Lode: https://lode.example.org/articles/7/)"
            ),
        ),
    ],
)
def test_a_citation_says_what_is_known(overrides, words):
    assert citation(record(**overrides)) == words


@pytest.mark.parametrize(
    ("url", "written_as"),
    [
        ("https://a.example/b?c=d", "https://a.example/b?c=d"),
        (" HTTP://a.example/ ", "HTTP://a.example/"),
        ('https://a.example/"<b> {c}', "https://a.example/%22%3Cb%3E%20%7Bc%7D"),
        ("https://a.example/锂", "https://a.example/锂"),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_written(url, written_as):
    assert web_address(url) == written_as


@given(st.text())
def test_one_line_is_one_line_in_every_format(text):
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert line.isprintable() or not any(ord(letter) < 32 for letter in line)
    assert one_line(line) == line
