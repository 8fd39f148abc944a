"""Confirming and rejecting a value in place: buttons of the evidence table."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from archive.ingest import RawClipping, ingest, reextract
from archive.models import Article, Field, Verdict
from tests.admin.articles import change_url, posted

TEXT = (
    "Mining Weekly\n\nChile raises lithium output\n\nPublished: 5 March 2024\n\n"
    "Chile's lithium output rose 12 percent in February, the regulator said on Tuesday, as two "
    "plants near Antofagasta widened their ponds and shipped more lithium carbonate to Japan.\n"
)


@pytest.fixture
def article(archive):
    return ingest(RawClipping(TEXT.encode(), "clip.txt"))


def press(desk, article, **button):
    """Press a button of the evidence table; return the page that follows."""
    response = desk.post(change_url(article), posted(article, **button), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def verdicts(article, field, value):
    rows = article.evidence.filter(field=field, value=value)
    return set(rows.values_list("verdict", flat=True))


def slugs(article):
    return set(article.countries.values_list("slug", flat=True))


def test_page_offers_a_word_on_every_value(desk, article):
    page = desk.get(change_url(article)).content.decode()

    assert 'name="_confirm" value="country:cl"' in page
    assert 'name="_reject" value="mineral:lithium-carbonate"' in page
    assert 'aria-label="Reject Country Japan"' in page


def test_confirmed_value_stays_when_extraction_no_longer_finds_it(desk, article):
    page = press(desk, article, _confirm="country:jp")
    Article.objects.filter(pk=article.pk).update(text=TEXT.replace("Japan", "the coast"))

    again = reextract(Article.objects.get(pk=article.pk))

    assert "Confirmed: country jp" in page
    assert verdicts(article, "country", "jp") == {Verdict.CONFIRMED}
    assert "jp" in slugs(again)


def test_rejected_country_goes_and_never_comes_back(desk, article):
    press(desk, article, _reject="country:jp")

    again = reextract(reextract(article))

    assert verdicts(article, "country", "jp") == {Verdict.REJECTED}
    assert slugs(again) == {"cl"}


def test_rejected_value_can_be_confirmed_after_all(desk, article):
    press(desk, article, _reject="country:jp")
    article.refresh_from_db()
    press(desk, article, _confirm="country:jp")

    assert verdicts(article, "country", "jp") == {Verdict.CONFIRMED}
    assert "jp" in slugs(reextract(article))


@pytest.mark.parametrize(
    ("field", "attribute"), [("title", "title"), ("date", "published"), ("source", "source")]
)
def test_rejected_single_value_leaves_the_field(desk, article, field, attribute):
    value = article.evidence.filter(field=field).latest("confidence").value

    press(desk, article, _reject=f"{field}:{value}")

    article.refresh_from_db()
    assert str(getattr(article, attribute) or "") != value
    assert verdicts(article, field, value) == {Verdict.REJECTED}


@pytest.mark.parametrize("field", ["title", "date", "source"])
def test_confirmed_single_value_stays(desk, article, field):
    value = article.evidence.filter(field=field).latest("confidence").value

    press(desk, article, _confirm=f"{field}:{value}")
    Article.objects.filter(pk=article.pk).update(text="Nothing of the kind is left of this text.")
    again = reextract(Article.objects.get(pk=article.pk))

    assert verdicts(again, field, value) == {Verdict.CONFIRMED}
    assert getattr(again, {"date": "published"}.get(field, field))


def test_other_edits_are_saved_with_the_verdict(desk, article):
    press(desk, article, _confirm="country:jp", title="My headline")

    article.refresh_from_db()
    assert article.title == "My headline"


@pytest.mark.parametrize("key", ["country:zz", "nothing", "date:never", ":", "country:"])
def test_value_that_is_not_in_the_evidence_changes_nothing(desk, article, key):
    before = set(article.evidence.values_list("pk", "verdict"))

    page = press(desk, article, _reject=key)

    assert "nothing was decided" in page
    assert set(article.evidence.values_list("pk", "verdict")) == before


def test_reader_without_the_permission_sees_no_buttons_and_cannot_decide(client, article):
    reader = get_user_model().objects.create_user("reader", password="x", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)

    page = client.get(change_url(article)).content.decode()
    response = client.post(change_url(article), posted(article, _reject="country:jp"))

    assert "_reject" not in page
    assert response.status_code == 403
    assert verdicts(article, Field.COUNTRY, "jp") == {Verdict.MACHINE}


def test_enter_key_never_decides(desk, article):
    page = desk.get(change_url(article)).content.decode()

    assert page.index('name="_continue" hidden') < page.index('name="_confirm"')
