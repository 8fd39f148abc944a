"""Extracting again: the machine may change its mind, an editor's word stays."""

import pytest

from archive.ingest import RawClipping, ingest, record_edit, reextract, set_published, values_of
from archive.models import Country, CountryAlias, Evidence, Field, Source, Verdict
from tests.factories import make_article
from tests.stories.texts import EXCERPT, WIRE

from .samples import TEXT, TITLE, html_page

pytestmark = [pytest.mark.usefixtures("archive")]


@pytest.fixture
def article(archive):
    return ingest(RawClipping(TEXT.encode(), "clip.txt"))


def edit(article, **values):
    """Change values as an editor does."""
    before = values_of(article)
    if "date" in values:
        set_published(article, values.pop("date"))
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    record_edit(article, before)


def country(slug):
    return Country.objects.get(slug=slug)


def slugs(article):
    return set(article.countries.values_list("slug", flat=True))


def verdicts(article, field, value):
    rows = Evidence.objects.filter(article=article, field=field, value=value)
    return set(rows.values_list("verdict", flat=True))


def test_extracting_again_changes_nothing_by_itself(article):
    before = values_of(article)
    evidence = set(article.evidence.values_list("field", "value", "start", "end", "verdict"))

    again = reextract(article)

    assert values_of(again) == before
    assert set(again.evidence.values_list("field", "value", "start", "end", "verdict")) == evidence


def test_title_that_an_editor_wrote_stays(article):
    edit(article, title="My headline")

    assert reextract(article).title == "My headline"
    assert verdicts(article, Field.TITLE, "My headline") == {Verdict.EDITOR}
    assert verdicts(article, Field.TITLE, TITLE) == {Verdict.REJECTED}


@pytest.mark.parametrize(("field", "cleared"), [("title", ""), ("date", ""), ("source", None)])
def test_value_that_an_editor_emptied_stays_empty(archive, field, cleared):
    article = ingest(RawClipping(html_page(), "page.html"))
    edit(article, **{field: cleared})

    again = reextract(article)

    assert getattr(values_of(again), field) == ""


def test_date_that_an_editor_set_stays_with_its_span(article):
    edit(article, date="2023-11")

    again = reextract(article)

    assert again.published == "2023-11"
    assert str(again.published_latest) == "2023-11-30"


def test_source_that_an_editor_chose_stays(article):
    edit(article, source=Source.objects.create(slug="mine", name="Mine Weekly Own"))

    assert reextract(article).source.slug == "mine"


def test_country_that_an_editor_removed_never_comes_back(article):
    before = values_of(article)
    article.country_links.filter(country__slug="jp").delete()
    record_edit(article, before)

    again = reextract(reextract(article))

    assert "jp" not in slugs(again)
    assert verdicts(article, Field.COUNTRY, "jp") == {Verdict.REJECTED}


def test_country_that_an_editor_added_stays_with_its_weight(article):
    before = values_of(article)
    article.country_links.create(country=country("is"), weight=0.4)
    record_edit(article, before)

    again = reextract(article)

    assert again.country_links.get(country__slug="is").weight == 0.4
    assert verdicts(article, Field.COUNTRY, "is") == {Verdict.EDITOR}


def test_country_added_back_is_confirmed(article):
    for change in (
        lambda: article.country_links.filter(country__slug="jp").delete(),
        lambda: article.country_links.create(country=country("jp")),
    ):
        before = values_of(article)
        change()
        record_edit(article, before)

    assert "jp" in slugs(reextract(article))
    assert verdicts(article, Field.COUNTRY, "jp") == {Verdict.CONFIRMED}


def test_removed_value_without_evidence_is_remembered(article):
    article.country_links.create(country=country("is"))
    before = values_of(article)
    article.country_links.filter(country__slug="is").delete()
    record_edit(article, before)

    assert verdicts(article, Field.COUNTRY, "is") == {Verdict.REJECTED}


@pytest.mark.parametrize("verdict", [Verdict.CONFIRMED, Verdict.REJECTED, Verdict.EDITOR])
def test_decided_evidence_is_never_overwritten(article, verdict):
    article.evidence.filter(field=Field.COUNTRY, value="cl").update(verdict=verdict)
    ids = set(article.evidence.filter(verdict=verdict).values_list("pk", flat=True))

    again = reextract(article)

    assert set(again.evidence.filter(verdict=verdict).values_list("pk", flat=True)) == ids
    assert verdicts(article, Field.COUNTRY, "cl") == {verdict}
    assert ("cl" in slugs(again)) == (verdict != Verdict.REJECTED)


def test_date_counted_from_the_capture_survives_extracting_again(archive):
    saved = (
        f"From: <Saved by Blink>\nSubject: {TITLE}\nDate: Wed, 13 Mar 2024 10:12:13 +0100\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    text = TEXT.replace("\n\n", "\n3 days ago\n\n", 1)

    article = ingest(RawClipping((saved + text).encode()))
    again = reextract(article)

    assert article.published == again.published == "2024-03-10"


def test_page_metadata_survives_extracting_again(archive):
    article = ingest(RawClipping(html_page(), "page.html"))

    again = reextract(article)

    assert again.published == "2024-03-05"
    assert again.source.name == "Mining Daily"


def test_alias_that_an_editor_added_is_found(article):
    CountryAlias.objects.create(country=country("is"), text="evaporation ponds")

    assert "is" in slugs(reextract(article))


def test_switched_off_names_are_no_longer_found(article):
    CountryAlias.objects.create(country=country("jp"), text="Japan", is_active=False)

    assert "jp" not in slugs(reextract(article))


def test_unchanged_article_is_not_queued_again(article):
    from archive.models import IndexTask

    reextract(article)
    IndexTask.objects.all().delete()

    reextract(article)

    assert not IndexTask.objects.exists()


def test_an_article_whose_body_was_found_anew_joins_the_story_of_its_copies(archive):
    wire = ingest(RawClipping(WIRE.encode(), "wire.txt"))
    copy = make_article(EXCERPT, body_ranges=[[0, 10]])

    reextract(copy)

    wire.refresh_from_db()
    copy.refresh_from_db()
    assert wire.story == copy.story is not None
