"""Deleting articles: the page says what goes and what stays, and so it happens."""

from archive.ingest import RawClipping, ingest, original_path
from archive.models import Article, Original
from tests.factories import make_article

from .test_taxonomy import url

TEXT = b"Tin works open\n\nThe tin works near Arica opened on Monday, and the owners were glad.\n"


def test_page_says_that_the_original_stays_and_where(desk):
    article = ingest(RawClipping(TEXT, "tin.txt"))
    sha256 = article.original.sha256

    page = desk.get(url("article_delete", article.pk)).content.decode()
    desk.post(url("article_delete", article.pk), {"post": "yes"})

    assert "Files as received are not deleted." in page
    assert f"{sha256[:2]}/{sha256}" in page
    assert not Article.objects.exists()
    assert Original.objects.get().sha256 == sha256
    assert original_path(sha256).read_bytes() == TEXT


def test_page_for_several_says_it_too(desk):
    article = ingest(RawClipping(TEXT, "tin.txt"))
    chosen = {"action": "delete_selected", "_selected_action": [article.pk]}

    page = desk.post(url("article_changelist"), chosen).content.decode()
    desk.post(url("article_changelist"), chosen | {"post": "yes"})

    assert "Files as received are not deleted." in page
    assert not Article.objects.exists()
    assert Original.objects.exists()


def test_page_of_an_article_without_a_file_does_not_speak_of_one(desk):
    page = desk.get(url("article_delete", make_article().pk)).content.decode()

    assert "Files as received" not in page
