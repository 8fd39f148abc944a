"""Collections in the browser: putting articles in, order, notes, links, files."""

import csv
import io
import json

import pytest

from archive.exports import FORMATS
from archive.models import Article, Collection
from tests.web.test_search_page import text_of
from tests.web.workspace.test_searches import queries


def items(collection):
    return list(collection.items.order_by("position"))


def titles(collection):
    return "".join(item.title for item in items(collection))


def collect(client, *ids, **data):
    return client.post("/workspace/collect/", {"article": ids} | data, follow=True)


def change(client, item, what, **data):
    return client.post(f"/workspace/items/{item.pk}/{what}/", data, follow=True)


def test_only_people_who_are_signed_in_can_choose_hits(client, ana, arrive):
    arrive("New")
    assert "Add to collection" not in text_of(client.get("/?q=lithium"))

    client.force_login(ana)
    page = client.get("/?q=lithium").content.decode()

    assert 'type="checkbox" name="article"' in page
    assert "Add to collection" in page
    assert '<input type="hidden" name="back" value="/?q=lithium">' in page


def test_a_very_long_way_back_keeps_no_article_out(signed_in, arrive):
    back = f"/?q={'%E9%93%9D' * 500}"

    done = collect(signed_in, arrive("A").pk, name="Brine", back=back)

    assert done.redirect_chain == [("/", 302)]
    assert "1 article added" in text_of(done)


def test_an_article_leads_to_a_collection_and_back(signed_in, arrive):
    article = arrive("New")
    here = article.get_absolute_url()
    page = signed_in.get(f"{here}?q=lithium&at=1").content.decode()
    assert f"/workspace/collect/?article={article.pk}&amp;back=%2Farticles%2F" in page

    done = collect(signed_in, article.pk, name="Brine", back=f"{here}?q=lithium&at=1")

    assert done.redirect_chain == [(f"{here}?q=lithium&at=1", 302)]
    assert "1 article added to “Brine”." in text_of(done)


def test_hits_go_into_a_collection_in_the_order_of_the_list(signed_in, collection, arrive):
    d, e = arrive("d"), arrive("e")

    done = collect(signed_in, e.pk, d.pk, collection=collection.pk, back="/?q=lithium")

    assert titles(collection) == "abced"
    assert "2 articles added to “Brine”." in text_of(done)


def test_what_is_there_already_or_gone_is_said(signed_in, collection, arrive):
    present = items(collection)[0].article_id

    done = collect(signed_in, present, 999, arrive("d").pk, collection=collection.pk)

    assert (
        "1 article added to “Brine”. 1 article already there. 1 article no longer in the archive."
        in text_of(done)
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Choose a collection, or name a new one."),
        ({"name": "brine"}, "another collection named"),
        ({"name": "x" * 121}, "longer than 120"),
    ],
)
def test_a_collection_that_cannot_be_is_explained(signed_in, collection, arrive, data, told):
    done = collect(signed_in, arrive("d").pk, **data)

    assert done.status_code == 400
    assert told in text_of(done)
    assert titles(collection) == "abc"


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        ([], "No article is chosen."),
        (["x"], "No article is chosen."),
        (["9" * 30], "No article is chosen."),
        ([10**6], "no longer in the archive"),
        (range(1, 502), "at most 500"),
    ],
)
def test_a_choice_of_nothing_is_explained(signed_in, index, ids, told):
    response = signed_in.get("/workspace/collect/", {"article": ids, "back": "/?q=x"})

    assert response.status_code == 200
    assert told in text_of(response)


def test_a_new_collection_can_begin_empty(signed_in, index):
    done = signed_in.post("/workspace/collections/", {"name": "Clay"}, follow=True)

    assert "Nothing is in this collection yet." in text_of(done)


@pytest.mark.parametrize(("name", "told"), [("", "Give it a name."), ("BRINE", "another")])
def test_a_wrong_name_of_a_new_collection_is_explained(signed_in, collection, name, told):
    done = signed_in.post("/workspace/collections/", {"name": name}, follow=True)

    assert told in text_of(done)
    assert Collection.objects.count() == 1


def test_a_collection_is_renamed_and_deleted_after_asking(signed_in, collection):
    here = collection.get_absolute_url()
    wrong = signed_in.post(f"{here}name/", {"name": ""})
    assert (wrong.status_code, "Give it a name." in text_of(wrong)) == (400, True)

    assert "Salt lakes" in text_of(
        signed_in.post(f"{here}name/", {"name": "Salt lakes"}, follow=True)
    )
    assert "The list of 3 articles" in text_of(signed_in.get(f"{here}delete/"))
    done = signed_in.post(f"{here}delete/", follow=True)

    assert "“Salt lakes” is deleted. Its articles stay." in text_of(done)
    assert (Collection.objects.count(), Article.objects.count()) == (0, 3)


def test_items_move_by_buttons_and_the_page_stays_at_them(signed_in, collection):
    a, b, _ = items(collection)

    done = change(signed_in, b, "move", move="up")
    change(signed_in, a, "move", move="sideways")

    assert titles(collection) == "bac"
    assert done.redirect_chain[0][0].endswith(f"#item-{b.pk}")


def test_notes_are_kept_with_their_lines_and_shown_as_text(signed_in, collection):
    item = items(collection)[0]

    done = change(signed_in, item, "note", note="First <b>line</b>\r\nsecond line")

    page = done.content.decode()
    assert "First &lt;b&gt;line&lt;/b&gt;<br>second line" in page
    assert items(collection)[0].note == "First <b>line</b>\nsecond line"


def test_a_note_that_is_too_long_changes_nothing(signed_in, collection):
    item = items(collection)[0]
    change(signed_in, item, "note", note="Kept")

    done = change(signed_in, item, "note", note="x" * 4001)

    assert "longer than 4,000 characters. Nothing was changed." in text_of(done)
    assert items(collection)[0].note == "Kept"


def test_removing_can_be_undone_once(signed_in, collection):
    b = items(collection)[1]
    change(signed_in, b, "note", note="Why")

    done = change(signed_in, b, "remove")
    assert "“b” is removed. Undo" in text_of(done)
    assert titles(collection) == "ac"
    here = collection.get_absolute_url()
    signed_in.post(f"{here}restore/")

    assert titles(collection) == "abc"
    assert items(collection)[1].note == "Why"
    again = signed_in.post(f"{here}restore/", follow=True)
    assert "There is nothing to put back." in text_of(again)


def test_a_deleted_article_is_shown_as_gone(signed_in, collection):
    Article.objects.get(pk=items(collection)[0].article_id).delete()

    shown = text_of(signed_in.get(collection.get_absolute_url()))

    assert "a No longer in the archive" in shown


def test_a_shared_collection_is_read_by_its_link_until_it_is_withdrawn(signed_in, collection):
    change(signed_in, items(collection)[0], "note", note="Read this")
    here = collection.get_absolute_url()
    signed_in.post(f"{here}share/", {"share": "new"})
    collection.refresh_from_db()
    link = f"/shared/{collection.share_token}/"
    assert f"http://testserver{link}" in text_of(signed_in.get(here))
    stranger = signed_in.__class__()

    page = stranger.get(link)

    assert page.status_code == 200
    assert page["X-Robots-Tag"] == "noindex"
    assert "Read this" in text_of(page)
    assert not {"Remove", "Share", "ana"} & set(text_of(page).split())
    assert "<form" not in page.content.decode().split("<main")[1]

    signed_in.post(f"{here}share/", {"share": "new"})
    assert stranger.get(link).status_code == 404
    collection.refresh_from_db()
    signed_in.post(f"{here}share/", {"share": "off"})
    assert stranger.get(f"/shared/{collection.share_token}/").status_code == 404
    assert stranger.get("/shared/None/").status_code == 404


@pytest.mark.parametrize("wanted", FORMATS, ids=lambda each: each.name)
def test_every_format_holds_the_collection_with_its_notes(signed_in, collection, wanted):
    _, b, c = items(collection)
    change(signed_in, c, "note", note="Why it\nmatters")
    change(signed_in, c, "move", move="up")
    Article.objects.get(pk=b.article_id).delete()

    response = signed_in.get(f"{collection.get_absolute_url()}export/{wanted.name}/")

    content = response.content.decode("utf-8-sig")
    assert response["Content-Type"].startswith(wanted.media_type)
    assert response["Content-Disposition"].startswith('attachment; filename="lode-brine-')
    assert f"lode-{c.article_id}" in content or f"/articles/{c.article_id}/" in content
    assert "Why it" in content
    assert "matters" in content
    assert f"/articles/{b.article_id}/" not in content


def test_the_brief_keeps_order_and_notes(signed_in, collection):
    _, _, c = items(collection)
    change(signed_in, c, "note", note="First *line*\nsecond")
    change(signed_in, c, "move", move="up")

    brief = signed_in.get(f"{collection.get_absolute_url()}export/markdown/").content.decode()

    assert brief.startswith("# Brine\n\n3 articles in Lode")
    assert brief.index("“a”") < brief.index("“c”") < brief.index("“b”")
    assert "   First \\*line\\*\n\n   second\n" in brief


def test_tables_and_lines_name_the_collection(signed_in, collection):
    change(signed_in, items(collection)[0], "note", note="=HYPERLINK(1)")
    here = collection.get_absolute_url()

    rows = list(
        csv.reader(io.StringIO(signed_in.get(f"{here}export/csv/").content.decode("utf-8-sig")))
    )
    lines = signed_in.get(f"{here}export/jsonl/").content.decode().splitlines()

    assert rows[0] == ["# Collection", "Brine"]
    assert (rows[5][-1], rows[6][-1]) == ("note", "'=HYPERLINK(1)")
    assert json.loads(lines[0])["type"] == "collection"
    assert json.loads(lines[1])["note"] == "=HYPERLINK(1)"


def test_an_unknown_format_is_not_found(signed_in, collection):
    response = signed_in.get(f"{collection.get_absolute_url()}export/xls/")

    assert response.status_code == 404
    assert "csv, jsonl" in text_of(response)


def test_the_page_costs_the_same_queries_for_few_articles_and_for_many(
    signed_in, collection, arrive
):
    here = collection.get_absolute_url()
    few = queries(signed_in, here)
    collect(signed_in, *(arrive(f"More {n}").pk for n in range(8)), collection=collection.pk)

    assert queries(signed_in, here) == few <= 8
