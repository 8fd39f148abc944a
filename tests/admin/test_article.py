"""The page of an article at the desk."""

import re

import pytest
from django.urls import reverse

from archive.ingest import reextract
from archive.models import Article, Country, Evidence, IndexTask, Mineral, Review, Source, Verdict
from tests.admin.articles import ADD, LIST, add, change_url, errors, posted, upload
from tests.factories import make_article
from tests.ingest.samples import TEXT, html_page


def test_change_page_shows_values_with_words_rule_and_confidence(desk):
    article = make_article(text="Lithium from Chile.", title="Lithium from Chile.")
    article.evidence.create(
        field="country", value="cl", start=13, end=18, rule="name of a country", confidence=0.97
    )

    page = desk.get(change_url(article)).content.decode()

    row = article.evidence.get()
    assert f'<mark class="evidence evidence-country" id="evidence-{row.pk}"' in page
    assert f'href="#evidence-{row.pk}"' in page
    assert "name of a country" in page
    assert "97%" in page
    assert "<td>Chile</td>" in page


def test_change_page_escapes_the_clipping(desk):
    article = make_article(text="<img src=x onerror=alert(1)> Chile")
    article.evidence.create(field="country", value="cl", start=0, end=4, rule="<b>")

    page = desk.get(change_url(article)).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img" in page
    assert "<b>)" not in page


def test_text_cannot_be_changed(desk):
    article = add(desk, text=TEXT)

    desk.post(change_url(article), posted(article, text="Forged"))

    article.refresh_from_db()
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("typed", "stored", "latest"),
    [
        ("2024-03", "2024-03", "2024-03-31"),
        ("16 January 2024", "2024-01-16", "2024-01-16"),
        ("xxxx-11-06", "XXXX-11-06", "None"),
        ("", "", "None"),
    ],
)
def test_date_is_read_as_people_write_it(desk, typed, stored, latest):
    article = add(desk, file=upload(html_page()))

    desk.post(change_url(article), posted(article, published=typed))

    article.refresh_from_db()
    assert article.published == stored
    assert str(article.published_latest) == latest


@pytest.mark.parametrize("typed", ["3/4/2024", "soon", "2024-13", "2023-02-29"])
def test_date_that_cannot_be_read_is_explained(desk, typed):
    article = add(desk, text=TEXT)

    response = desk.post(change_url(article), posted(article, published=typed))

    assert response.status_code == 200
    assert "is not a date. Try 2024, 2024-03 or 6 Nov 2024." in errors(response)


def test_changed_values_are_the_editors_word_and_survive_extracting_again(desk, editor):
    article = add(desk, file=upload(html_page()))
    source = Source.objects.create(slug="own", name="Own Paper")

    changes = {"title": "Mine", "source": source.pk, "published": "2023", "review": "reviewed"}
    desk.post(change_url(article), posted(article, **changes))

    again = reextract(article)
    assert (again.title, again.source, again.published) == ("Mine", source, "2023")
    assert again.review == Review.REVIEWED
    assert again.updated_by == editor
    editors = article.evidence.filter(verdict=Verdict.EDITOR)
    assert set(editors.values_list("field", "value")) == {
        ("title", "Mine"), ("source", "Own Paper"), ("date", "2023"),
    }  # fmt: skip


def test_countries_and_minerals_are_added_and_removed_in_place(desk):
    article = make_article(text="Lithium from Chile.")
    article.country_links.create(country=Country.objects.get(slug="cl"))
    data = posted(article)
    data |= {
        "country_links-0-DELETE": "on",
        "country_links-1-country": Country.objects.get(slug="is").pk,
        "mineral_links-0-mineral": Mineral.objects.get(slug="tin").pk,
    }

    assert desk.post(change_url(article), data).status_code == 302

    again = reextract(article)
    assert set(again.countries.values_list("slug", flat=True)) == {"is"}
    assert "tin" in again.minerals.values_list("slug", flat=True)
    verdicts = dict(article.evidence.exclude(verdict="machine").values_list("value", "verdict"))
    assert verdicts == {"cl": "rejected", "is": "editor", "tin": "editor"}


def test_the_same_country_twice_is_an_error_not_a_crash(desk):
    article = make_article()
    chile = Country.objects.get(slug="cl")
    article.country_links.create(country=chile)

    response = desk.post(
        change_url(article), posted(article, **{"country_links-1-country": chile.pk})
    )

    assert response.status_code == 200
    assert article.country_links.count() == 1


def test_saving_unchanged_leaves_the_evidence_to_the_machine(desk):
    article = add(desk, file=upload(html_page()))

    desk.post(change_url(article), posted(article))

    assert not Evidence.objects.exclude(verdict=Verdict.MACHINE).exists()


def test_save_and_extract_again_keeps_the_edit(desk):
    article = add(desk, text=TEXT)

    response = desk.post(
        change_url(article), posted(article, title="Mine", _extract_again="1"), follow=True
    )

    article.refresh_from_db()
    assert article.title == "Mine"
    assert "extracted again" in response.content.decode()


def test_article_is_deleted_with_its_links_and_queued(desk):
    article = add(desk, text=TEXT)
    IndexTask.objects.all().delete()

    desk.post(reverse("admin:archive_article_delete", args=[article.pk]), {"post": "yes"})

    assert not Article.objects.exists()
    assert IndexTask.objects.filter(article_id=article.pk).exists()


def test_chosen_articles_are_deleted_together(desk):
    articles = [make_article(countries=["cl"]) for _ in range(3)]
    selected = [article.pk for article in articles]

    desk.post(LIST, {"action": "delete_selected", "_selected_action": selected, "post": "yes"})

    assert not Article.objects.exists()


def test_pages_of_the_desk_have_no_inline_script_or_style(desk):
    article = add(desk, text=TEXT)

    for url in (ADD, LIST, change_url(article), reverse("admin:index")):
        page = desk.get(url).content.decode()
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))[^>]*>\s*\S", page), url
        assert not re.search(r"<style|\sstyle=|\son\w+=\"", page), url


@pytest.mark.django_db(transaction=True)
def test_every_write_asks_for_a_drain(desk, settings, monkeypatch):
    asked = []
    monkeypatch.setattr("archive.admin._indexing.drain_after_commit", lambda: asked.append(1))
    article = make_article()

    desk.post(change_url(article), posted(article, title="New"))
    desk.post(reverse("admin:archive_article_delete", args=[article.pk]), {"post": "yes"})

    assert len(asked) == 2


def test_the_desk_begins_with_adding_a_clipping(desk):
    page = desk.get(reverse("admin:index")).content.decode()

    assert re.search(rf'href="{ADD}">Add a clipping<', page)
