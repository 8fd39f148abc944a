"""Confirming and rejecting values on an article's page, and undoing that."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from archive.ingest import confirm, reextract, reject
from archive.models import Article, Field, Verdict
from tests.web.editing.conftest import make_editor
from tests.web.test_search_page import text_of


def post(client, article, action, **data):
    return client.post(f"{article.get_absolute_url()}{action}/", data, follow=True)


def button(client, article, name, key):
    """Return the value of a button on the page."""
    html = client.get(article.get_absolute_url()).content.decode()
    return re.search(rf'name="{name}" value="(\w+:\d+:{re.escape(key)})"', html)[1]


def press(client, article, name, key):
    return post(client, article, "decide", **{name: button(client, article, name, key)})


def verdicts(article, field, value):
    rows = article.evidence.filter(field=field, value=value)
    return set(rows.values_list("verdict", flat=True))


def countries(article):
    return set(article.countries.values_list("slug", flat=True))


def test_readers_see_nothing_of_it(client, article):
    html = client.get(article.get_absolute_url()).content.decode()

    for trace in ("decide", "editing", "data-start", "Confirm", "add-value", "selection-bar"):
        assert trace not in html


def test_signed_in_people_without_the_permission_see_nothing_of_it(client, article):
    client.force_login(get_user_model().objects.create_user("reader"))

    html = client.get(article.get_absolute_url()).content.decode()
    response = post(client, article, "decide", reject="open:0:country:jp")

    assert "decide" not in html
    assert response.status_code == 403
    assert "jp" in countries(article)


@pytest.mark.parametrize("action", ["decide", "undo", "add"])
def test_who_is_signed_out_meanwhile_signs_in_and_comes_back(client, article, action):
    response = client.post(f"{article.get_absolute_url()}{action}/?q=lithium")

    back = "%3Fq%3Dlithium"
    assert response.headers["Location"] == f"/login/?next={article.get_absolute_url()}{back}"


def test_confirmed_value_says_so_and_who_did_it(client, article, editor):
    shown = text_of(press(client, article, "confirm", "country:jp"))

    assert "Confirmed: country Japan." in shown
    assert verdicts(article, "country", "jp") == {Verdict.CONFIRMED}
    assert re.search(r"Confirmed country Japan [^.]* by vera", shown)
    article.refresh_from_db()
    assert article.updated_by == editor


def test_rejected_value_goes_and_can_be_confirmed_after_all(client, article, editor):
    shown = text_of(press(client, article, "reject", "country:jp"))
    assert "Rejected by editors Country Japan" in shown
    assert "jp" not in countries(reextract(article))

    press(client, article, "confirm", "country:jp")

    assert "jp" in countries(reextract(Article.objects.get(pk=article.pk)))


@pytest.mark.parametrize("field", ["title", "source", "date"])
def test_fields_with_one_value_are_decided_alike(client, article, editor, field):
    value = article.evidence.get(field=field).value

    press(client, article, "confirm", f"{field}:{value}")
    assert verdicts(article, field, value) == {Verdict.CONFIRMED}
    press(client, article, "reject", f"{field}:{value}")

    assert verdicts(article, field, value) == {Verdict.REJECTED}
    article.refresh_from_db()
    assert not getattr(article, {"date": "published"}.get(field, field))


def test_source_found_by_another_name_is_decided_by_that_name(client, article, editor):
    article.evidence.filter(field="source").update(value="miningweekly.com")

    press(client, article, "confirm", "source:miningweekly.com")

    assert verdicts(article, "source", "miningweekly.com") == {Verdict.CONFIRMED}
    article.refresh_from_db()
    assert article.source.name == "Mining Weekly"


def test_the_message_stands_where_the_value_was(client, article, editor):
    html = press(client, article, "reject", "country:jp").content.decode()

    note, after = html.index('id="note"'), html.index("Rejected by editors")
    assert html.index('href="/?country=cl"') < note < after
    assert html.count("Rejected for good: country Japan.") == 1


def test_the_way_back_keeps_the_search(client, article, editor):
    response = client.post(
        f"{article.get_absolute_url()}decide/?q=lithium&view=received",
        {"confirm": "open:0:country:jp"},
    )

    assert response.headers["Location"] == (
        f"{article.get_absolute_url()}?q=lithium&view=received#note"
    )


@pytest.mark.parametrize(
    ("first", "second"), [(confirm, "reject"), (reject, "confirm"), (confirm, "confirm")]
)
def test_who_comes_second_is_told_what_happened(client, article, editor, first, second):
    pressed = button(client, article, second, "country:jp")
    first(article, Field.COUNTRY, "jp", by=make_editor("kim"))
    before = verdicts(article, "country", "jp")

    shown = text_of(post(client, article, "decide", **{second: pressed}))

    assert "this value after this page was opened. The last change is by kim." in shown
    assert "Nothing was changed." in shown
    assert verdicts(article, "country", "jp") == before


@pytest.mark.parametrize("name", ["confirm", "reject"])
@pytest.mark.parametrize(
    "pressed",
    ["", "open", "open:0:country:zz", "open:0:date:never", "open:x:colour:red", "open:0:title:",
     "shut:0:country:jp", "open:99999999:country:zz", "open:0:source:Nobody"],
)  # fmt: skip
def test_a_made_up_button_changes_nothing(client, article, editor, name, pressed):
    if (name, pressed) in {("confirm", "open:0:title:"), ("confirm", "open:0:source:Nobody")}:
        pytest.skip("an editor may say so")
    before = set(article.evidence.values_list("pk", "verdict"))

    response = post(client, article, "decide", **{name: pressed})

    assert "Nothing was changed." in text_of(response)
    assert set(article.evidence.values_list("pk", "verdict")) == before


@pytest.mark.parametrize("name", ["confirm", "reject"])
@pytest.mark.parametrize("key", ["country:jp", "mineral:lithium", "title", "source", "date"])
def test_undo_brings_everything_back(client, article, editor, name, key):
    field = key.split(":")[0]
    if ":" not in key:
        key = f"{key}:{article.evidence.get(field=key).value}"
    before = state(article)
    press(client, article, name, key)
    assert state(article) != before

    shown = text_of(post(client, article, "undo", place="3"))

    assert f"Undone: {Field(field).label.lower()}." in shown
    assert state(article) == before


def test_undo_brings_back_what_an_editor_had_set(client, article, editor):
    confirm(article, Field.TITLE, "Brine rises", by=editor)
    confirm(article, Field.COUNTRY, "pe", words=(0, 6), by=editor)
    before = state(article)
    for key in ("title:Brine rises", "country:pe"):
        press(client, article, "reject", key)
        assert state(article) != before

        post(client, article, "undo")

        assert state(article) == before


def state(article):
    row = Article.objects.get(pk=article.pk)
    columns = ("field", "value", "start", "end", "rule", "verdict")
    return (
        row.title, row.published, row.source_id, row.origin_id, countries(row),
        set(row.minerals.values_list("slug", flat=True)),
        sorted(row.evidence.values_list(*columns), key=str),
    )  # fmt: skip


def test_undo_after_somebody_elses_decision_changes_nothing(client, article, editor):
    press(client, article, "reject", "country:jp")
    confirm(article, Field.COUNTRY, "jp", by=make_editor("kim"))
    before = state(article)

    shown = text_of(post(client, article, "undo"))

    assert "The last change is by kim. Nothing was changed." in shown
    assert state(article) == before


def test_undo_twice_says_that_there_is_nothing(client, article, editor):
    press(client, article, "reject", "country:jp")
    post(client, article, "undo")

    assert "There is nothing to undo" in text_of(post(client, article, "undo"))


def test_decisions_need_the_token_of_the_page(article, editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)

    response = strict.post(f"{article.get_absolute_url()}decide/", {"reject": "open:0:country:jp"})

    assert response.status_code == 403
    assert "jp" in countries(article)


@pytest.mark.parametrize("action", ["decide", "undo", "add"])
def test_an_article_deleted_meanwhile_is_not_found(client, article, editor, action):
    address = article.get_absolute_url()
    article.delete()

    assert client.post(f"{address}{action}/").status_code == 404


def test_hostile_values_are_escaped(client, article, editor):
    Article.objects.filter(pk=article.pk).update(title='"><script>alert(1)</script>')

    html = client.get(article.get_absolute_url()).content.decode()

    assert "<script>alert" not in html
