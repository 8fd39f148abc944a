"""Reviewing article after article."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from archive.models import Article, Review, Verdict
from tests.factories import make_article

START = reverse("admin:review")


def review_url(article):
    return reverse("admin:review-article", args=[article.pk])


def make_certain(confidence, **overrides):
    """Store an article whose least certain value is as certain as this."""
    article = make_article("Lithium from Chile. Chile!", countries=["cl"], **overrides)
    for field, value, start, sure in (
        ("country", "cl", 13, confidence),
        ("country", "cl", 20, confidence / 2),  # what is less sure of the same value
        ("mineral", "lithium", 0, 0.99),
        ("title", article.title, None, 0.99),
        ("title", "Another headline", None, 0.05),  # a title is as sure as the best
    ):
        end = None if start is None else start + 5
        article.evidence.create(
            field=field, value=value, start=start, end=end, rule="r", confidence=sure
        )
    return article


@pytest.fixture
def articles(archive):
    """Return articles in the order in which they are to be reviewed."""
    sure, unsure = make_certain(0.9), make_certain(0.5)
    make_certain(0.1, review=Review.REVIEWED)
    empty, sure_and_newer = make_article("Nothing."), make_certain(0.9)
    return [empty, unsure, sure_and_newer, sure]


def test_the_least_certain_comes_first_and_the_newest_among_equals(desk, articles):
    seen = []
    response = desk.get(START)
    while response.status_code == 302 and "/review/" in response.url:
        seen.append(response.url)
        response = desk.post(response.url, {"_reviewed": "1"})

    assert seen == [review_url(article) for article in articles]
    assert response.url == reverse("admin:index")
    assert not Article.objects.filter(review=Review.UNREVIEWED).exists()
    assert "That was the last one" in desk.get(response.url).content.decode()


def test_a_value_is_confirmed_or_rejected_and_the_page_stays(desk, editor, articles):
    article = articles[1]

    for button, value in (("_confirm", "country:cl"), ("_reject", "mineral:lithium")):
        assert desk.post(review_url(article), {button: value}).url == review_url(article)

    verdicts = dict(article.evidence.values_list("value", "verdict"))
    assert (verdicts["cl"], verdicts["lithium"]) == (Verdict.CONFIRMED, Verdict.REJECTED)
    article.refresh_from_db()
    assert (article.review, article.updated_by) == (Review.UNREVIEWED, editor)


def test_the_page_lights_evidence_counts_and_leads_on_without_scripts(desk, articles):
    desk.post(review_url(articles[0]), {"_reviewed": "1"})
    page = desk.get(review_url(articles[1])).content.decode()

    assert "You reviewed 1 today; 3 wait" in page
    row = articles[1].evidence.get(field="mineral")
    assert f'data-lights="{row.pk}"' in page
    assert f'data-evidence="{row.pk}"' in page
    assert page.index("country:cl") < page.index("mineral:lithium")


def test_what_is_skipped_comes_again_when_nothing_else_is_left(desk, articles):
    empty, unsure, *_, sure = articles

    assert desk.post(review_url(empty), {"_skip": "1"}).url == review_url(unsure)
    assert desk.get(START).url == review_url(unsure)
    Article.objects.exclude(pk__in=[empty.pk, sure.pk]).update(review=Review.REVIEWED)
    assert desk.post(review_url(sure), {"_skip": "1"}).url == review_url(empty)


def test_the_last_one_cannot_be_skipped_for_ever(desk, articles):
    Article.objects.exclude(pk=articles[0].pk).update(review=Review.REVIEWED)

    assert desk.post(review_url(articles[0]), {"_skip": "1"}).url == reverse("admin:index")
    assert desk.get(START).url == review_url(articles[0])


def test_what_is_no_longer_there_is_told_and_changes_nothing(desk, articles):
    page = desk.post(review_url(articles[1]), {"_confirm": "country:zz"}, follow=True)

    assert "nothing was decided" in page.content.decode()
    assert not articles[1].evidence.exclude(verdict=Verdict.MACHINE).exists()


def test_a_reviewed_article_can_be_looked_at_and_leads_to_the_queue(desk, articles):
    done = Article.objects.get(review=Review.REVIEWED)

    assert "Reviewed</span>" in desk.get(review_url(done)).content.decode()
    assert desk.post(review_url(done), {}).url == review_url(articles[0])


def test_hostile_values_are_escaped(desk, archive):
    article = make_article("<script>alert(1)</script>", title="<img src=x>")
    article.evidence.create(field="source", value="<b>x", start=0, end=8, rule="<i>")

    page = desk.get(review_url(article)).content.decode()

    for hostile in ("<script>alert", "<img src=x", "<b>x", "<i>"):
        assert hostile not in page


def test_the_queue_costs_the_same_however_long_it_is(desk, articles, django_assert_max_num_queries):
    for _ in range(5):
        make_certain(0.4)
    desk.get(review_url(articles[1]))

    with django_assert_max_num_queries(20):
        desk.get(review_url(articles[1]))


def test_who_may_not_change_may_not_review(client, archive):
    client.force_login(get_user_model().objects.create_user("staff", is_staff=True))

    assert client.get(START).status_code == 403
    assert client.get(review_url(make_article())).status_code == 403
