"""`manage.py find_stories`."""

import pytest
from django.core.management import call_command

from archive.models import Article
from tests.factories import make_article
from tests.stories import texts

pytestmark = pytest.mark.django_db


def find_stories(capsys, *arguments):
    call_command("find_stories", *arguments)
    return capsys.readouterr().out


def test_copies_of_an_older_archive_are_found_once(capsys):
    make_article(texts.WIRE), make_article(texts.EXCERPT), make_article(texts.MONDAY)

    said = find_stories(capsys)

    assert said == "Looked at 3 articles. Stories with copies: 1. Articles in them: 2 of 3.\n"
    assert find_stories(capsys).startswith("Looked at 0 articles.")


def test_anew_looks_at_all_articles_again(capsys):
    make_article(texts.WIRE), make_article(texts.EXCERPT)
    find_stories(capsys)
    Article.objects.update(story=None)

    said = find_stories(capsys, "--anew")

    assert said.startswith("Looked at 2 articles.")
    assert Article.objects.exclude(story=None).count() == 2
