"""A clipping looked at before it is saved."""

import re
from html import unescape

import pytest

from archive.models import Article, Evidence
from tests.admin.articles import ADD, add, change_url, errors, upload
from tests.ingest.samples import TEXT, TITLE, html_page

HOSTILE = "<script>alert(1)</script> Chile & lithium \x00\u202e </textarea>\n" + TEXT


def preview(desk, **fields):
    """Press Preview; return the page."""
    response = desk.post(ADD, fields | {"_preview": "1"})
    assert response.status_code == 200
    return response.content.decode()


def filled(page):
    """Return the form of a preview as a browser would send it back."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", page[page.index('class="preview-form"') :]):
        names = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if names.get("type") != "checkbox" or "checked" in tag:
            data.setdefault(names["name"], []).append(unescape(names.get("value", "")))
    boxes = re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    data |= {name: [unescape(value)] for name, value in boxes}
    data.pop("csrfmiddlewaretoken")
    return data


def save(desk, data, **changes):
    return desk.post(ADD, data | changes | {"_save": "1"})


def test_preview_shows_values_with_their_words_and_saves_nothing(desk):
    page = preview(desk, text=TEXT)

    assert TITLE in page
    assert re.search(r'name="mineral" value="lithium" checked', page)
    assert re.search(r'<mark class="evidence evidence-mineral"[^>]* data-evidence="\d+', page)
    assert "% sure" in page
    assert not Article.objects.exists()
    assert not Evidence.objects.exists()


def test_saving_a_preview_unchanged_leaves_every_value_to_the_machine(desk, editor):
    response = save(desk, filled(preview(desk, file=upload(html_page(), "a.html"))))

    article = Article.objects.get()
    assert response.url == change_url(article)
    assert (article.original.file_name, article.created_by) == ("a.html", editor)
    assert not article.evidence.exclude(verdict="machine").exists()


def test_what_is_changed_in_the_preview_is_the_editors_word(desk):
    data = filled(preview(desk, text=TEXT))

    save(
        desk,
        data,
        title="Mine",
        source="A New Paper",
        published="6 Nov 2023",
        mineral=[],
        other_mineral="Tin, graphite",
        other_company="Glencore",
        url="https://example.org/a",
    )

    article = Article.objects.get()
    assert (article.title, article.source.name, article.published) == (
        "Mine", "A New Paper", "2023-11-06",
    )  # fmt: skip
    assert set(article.minerals.values_list("slug", flat=True)) == {"tin", "graphite"}
    assert article.companies.get().slug == "glencore"
    assert article.url == "https://example.org/a"
    assert article.evidence.get(field="mineral", value="tin").verdict == "editor"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"published": "soon"}, "is not a date"),
        ({"other_mineral": "lithum"}, "There is no mineral called “lithum”. Did you mean lithium"),
        ({"other_country": "Atlantis"}, "There is no country called “Atlantis”."),
        ({"country": "zz"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_saved_is_explained_and_kept(desk, changes, message):
    data = filled(preview(desk, text=TEXT))

    page = save(desk, data, title="Kept title", **changes)

    assert page.status_code == 200
    assert message in errors(page)
    assert "Kept title" in page.content.decode()
    assert not Article.objects.exists()


def test_hostile_text_is_escaped_and_comes_back_whole(desk):
    page = preview(desk, text=HOSTILE)

    assert "<script>alert(1)" not in page
    response = save(desk, filled(page))
    assert response.status_code == 302
    assert "<script>alert(1)</script> Chile & lithium" in Article.objects.get().text


def test_the_text_can_be_changed_after_the_preview(desk):
    page = desk.post(ADD, filled(preview(desk, text=TEXT)) | {"_edit": "1"}).content.decode()

    assert TITLE in page[page.index('<textarea name="text"') :]
    assert 'name="_preview"' in page


def test_an_exact_copy_is_told_before_saving_and_again_when_saved_in_vain(desk):
    article = add(desk, text=TEXT)
    page = preview(desk, text=TEXT)

    assert "word for word" in page
    assert change_url(article) in page
    assert "word for word" in save(desk, filled(page)).content.decode()
    assert save(desk, filled(page), add_anyway="on").status_code == 302
    assert Article.objects.count() == 2


def test_a_near_copy_is_shown_with_its_differences_and_joins_the_story(desk):
    article = add(desk, text=TEXT)
    page = preview(desk, text=TEXT.replace("percent", "per cent") + "\nOne more line.")

    assert "The archive has this story" in page
    assert re.search(r"<ins>[^<]*One more line", page)
    save(desk, filled(page))
    article.refresh_from_db()
    assert article.story.articles.count() == 2


def test_a_near_copy_that_an_editor_keeps_apart_has_no_story(desk):
    add(desk, text=TEXT)
    page = preview(desk, text=TEXT + "\nOne more line.")

    save(desk, filled(page), is_apart="on")

    assert Article.objects.order_by("pk").last().story is None


def test_a_held_file_belongs_to_one_session(desk, client, editor):
    page = preview(desk, file=upload(html_page(), "a.html"))
    kept = filled(page)["kept"][0]
    desk.logout()
    desk.force_login(editor)

    response = desk.post(ADD, {"kept": kept, "_save": "1"})

    assert "The file is held no longer" in errors(response)
    assert not Article.objects.exists()


def test_a_held_file_is_let_go_when_it_is_saved(desk, data_dir):
    save(desk, filled(preview(desk, file=upload(html_page(), "a.html"))))

    assert list((data_dir / "held").iterdir()) == []


def test_a_session_holds_few_files(desk, data_dir):
    for number in range(8):
        preview(desk, file=upload(html_page() + b"x" * number, f"{number}.html"))

    assert len(list((data_dir / "held").iterdir())) == 5


def test_without_room_for_a_preview_a_file_is_still_added(desk, monkeypatch):
    monkeypatch.setattr("archive.ingest._held.MAX_HELD", 0)
    file = upload(html_page(), "a.html")

    page = desk.post(ADD, {"file": file, "_preview": "1"})

    assert "add this one without a preview" in errors(page)
    assert add(desk, file=upload(html_page(), "a.html")).title
