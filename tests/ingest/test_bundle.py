"""Files that hold many clippings, honest and hostile ones."""

import io
import json
import struct
import zipfile

import pytest

from archive.ingest import MAX_PARTS, Bundle, UnreadableClipping, read_clipping
from tests.ingest.samples import docx_file


def bundle(folder, content, name):
    path = folder / "kept"
    path.write_bytes(content)
    return Bundle(path, name)


def zipped(*members, **options):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def loaded(each):
    """Return name and text of each part, or why it cannot be read."""
    found = []
    for part in each.parts():
        try:
            found.append((part.name, each.load(part).content.decode()))
        except UnreadableClipping as error:
            found.append((part.name, str(error)))
    each.close()
    return found


def test_members_of_a_zip_are_clippings_and_hidden_ones_are_not(tmp_path):
    content = zipped(
        ("news/a.txt", "Lithium"),
        ("news/", ""),
        (".git/config", "x"),
        ("__MACOSX/a.txt", "x"),
        ("b.txt", "Tin"),
    )

    assert loaded(bundle(tmp_path, content, "x.bin")) == [
        ("news/a.txt", "Lithium"),
        ("b.txt", "Tin"),
    ]


def test_names_that_lead_elsewhere_are_only_names(tmp_path):
    names = ["../../evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a\u202eb\x1b[31m.txt"]
    each = bundle(tmp_path, zipped(*((name, "Lithium") for name in names)), "x.zip")
    before = sorted(tmp_path.rglob("*"))

    assert [text for _, text in loaded(each)] == ["Lithium"] * 4
    assert all(name.isprintable() for name, _ in loaded(each))
    assert sorted(tmp_path.rglob("*")) == before
    assert {each.load(part).file_name for part in each.parts()} >= {"evil.txt"}


def test_what_cannot_be_read_is_refused_with_a_reason_and_the_rest_is_read(tmp_path, settings):
    settings.MAX_UPLOAD_BYTES = 1024 * 1024
    content = bytearray(
        zipped(
            ("ok.txt", "Tin"),
            ("bomb.txt", "0" * (1024 * 1024 + 1)),
            ("in.zip", zipped()),
            ("rows.csv", "text\nx"),
            ("locked.txt", "secret"),
            ("spoilt.txt", "x" * 1000),
        )
    )
    _flag(content, b"locked.txt", 0x1)
    _spoil(content, b"spoilt.txt")

    found = dict(loaded(bundle(tmp_path, bytes(content), "x.zip")))

    assert found.pop("ok.txt") == "Tin"
    assert "larger than 1 MB" in found["bomb.txt"]
    assert "inside a zip archive" in found["in.zip"]
    assert "Send it by itself" in found["rows.csv"]
    assert "locked with a password" in found["locked.txt"]
    assert "cannot be taken out" in found["spoilt.txt"]


def test_a_member_that_lies_about_its_size_gives_no_more_than_the_limit(tmp_path, settings):
    settings.MAX_UPLOAD_BYTES = 100_000
    content = bytearray(zipped(("bomb.txt", "0" * 10_000_000)))
    start = content.rfind(b"PK\x01\x02")
    content[start + 24 : start + 28] = struct.pack("<I", 50_000)

    ((_, told),) = loaded(bundle(tmp_path, bytes(content), "x.zip"))

    assert "cannot be taken out" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (zipped(("a", "x"))[:-10], "damaged or incomplete"),
        (b"PK\x03\x04" + b"\0" * 50, "damaged or incomplete"),
        (zipped()[:10] + b"\xff" * 8 + zipped()[18:], "holds more than 10,000 files"),
        (zipped(*((str(number), "") for number in range(MAX_PARTS + 1))), "more than 10,000"),
    ],
    ids=["cut off", "zeros", "large directory", "many members"],
)
def test_archives_that_are_damaged_or_too_large_are_refused(tmp_path, content, message):
    with pytest.raises(UnreadableClipping, match=message):
        list(bundle(tmp_path, content, "x.zip").parts())


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("archive.ingest._bundle.MAX_UNPACKED", 100)

    with pytest.raises(UnreadableClipping, match="unpacks to more than"):
        list(bundle(tmp_path, zipped(("a", "x" * 60), ("b", "x" * 60)), "x.zip").parts())


def test_a_word_document_is_one_clipping(tmp_path):
    assert bundle(tmp_path, docx_file(), "a.docx").kind == "one clipping"


CSV = (
    "\ufeffTitle;TEXT;source;date;url;other\n"
    'One;"Lithium; from ""Chile""\nand Peru";Daryo;16 January 2024;https://example.org/1;x\n'
    "\n"
    "Two;Tin\n"
    "Three;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_rows_of_a_table_are_clippings_with_what_they_say(tmp_path, encoding):
    each = bundle(tmp_path, CSV.removeprefix("\ufeff").encode(encoding), "t.csv")
    one, two, three = each.parts()

    assert [part.name for part in (one, two, three)] == [
        "t.csv, row 2",
        "t.csv, row 4",
        "t.csv, row 5",
    ]
    read = read_clipping(each.load(one))
    assert read.text == 'Lithium; from "Chile"\nand Peru'
    assert (read.hints.title, read.hints.source) == ("One", "Daryo")
    assert (read.hints.date, read.hints.url) == ("2024-01-16", "https://example.org/1")
    assert read_clipping(each.load(two)).text == "Tin"
    with pytest.raises(UnreadableClipping, match="no text"):
        each.load(three)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("title,body\nx,y\n", "There is no column “text”"),
        ("", "There is no column “text”"),
        ('text\n"' + "x" * (65 * 1024 * 1024), "is no CSV"),
    ],
    ids=["no text", "empty", "endless"],
)
def test_tables_that_cannot_be_read_are_refused(tmp_path, content, message):
    with pytest.raises(UnreadableClipping, match=message):
        list(bundle(tmp_path, content.encode(), "t.csv").parts())


def test_lines_of_json_are_clippings(tmp_path):
    lines = [
        {"type": "search", "question": "lithium"},
        {
            "type": "article",
            "text": "Lithium",
            "title": "One",
            "published": "2024-01",
            "id": 7,
            "source": {"slug": "daryo", "name": "Daryo"},
        },
        {"text": "<html><body><p>Tin from Peru was sold.</p></body></html>", "title": "Two"},
        {"title": "no text"},
        ["text"],
        {"text": 5},
    ]
    content = "\n".join(json.dumps(line) for line in lines) + "\n{broken\n" + "[" * 100_000
    each = bundle(tmp_path, content.encode(), "t.jsonl")

    found = loaded(each)

    assert found[0] == ("t.jsonl, line 2", "Lithium")
    assert [text for _, text in found[2:]] == [
        "The record has no text.",
        'The line is no object such as {"text": "…"}.',
        "The record has no text.",
        "The line is no JSON. Mend it.",
        "The line is no JSON. Mend it.",
    ]
    first, second, *_ = each.parts()
    hints = read_clipping(each.load(first)).hints
    assert (hints.title, hints.source, hints.date) == ("One", "Daryo", "2024-01")
    assert read_clipping(each.load(second)).hints.title == "Two"


def _flag(content, name, bit):
    """Set a flag of a member in the directory of an archive."""
    start = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    content[start + 8] |= bit


def _spoil(content, name):
    start = content.find(name) + len(name)
    content[start : start + 4] = b"\xff\xff\xff\xff"
