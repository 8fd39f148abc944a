"""RIS, BibTeX and CSL-JSON, read back by readers that are not ours."""

import json
import re

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from archive.exports._lines import one_line
from tests.exports.making import HEADING, record, written

# Words with what breaks each format, and single characters of every kind.
wild = st.text(
    st.one_of(st.sampled_from("{}\\@,\"'%#&$_~^|<>-\n\r\t \x00\x85\u2028=TYER"), st.characters())
)


def ris(*records, heading=HEADING):
    return rispy.loads(written("ris", *records, heading=heading))


def bibtex(*records, heading=HEADING):
    library = bibtexparser.parse_string(written("bibtex", *records, heading=heading))
    assert library.failed_blocks == []
    return library.entries


def csl(*records, heading=HEADING):
    return json.loads(written("csl-json", *records, heading=heading))


def test_ris_names_everything_a_reference_needs():
    assert ris(record()) == [
        {
            "type_of_reference": "NEWS",
            "id": "lode-7",
            "title": "Brine pays",
            "secondary_title": "Daryo",
            "year": "2024",
            "date": "2024/01/16/",
            "language": "en",
            "keywords": ["lithium", "Chile", "Côte d'Ivoire", "SQM"],
            "urls": ["https://daryo.uz/brine?a=1&b=50%25"],
            "notes": [
                "Taken from Reuters",
                "Archived in Lode: https://lode.example.org/articles/7/",
            ],
            "name_of_database": "Lode",
            "accession_number": "7",
        }
    ]


@pytest.mark.parametrize(
    ("published", "year", "date"),
    [
        ("2024-01-16", "2024", "2024/01/16/"),
        ("2024-01", "2024", "2024/01//"),
        ("2024", "2024", "2024///"),
        ("0987-01", "0987", "0987/01//"),
        ("XXXX-11-06", None, "/11/06/"),
        ("", None, None),
    ],
)
def test_ris_keeps_the_precision_of_a_date(published, year, date):
    reference = ris(record(published))[0]

    assert (reference.get("year"), reference.get("date")) == (year, date)
    assert ("Dated 6 November, year unknown" in reference["notes"]) == (published[:4] == "XXXX")


def test_ris_lines_are_tags_and_the_question_comes_before_the_first():
    text = written("ris", record(), record(id=8))
    head, _, references = text.partition("TY  - ")

    assert "Search: lithium, country Chile\r\n" in head
    assert "Exported: 2026-01-31T12:00:05Z\r\n" in head
    lines = f"TY  - {references}".split("\r\n")
    assert [line for line in lines if line and not re.match(r"[A-Z][A-Z0-9]  - ", line)] == []
    assert (lines.count("TY  - NEWS"), lines.count("ER  - ")) == (2, 2)


@given(wild, wild)
def test_no_value_breaks_out_of_its_ris_line(title, source):
    found = ris(record(title=title, source=source), record(id=8))

    assert [each["id"] for each in found] == ["lode-7", "lode-8"]
    assert found[0].get("title", "") == one_line(title)


def test_bibtex_names_everything_a_reference_needs():
    entry = bibtex(record())[0]

    assert (entry.entry_type, entry.key) == ("article", "lode-7")
    assert {field.key: field.value for field in entry.fields} == {
        "title": "{Brine pays}",
        "journal": "Daryo",
        "year": "2024",
        "month": "jan",
        "day": "16",
        "url": "https://daryo.uz/brine?a=1&b=50%25",
        "language": "en",
        "keywords": "lithium, Chile, Côte d'Ivoire, SQM",
        "note": "Taken from Reuters; Archived in Lode: https://lode.example.org/articles/7/",
    }


@pytest.mark.parametrize(
    ("published", "parts"),
    [
        ("2024-12-06", ("2024", "dec", "6")),
        ("2024-12", ("2024", "dec", None)),
        ("2024", ("2024", None, None)),
        ("XXXX-11-06", (None, "nov", "6")),
        ("", (None, None, None)),
    ],
)
def test_bibtex_keeps_the_precision_of_a_date(published, parts):
    fields = bibtex(record(published))[0].fields_dict

    found = tuple(
        fields[name].value if name in fields else None for name in ("year", "month", "day")
    )
    assert found == parts
    assert ("year unknown" in fields["note"].value) == (published[:4] == "XXXX")


def test_bibtex_of_an_unknown_source_is_no_article():
    entry = bibtex(record(source=""))[0]

    assert entry.entry_type == "misc"
    assert "journal" not in entry.fields_dict


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("R&D up 5%", r"R\&D up 5\%"),
        ("A$1.2bn #1 a_b", r"A\$1.2bn \#1 a\_b"),
        ("50 {m", r"50 \textbraceleft{}m"),
        ("a\\b~c^d", r"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d"),
        ("<b>|", r"\textless{}b\textgreater{}\textbar{}"),
        ("碳酸锂 Li₂CO₃", "碳酸锂 Li₂CO₃"),
    ],
)
def test_bibtex_escapes_what_latex_reads(typed, set_as):
    assert bibtex(record(source=typed))[0]["journal"] == set_as


@given(wild, wild)
def test_no_value_breaks_out_of_its_bibtex_field(title, source):
    text = written("bibtex", record(title=title, source=source), record(id=8))
    entries = bibtex(record(title=title, source=source), record(id=8))

    assert [each.key for each in entries] == ["lode-7", "lode-8"]
    # BibTeX counts braces without looking at backslashes.
    body = text[text.index("\n@") :]
    assert body.count("{") == body.count("}")


def test_a_question_cannot_begin_a_bibtex_entry():
    heading = HEADING.__class__("@article{evil, title={x}}\n@misc{y,", "", "", HEADING.made_at, 1)

    assert [entry.key for entry in bibtex(record(), heading=heading)] == ["lode-7"]


def test_csl_names_everything_a_citation_needs():
    assert csl(record(), heading=None) == [
        {
            "id": "lode-7",
            "type": "article-newspaper",
            "title": "Brine pays",
            "container-title": "Daryo",
            "issued": {"date-parts": [[2024, 1, 16]]},
            "language": "en",
            "keyword": "lithium, Chile, Côte d'Ivoire, SQM",
            "URL": "https://daryo.uz/brine?a=1&b=50%25",
            "note": "Taken from Reuters",
            "archive": "Lode",
            "archive_location": "https://lode.example.org/articles/7/",
        }
    ]


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2024-12-06", {"date-parts": [[2024, 12, 6]]}),
        ("2024-12", {"date-parts": [[2024, 12]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("XXXX-11-06", {"literal": "6 November, year unknown"}),
        ("", None),
    ],
)
def test_csl_keeps_the_precision_of_a_date(published, issued):
    assert csl(record(published))[0].get("issued") == issued


def test_csl_is_an_array_whose_items_carry_the_question():
    items = csl(record(), record(id=8))

    assert [item["id"] for item in items] == ["lode-7", "lode-8"]
    assert items[1]["custom"]["lode"] == {
        "question": "lithium, country Chile",
        "read_as": "lithium",
        "total": 1,
        "exported": "2026-01-31T12:00:05Z",
        "address": "https://lode.example.org/?q=lithium&country=cl",
    }
    assert csl() == []


# The names and types of https://github.com/citation-style-language/schema (csl-data.json, 1.0.2)
# that we use; the schema allows no others.
CSL_STRINGS = {"id", "type", "title", "container-title", "language", "keyword", "URL", "note"}
CSL_STRINGS |= {"archive", "archive_location"}


@given(wild, st.sampled_from(["2024", "XXXX-11-06", "", "2024-02-29"]))
def test_csl_items_keep_to_the_schema(title, published):
    (item,) = csl(record(published, title=title or "x"))

    issued = item.pop("issued", {})
    assert isinstance(item.pop("custom"), dict)
    assert set(item) <= CSL_STRINGS
    assert all(isinstance(value, str) for value in item.values())
    assert set(issued) <= {"date-parts", "literal"}


def test_a_reference_without_an_address_links_to_the_archive():
    bare = record(url="")

    assert ris(bare)[0]["urls"] == [bare.address]
    assert bibtex(bare)[0]["url"] == bare.address
    assert csl(bare)[0]["URL"] == bare.address
