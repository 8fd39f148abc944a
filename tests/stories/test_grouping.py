"""Stories in the database: as articles come, after an editor's word, and found anew."""

from collections import defaultdict

import pytest
from django.contrib.auth import get_user_model
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.models import Article, IndexTask, Story, StoryKey, StoryRejection
from archive.stories import accept_story, find_copies, find_stories, place, reject_story
from tests.factories import make_article
from tests.stories import texts

pytestmark = pytest.mark.django_db

BRIDGES = [texts.WIRE, texts.EXCERPT, texts.REWORDED, texts.MONDAY, texts.TUESDAY, texts.REWRITTEN]


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def add(text, **overrides):
    article = make_article(text, **overrides)
    place(article)
    return article


def story_of(article):
    article.refresh_from_db()
    return article.story


def grouped():
    """Return the articles of each story, as sets of ids."""
    stories = defaultdict(set)
    for pk, story in Article.objects.exclude(story=None).values_list("pk", "story"):
        stories[story].add(pk)
    return set(map(frozenset, stories.values()))


def test_copies_share_a_story_and_others_have_none():
    wire, copy, excerpt = add(texts.WIRE), add(texts.REWORDED), add(texts.EXCERPT)
    prices, rewritten = add(texts.MONDAY), add(texts.REWRITTEN)

    assert story_of(wire) == story_of(copy) == story_of(excerpt) is not None
    assert story_of(prices) is story_of(rewritten) is None
    assert Story.objects.count() == 1


def test_only_the_body_is_compared():
    header = "Subscribe now. "
    wire = add(header + texts.WIRE, body_ranges=[[len(header), len(header + texts.WIRE)]])
    unlike = add(header + texts.MONDAY, body_ranges=[[len(header), len(header + texts.MONDAY)]])

    assert story_of(wire) is story_of(unlike) is None


def test_one_text_between_two_stories_makes_them_one():
    paragraphs = texts.WIRE.split("\n\n")
    begin, end = "\n\n".join(paragraphs[:2]), "\n\n".join(paragraphs[2:])
    copies = [add(text) for text in (begin, begin, end, end)]
    assert len(grouped()) == 2

    whole = add(texts.WIRE)

    assert grouped() == {frozenset({whole.pk, *(copy.pk for copy in copies)})}
    assert Story.objects.count() == 1


def test_short_texts_are_copies_only_when_they_are_the_same():
    first, other = add("Mine closed.", content_hash="a" * 64), add("Mine opened.")
    same = add("Mine closed.", content_hash="a" * 64)

    assert story_of(first) == story_of(same) is not None
    assert story_of(other) is None


def test_joining_a_story_queues_the_articles_for_the_index():
    wire = add(texts.WIRE)
    IndexTask.objects.all().delete()

    copy = add(texts.EXCERPT)

    assert set(IndexTask.objects.values_list("article_id", flat=True)) == {wire.pk, copy.pk}


def test_copies_are_found_before_an_article_is_stored_the_likest_first():
    excerpt, wire = add(texts.EXCERPT), add(texts.WIRE)

    copies = find_copies(texts.WIRE)

    assert [copy.article.pk for copy in copies] == [wire.pk, excerpt.pk]
    assert copies[0].resemblance == 1 > copies[1].resemblance


def test_a_key_of_very_many_articles_does_not_hide_the_copy():
    boilerplate = " ".join(f"notice{number} of the archive" for number in range(10))
    wire = add(f"{boilerplate}\n{texts.WIRE}")
    for number in range(120):
        add(f"{boilerplate}\n" + " ".join(f"item{number}x{word}" for word in range(60)))

    assert [copy.article.pk for copy in find_copies(f"{boilerplate}\n{texts.WIRE}")] == [wire.pk]


def test_an_editor_takes_an_article_out_for_ever(editor):
    wire, copy = add(texts.WIRE), add(texts.REWORDED)

    reject_story(copy, editor)
    place(copy)
    later = add(texts.EXCERPT)
    list(find_stories(anew=True))

    assert story_of(copy) is None
    assert story_of(wire) == story_of(later) is not None
    assert StoryRejection.objects.get().rejected_by == editor


def test_a_rejection_can_be_taken_back(editor):
    wire, copy = add(texts.WIRE), add(texts.REWORDED)
    reject_story(copy, editor)

    accept_story(copy)

    assert story_of(copy) == story_of(wire) is not None
    assert not StoryRejection.objects.exists()


def test_stories_of_an_older_archive_are_found_and_only_once():
    wire, copy = make_article(texts.WIRE), make_article(texts.REWORDED)

    assert list(find_stories()) == [(2, 2)]
    assert story_of(wire) == story_of(copy) is not None
    assert list(find_stories()) == []


def test_deleting_an_article_deletes_its_fingerprint():
    add(texts.WIRE).delete()

    assert not StoryKey.objects.exists()
    assert find_copies(texts.WIRE) == ()


@settings(max_examples=15)
@given(order=st.permutations(BRIDGES))
def test_stories_do_not_depend_on_the_order_of_arrival(order):
    Article.objects.all().delete()
    Story.objects.all().delete()

    articles = {add(text).pk: text for text in order}
    as_they_came = {frozenset(map(articles.get, story)) for story in grouped()}
    list(find_stories(anew=True))

    assert as_they_came == {frozenset([texts.WIRE, texts.EXCERPT, texts.REWORDED])}
    assert {frozenset(map(articles.get, story)) for story in grouped()} == as_they_came
