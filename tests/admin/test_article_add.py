"""Adding a clipping at the desk."""

import re

import pytest
from django.contrib.admin.models import LogEntry

from archive.models import Article
from tests.admin.articles import ADD, add, change_url, errors, upload
from tests.ingest.samples import TEXT, TITLE, docx_file, eml_file, html_page, pdf_file


def test_add_form_asks_for_text_or_file_and_nothing_else(desk):
    page = desk.get(ADD).content.decode()

    assert 'name="text"' in page
    assert 'name="file"' in page
    assert 'name="title"' not in page
    assert 'name="add_anyway"' not in page


def test_pasted_text_leads_to_the_page_with_what_was_found(desk, editor):
    response = desk.post(ADD, {"text": TEXT}, follow=True)

    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == change_url(article)
    assert article.text == TEXT
    assert article.created_by == editor
    assert TITLE in response.content.decode()
    assert LogEntry.objects.get().object_id == str(article.pk)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEXT.encode(), "a.txt"),
        (html_page(), "a.html"),
        (pdf_file(), "a.pdf"),
        (docx_file(), "a.docx"),
        (eml_file(), "a.eml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_uploaded_file_becomes_an_article(desk, content, name):
    article = add(desk, file=upload(content, name))

    assert TITLE in article.text
    assert article.original.file_name == name


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Paste the text of a clipping, or choose a file."),
        ({"text": "  \n "}, "Paste the text of a clipping, or choose a file."),
        ({"text": "Lithium", "file": b"Nickel"}, "There is both text and a file."),
        ({"file": b""}, "The file is empty."),
        ({"file": b"%PDF-1.4 junk"}, "The PDF is damaged or incomplete."),
        ({"file": bytes(range(256))}, "This is no text Lode can read."),
        ({"kept": "forged"}, "Paste the text of a clipping, or choose a file."),
    ],
)
def test_add_form_says_what_is_wrong(desk, fields, message):
    if isinstance(fields.get("file"), bytes):
        fields = fields | {"file": upload(fields["file"])}

    response = desk.post(ADD, fields)

    assert response.status_code == 200
    assert message in errors(response)
    assert not Article.objects.exists()


def test_text_survives_an_error(desk):
    response = desk.post(ADD, {"text": "Lithium & <b>more</b>", "file": upload(b"Nickel")})

    assert "Lithium &amp; &lt;b&gt;more&lt;/b&gt;" in response.content.decode()


def test_duplicate_is_shown_with_a_link_and_can_be_added_anyway(desk):
    article = add(desk, text=TEXT)

    response = desk.post(ADD, {"text": TEXT})

    page = response.content.decode()
    assert change_url(article) in page
    assert 'name="add_anyway"' in page
    assert Article.objects.count() == 1

    copy = add(desk, text=TEXT, add_anyway="on")

    article.refresh_from_db()
    assert copy.story == article.story is not None


def test_duplicate_file_need_not_be_chosen_again(desk):
    add(desk, file=upload(TEXT.encode()))
    again = {"text": "", "file": upload(TEXT.encode(), "again.txt")}
    page = desk.post(ADD, again).content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', page)[1]
    box = re.search(r'<textarea name="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1]

    copy = add(desk, text=box, kept=kept, add_anyway="on")

    assert "again.txt" in page
    assert copy.text == TEXT
    assert Article.objects.count() == 2


def test_title_of_a_duplicate_is_escaped(desk):
    article = add(desk, text=TEXT)
    Article.objects.update(title="<script>alert(1)</script>")

    page = desk.post(ADD, {"text": TEXT}).content.decode()

    assert "<script>alert(1)" not in page
    assert change_url(article) in page


def test_stranger_cannot_add(client, archive):
    response = client.post(ADD, {"text": TEXT})

    assert response.status_code == 302
    assert not Article.objects.exists()


def test_staff_without_the_permission_cannot_add(client, editor):
    editor.is_superuser = False
    editor.save()
    client.force_login(editor)

    assert client.post(ADD, {"text": TEXT}).status_code == 403
