"""Reading: bytes of any format to text, or a message that says what to do."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.ingest import RawClipping, UnreadableClipping, read_clipping, read_upload

from .samples import BODY, TEXT, TITLE, docx_bomb, docx_file, eml_file, html_page, pdf_file

CHINESE = "中国批准向韩国出口石墨，锂价上涨。" * 20
RUSSIAN = "Казахстан увеличит добычу лития и меди. " * 20
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(content, **details):
    return read_clipping(RawClipping(content, **details))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (TEXT.encode(), "text/plain"),
        (html_page(), "text/html"),
        (docx_file(), DOCX),
        (pdf_file(), "application/pdf"),
        (eml_file(), "message/rfc822"),
    ],
    ids=["txt", "html", "docx", "pdf", "eml"],
)
def test_every_format_is_told_by_its_content_not_its_name(content, media_type):
    clipping = read(content, file_name="wrong.xyz")

    assert clipping.media_type == media_type
    assert "lithium output" in clipping.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Côte d’Ivoire".encode(), "Côte d’Ivoire"),
        ("\ufeffLithium".encode(), "Lithium"),
        ("Côte d’Ivoire €".encode("cp1252"), "Côte d’Ivoire €"),
        ("Lithium in Chile".encode("utf-16"), "Lithium in Chile"),
        ("Lithium 锂 in Chile".encode("utf-16-be"), "Lithium 锂 in Chile"),
        (("Lithium in Chile. " * 5).encode("utf-16-le"), "Lithium in Chile. " * 5),
        (CHINESE.encode("gb18030"), CHINESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        ("锂业新闻：青海".encode()[:-1], "锂业新闻：青"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x00b\x07c\u202ed\u2066e\x1b".encode(), "abcde"),
        (b"page one\x0cpage two", "page one\npage two"),
        ("CÃ´te dâ€™Ivoire and Chile".encode(), "Côte d’Ivoire and Chile"),
        ("Ärzte in Österreich — süß".encode(), "Ärzte in Österreich — süß"),
        (b"  Lithium  \n\n", "  Lithium  \n\n"),
    ],
)  # fmt: skip
def test_text_is_decoded_and_otherwise_left_as_received(content, text):
    assert read(content).text.startswith(text)


def test_damaged_utf8_keeps_its_good_characters():
    content = "Côte d’Ivoire exporte du manganèse".encode() + b" caf\xe9"

    assert read(content).text == "Côte d’Ivoire exporte du manganèse café"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (bytes(range(256)) * 20, "no text Lode can read"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 400, "no text Lode can read"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "OCR"),
        (b"{\\rtf1 Lithium}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, ".doc"),
        (b"PK\x03\x04" + b"\x00" * 40, "zip"),
        (b"\x1f\x8b\x08" + b"\x00" * 40, "Unpack"),
        (b"%PDF-1.4\n1 0 obj\n<<", "damaged or incomplete"),
        (pdf_file()[:300], "damaged or incomplete"),
        (pdf_file(()), "OCR"),
        (docx_file()[:-300], "damaged"),
        (docx_bomb(), "unpacks to far more"),
        (b"<html><body>" + b"<div>" * 50_000 + b"lithium", "nested too deeply"),
        (b"<html></html>", "no text"),
        (eml_file(plain=""), "no text"),
    ],
)  # fmt: skip
def test_unreadable_bytes_say_what_to_do(content, message):
    with pytest.raises(UnreadableClipping, match=message):
        read(content)


def test_file_over_the_limit_is_refused_before_it_is_read(settings, tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"x" * (26 * 1024 * 1024))

    with path.open("rb") as file, pytest.raises(UnreadableClipping, match="larger than 25 MB"):
        read_upload(file, path.name)


def test_web_page_keeps_its_article_and_drops_its_menus():
    clipping = read(html_page())

    assert TITLE in clipping.text
    assert all(part in clipping.text for part in BODY)
    assert "Peru" not in clipping.text
    assert clipping.text.count(TITLE) == 1


def test_web_page_metadata_becomes_hints():
    hints = read(html_page()).hints

    assert (hints.title, hints.source, hints.date, hints.language) == (
        TITLE, "Mining Daily", "2024-03-05", "en",
    )  # fmt: skip
    assert hints.url == "https://www.miningdaily.example/chile-lithium"


def test_copyright_year_is_not_taken_for_the_date_of_a_page():
    page = html_page().replace(b'"datePublished":"2024-03-05T10:00:00Z"', b'"x":1')

    assert read(page).hints.date == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "not a url"])
def test_page_cannot_name_a_dangerous_address(url):
    page = html_page().replace(b"https://www.miningdaily.example/chile-lithium", url.encode())

    assert read(page).hints.url == ""


def test_piece_of_a_page_is_read_as_a_page():
    assert read(b"<div><p>Lithium from Chile.</p><script>alert(1)</script></div>").text.strip() == (
        "Lithium from Chile."
    )


@pytest.mark.parametrize(
    "text", ["a < b and <b> is a tag", "<Reuters> Lithium rises", "# Lithium\n\n<br>"]
)
def test_text_that_mentions_tags_stays_text(text):
    assert read(text.encode()).text == text


def test_pdf_pages_are_joined_in_order():
    assert read(pdf_file(("First page",), ("Second page",))).text == "First page\n\nSecond page"


def test_pdf_with_too_many_pages_is_refused():
    with pytest.raises(UnreadableClipping, match="1,001 pages"):
        read(pdf_file(*[("x",)] * 1001))


def test_word_document_keeps_header_paragraphs_and_table():
    text = read(docx_file()).text

    assert text.startswith("Mining Daily\n" + TITLE)
    assert "Lithium carbonate\t18,000 t" in text


def test_mail_shows_its_headers_and_its_subject_becomes_the_title():
    clipping = read(eml_file())

    assert clipping.text.startswith(f"Subject: Fwd: {TITLE}\nFrom: Desk")
    assert clipping.hints.title == TITLE
    assert clipping.hints.date == "", "the mail's date is not the article's"


def test_mail_prefers_plain_text_and_reads_html_without_it():
    both = read(eml_file(plain="Plain lithium", html="<p>Other words</p>"))
    alone = read(eml_file(plain="", html=html_page().decode()))

    assert "Plain lithium" in both.text
    assert "Other words" not in both.text
    assert BODY[0] in alone.text


def test_mail_header_cannot_bring_its_own_lines():
    content = eml_file().replace(b"Subject: Fwd: ", b"Subject: =?utf-8?q?x=0d=0aBcc:_evil?= ")

    assert "\nBcc:" not in read(content).text


def test_nested_mail_is_refused():
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(3000)
    )
    content = b"From: a@b.example\nMIME-Version: 1.0\n" + parts.encode()

    with pytest.raises(UnreadableClipping, match="nested too deeply"):
        read(content)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(min_size=1, max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
def test_any_text_bytes_are_read_or_refused_in_words(content):
    if content.startswith((b"%PDF", b"PK", b"<")) or b"%PDF-" in content or b":" in content:
        return
    try:
        text = read(content).text
    except UnreadableClipping:
        return
    assert text.encode()
    assert not set(text) & set("\x00\r\u202e")


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_safe_text_survives_reading_unchanged(text):
    printable = "".join(char for char in text if char.isprintable()).lstrip("<")
    if not printable.strip() or ":" in printable or not printable.isascii():
        return

    assert read(printable.encode()).text == printable


@pytest.mark.parametrize(
    ("head", "captured"),
    [
        (
            (
                "<!-- Page saved with SingleFile url: https://a.example/b saved date: Wed"
                " Mar 13 2024 23:30:13 GMT+0100 (CET) -->"
            ),
            "2024-03-13",
        ),
        ('<meta name="savepage-date" content="Wed Mar 13 2024 10:12:13 GMT+0000">', "2024-03-13"),
        (
            (
                "<!-- Mirrored from a.example/b by HTTrack Website Copier/3.x, Mon, 12 Feb 2024"
                " 08:12:00 GMT -->"
            ),
            "2024-02-12",
        ),
        ("<!-- FILE ARCHIVED ON 10:15:12 Oct 05, 2012 AND RETRIEVED FROM -->", "2012-10-05"),
        ('<meta http-equiv="date" content="2024-03-13T10:00:00Z">', "2024-03-13"),
        ("<!-- saved from url=(0017)https://a.example -->", ""),
        ("<!-- Page saved with SingleFile url: https://a.example saved date: soon -->", ""),
        ('<meta http-equiv="date" content="2999-03-13">', ""),
        ('<meta http-equiv="date" content="2024-02-31">', ""),
        ('<meta name="event-date" content="2024-03-13">', ""),
    ],
)
def test_page_tells_the_day_on_which_it_was_saved(head, captured):
    assert read(html_page(head=head)).hints.captured == captured


@pytest.mark.parametrize(
    ("sender", "captured"), [("<Saved by Blink>", "2024-03-13"), ("desk@example.org", "")]
)
def test_date_of_a_saved_page_is_its_capture_and_that_of_a_mail_is_not(sender, captured):
    mail = (
        f"From: {sender}\nSubject: {TITLE}\nDate: Wed, 13 Mar 2024 10:12:13 +0100\n"
        "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    ).encode() + html_page()

    assert read(mail).hints.captured == captured
