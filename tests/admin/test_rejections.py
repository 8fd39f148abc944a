"""Refusing a reading in the articles of one source."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from archive.ingest import RawClipping, current_gazetteer, ingest, reextract
from archive.models import AliasRejection, Source

from .test_names import resent

TEXT = (
    "{source}\n\nBattery plant {number} to open in Georgia\n\nPublished: 5 March 2024\n\n"
    "A lithium battery plant will open in Georgia next year, its owners said on Tuesday, and the "
    "first of its lines will serve makers of cars in Japan.\n"
)
ADD = reverse("admin:archive_aliasrejection_add")


def clip(number, source="Savannah Morning News"):
    text = TEXT.format(number=number, source=source)
    return ingest(RawClipping(text.encode(), f"{number}.txt"))


def slugs(article):
    return set(article.countries.values_list("slug", flat=True))


@pytest.fixture
def paper(archive):
    return Source.objects.get(slug="savannah-morning-news")


@pytest.fixture
def article(paper):
    article = clip(1)
    assert (article.source, slugs(article)) == (paper, {"ge", "jp"})
    return article


def form(source, **fields):
    return {
        "source": source.pk, "field": "country", "text": "Georgia", "value": "ge", "means": "us",
    } | fields  # fmt: skip


def test_evidence_leads_to_the_form_filled_in(desk, article):
    page = desk.get(reverse("admin:archive_article_change", args=[article.pk])).content.decode()
    href = f"{ADD}?source={article.source.pk}&amp;field=country&amp;value=ge&amp;text=Georgia"
    assert href in page

    filled = desk.get(href.replace("&amp;", "&")).content.decode()

    assert 'value="Georgia"' in filled
    assert "Savannah Morning News" in filled


def test_rejection_shows_what_it_would_change_and_changes_it(desk, article):
    other = clip(2, source="Mining Weekly")

    response = desk.post(ADD, form(article.source))
    assert "This would change 1 article." in response.content.decode()
    assert not AliasRejection.objects.exists()
    desk.post(ADD, resent(response, "apply"))

    assert slugs(article) == {"us", "jp"}
    assert slugs(other) == {"ge", "jp"}
    assert slugs(clip(3)) == {"us", "jp"}


def test_rejection_follows_a_source_that_an_editor_chose(desk, article, paper):
    AliasRejection.objects.create(source=paper, text="Georgia", value="ge", means="us")
    other = clip(2, source="Mining Weekly")
    other.source = paper
    other.save()
    other.evidence.filter(field="source").update(value=paper.name, verdict="confirmed")

    assert slugs(reextract(other)) == {"us", "jp"}


def test_rejection_without_a_meaning_leaves_nothing(article, paper):
    AliasRejection.objects.create(source=paper, text="georgia", value="ge")

    assert slugs(reextract(article)) == {"jp"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"value": "zz"}, "There is no country &#x27;zz&#x27;"),
        ({"means": "lithium"}, "There is no country &#x27;lithium&#x27;"),
        ({"means": "GE"}, "This is what it does not mean"),
        ({"field": "mineral"}, "Write the slug of a mineral"),
        ({"text": ""}, "This field is required"),
    ],
)
def test_rejection_that_makes_no_sense_is_explained(desk, paper, fields, message):
    page = desk.post(ADD, form(paper, **fields)).content.decode()

    assert message in page
    assert not AliasRejection.objects.exists()


def test_same_rejection_twice_is_an_error_not_a_crash(desk, paper):
    AliasRejection.objects.create(source=paper, text="Georgia", value="ge", means="us")

    page = desk.post(ADD, form(paper, text="GEORGIA", means="")).content.decode()

    assert "Constraint" in page or "already exists" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        AliasRejection.objects.create(source=paper, text="GEORGIA", value="ge")


def test_rejections_are_listed_and_go_with_their_source(desk, paper):
    rejection = AliasRejection.objects.create(source=paper, text="Georgia", value="ge", means="us")
    assert str(rejection) == "“Georgia” is not ge but us in Savannah Morning News"
    listed = desk.get(reverse("admin:archive_aliasrejection_changelist") + "?q=georgia")
    assert "Georgia" in listed.content.decode()
    assert current_gazetteer().rejections

    paper.delete()

    assert current_gazetteer().rejections == ()
