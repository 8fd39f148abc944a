"""The desk for articles, as an editor uses it."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.ingest import reextract
from archive.models import Article, Country, Evidence, IndexTask, Mineral, Review, Source, Verdict
from archive.search import IndexUnavailable
from tests.factories import make_article
from tests.ingest.samples import LEAD, TEXT, TITLE, docx_file, eml_file, html_page, pdf_file

ADD = reverse("admin:archive_article_add")
LIST = reverse("admin:archive_article_changelist")


def change_url(article):
    return reverse("admin:archive_article_change", args=[article.pk])


def upload(content, name="clip.txt"):
    return SimpleUploadedFile(name, content)


def add(desk, **fields):
    """Add a clipping and return the article that came of it."""
    response = desk.post(ADD, fields)
    assert response.status_code == 302, response.content.decode()
    return Article.objects.latest("pk")


def posted(article, **changes):
    """Return the change form as a browser would send it back."""
    data = {
        "title": article.title,
        "source": article.source_id or "",
        "origin": article.origin_id or "",
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "review": article.review,
    }
    for prefix, links, name in (
        ("country_links", article.country_links, "country_id"),
        ("mineral_links", article.mineral_links, "mineral_id"),
        ("company_links", article.company_links, "company_id"),
    ):
        rows = list(links.all())
        data |= {f"{prefix}-TOTAL_FORMS": len(rows) + 1, f"{prefix}-INITIAL_FORMS": len(rows)}
        for number, row in enumerate(rows):
            key = f"{prefix}-{number}"
            data |= {f"{key}-id": row.pk, f"{key}-article": article.pk, f"{key}-weight": row.weight}
            data[f"{key}-{name.removesuffix('_id')}"] = getattr(row, name)
        data |= {f"{prefix}-{len(rows)}-id": "", f"{prefix}-{len(rows)}-weight": "1.0"}
    return data | changes


def errors(response):
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


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


def test_list_filters_by_mineral_country_source_and_review(desk):
    make_article(title="Wanted", countries=["cl"], minerals=["lithium"], source="own")
    make_article(title="Other")
    ids = (Mineral.objects.get(slug="lithium").pk, Country.objects.get(slug="cl").pk)

    for query in (
        f"minerals__id__exact={ids[0]}",
        f"countries__id__exact={ids[1]}",
        f"source__id__exact={Source.objects.get(slug='own').pk}",
    ):
        page = desk.get(f"{LIST}?{query}").content.decode()
        assert ">Wanted<" in page
        assert ">Other<" not in page


def test_list_searches_titles_when_there_is_no_index(desk, monkeypatch):
    class Broken:
        def matching_ids(self, query):
            raise IndexUnavailable("The index is missing.")

    monkeypatch.setattr("archive.admin._article.get_engine", Broken)
    make_article(title="Graphite exports")
    make_article(title="Tin smelter")

    page = desk.get(f"{LIST}?q=graphite").content.decode()

    assert "Graphite exports" in page
    assert "Tin smelter" not in page
    assert "titles and sources only" in page


def test_list_searches_the_index(desk, monkeypatch):
    found, other = make_article(title="Found"), make_article(title="Other")

    class Engine:
        def matching_ids(self, query):
            return [found.pk] if query.text == "salt lakes" else [other.pk]

    monkeypatch.setattr("archive.admin._article.get_engine", Engine)

    page = desk.get(f"{LIST}?q=salt+lakes").content.decode()

    assert ">Found<" in page
    assert ">Other<" not in page


def test_chosen_articles_are_marked_as_reviewed(desk):
    articles = [make_article(), make_article()]
    IndexTask.objects.all().delete()

    desk.post(LIST, {"action": "mark_reviewed", "_selected_action": [a.pk for a in articles]})

    assert set(Article.objects.values_list("review", flat=True)) == {Review.REVIEWED}
    assert IndexTask.objects.count() == 2


def test_chosen_articles_are_extracted_again(desk):
    article = make_article(text=TEXT, title="")

    desk.post(LIST, {"action": "extract_again", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert article.title == TITLE
    assert article.body.startswith(LEAD[:20]) or LEAD in article.body


def test_too_many_to_extract_at_once_changes_nothing(desk, monkeypatch):
    monkeypatch.setattr("archive.admin._article.MAX_EXTRACTED_AT_ONCE", 1)
    articles = [make_article(text=TEXT, title="") for _ in range(2)]

    response = desk.post(
        LIST,
        {"action": "extract_again", "_selected_action": [a.pk for a in articles]},
        follow=True,
    )

    assert "Choose at most 1" in response.content.decode()
    assert not Evidence.objects.exists()


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
