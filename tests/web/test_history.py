"""What happened to an article, and who may see it."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model

from archive.models import Article
from tests.factories import make_article
from tests.web.test_search_page import text_of


@pytest.fixture
def vera(db):
    return get_user_model().objects.create_superuser("vera")


@pytest.fixture
def article(vera):
    return make_article(created_by=vera)


def log(article, person, *fields):
    LogEntry.objects.log_actions(
        person.pk, [article], CHANGE, [{"changed": {"fields": list(fields)}}], single_object=True
    )


def history(client, article):
    shown = text_of(client.get(article.get_absolute_url()))
    return shown[shown.index("History") :]


def test_everybody_sees_when_and_by_whom_an_article_was_added(client, article):
    shown = history(client, article)

    assert "by vera" in shown
    assert "Last changed" not in shown
    assert "Reviewed" not in shown


def test_times_are_written_as_html_knows_them(client, article):
    page = client.get(article.get_absolute_url()).content.decode()

    times = re.findall(r'<time datetime="([^"]*T[^"]*)"', page)
    assert times
    for time in times:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", time)


def test_everybody_sees_the_last_change(client, article):
    Article.objects.update(updated_at=article.created_at + timedelta(days=1))

    assert "Last changed" in history(client, article)


def test_everybody_sees_who_reviewed_an_article(client, article, vera):
    kim = get_user_model().objects.create_superuser("kim")
    Article.objects.update(review="reviewed")
    log(article, kim, "Review", "Title")
    log(article, vera, "Title")

    shown = history(client, article)

    assert "by kim" in shown[shown.index("Reviewed") :]
    assert "Log of changes" not in shown


def test_a_review_of_unknown_hand_is_a_review(client, article):
    Article.objects.update(review="reviewed")

    assert "Reviewed" in history(client, article)


def test_staff_see_the_log_of_this_article_alone(client, article, vera):
    log(article, vera, "Title")
    log(make_article(), vera, "Language")
    client.force_login(vera)

    shown = history(client, article)

    assert "Log of changes (1)" in shown
    assert "Changed Title." in shown
    assert "Language" not in shown


def test_a_bulk_review_is_logged(client, article, vera):
    client.force_login(vera)
    client.post(
        "/admin/archive/article/", {"action": "mark_reviewed", "_selected_action": [article.pk]}
    )
    client.logout()

    shown = history(client, article)

    assert "by vera" in shown[shown.index("Reviewed") :]
