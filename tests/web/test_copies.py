"""The copies of an article's story, and an editor's word on them."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from archive.models import StoryRejection
from archive.stories import place
from tests.factories import make_article
from tests.stories.texts import EXCERPT, MONDAY, WIRE

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return add(WIRE, published="2024-03-05")


@pytest.fixture
def copy(article):
    return add(EXCERPT, title="Salt & <b>lakes</b>", source="daryo", published="2024-03-04")


@pytest.fixture
def editor(client):
    editor = get_user_model().objects.create_superuser("ed")
    client.force_login(editor)
    return editor


def add(text, **values):
    article = make_article(text, **values)
    place(article)
    return article


def page(client, article):
    response = client.get(reverse("copies", args=[article.pk]))
    assert response.status_code == 200
    return response.content.decode()


def decide(client, article, button):
    return client.post(reverse("story", args=[article.pk]), {button: "1"}, follow=True)


def story_of(article):
    article.refresh_from_db()
    return article.story


def test_the_article_leads_to_what_its_copies_differ_in(client, article, copy):
    html = client.get(article.get_absolute_url()).content.decode()

    assert f'href="{reverse("copies", args=[article.pk])}"' in html


def test_a_copy_is_shown_with_what_it_lacks(client, article, copy):
    html = page(client, article)

    assert "Salt &amp; &lt;b&gt;lakes&lt;/b&gt;" in html
    assert "Daryo, 4 March 2024: earlier than this one" in html
    assert "Analysts were less sure." in html.split("<del>")[1]
    assert "<ins>" not in html.split("Struck through")[0]


def test_many_copies_are_listed_and_only_some_compared(client, article):
    for _ in range(10):
        add(EXCERPT)

    html = page(client, article)

    assert html.count('<section class="copy">') == 10
    assert html.count('<p class="diff"') == 8


def test_an_article_without_copies_says_so(client):
    assert "No other article has nearly the same words." in page(client, add(MONDAY))


def test_readers_are_offered_no_decision(client, article, copy):
    assert "Not a copy" not in page(client, article)


def test_an_editor_takes_an_article_out_of_its_story_and_back(client, editor, article, copy):
    answer = decide(client, copy, "reject").content.decode()

    assert "An editor found that this article is no copy" in answer
    assert story_of(copy) is None
    assert StoryRejection.objects.get().rejected_by == editor

    answer = decide(client, copy, "accept").content.decode()

    assert "1 other article with nearly the same words" in answer
    assert story_of(copy) == story_of(article) is not None


def test_strangers_are_led_to_the_sign_in_page(client, article, copy):
    response = decide(client, copy, "reject")

    assert response.redirect_chain[0][0].startswith(reverse("login"))
    assert story_of(copy) is not None


def test_people_without_permission_are_refused(client, article, copy):
    client.force_login(get_user_model().objects.create_user("reader"))

    assert decide(client, copy, "reject").status_code == 403
    assert story_of(copy) is not None
