"""Ingest: one clipping or many into the archive, each once, all or nothing."""

from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from archive.ingest import (
    DuplicateClipping,
    IngestError,
    RawClipping,
    Status,
    UnreadableClipping,
    ingest,
    ingest_many,
    original_path,
    preview_many,
)
from archive.ingest import _ingest as writer
from archive.ingest import _store as rows
from archive.models import (
    Article,
    Company,
    Country,
    Evidence,
    IndexTask,
    Original,
    Source,
    SourceKind,
    Story,
)
from tests.stories.texts import EXCERPT, MONDAY, REWORDED, WIRE

from .samples import TEXT, TITLE, docx_file, eml_file, html_page, pdf_file

pytestmark = [pytest.mark.usefixtures("archive")]


def raw(text=TEXT, name="clip.txt"):
    return RawClipping(text.encode(), name)


def loaders(*clippings):
    return [partial(_give, clipping) for clipping in clippings]


def _give(clipping):
    if isinstance(clipping, Exception):
        raise clipping
    return clipping


def test_ingest_stores_text_values_links_evidence_and_original():
    article = ingest(raw())

    article.refresh_from_db()
    assert article.text == TEXT
    assert article.title == TITLE
    assert set(article.countries.values_list("slug", flat=True)) >= {"cl", "jp"}
    assert "lithium" in article.minerals.values_list("slug", flat=True)
    assert article.evidence.filter(field="country", value="cl").exists()
    assert article.original.file_name == "clip.txt"
    assert original_path(article.original.sha256).read_bytes() == TEXT.encode()
    assert IndexTask.objects.filter(article_id=article.pk).exists()


def test_evidence_quotes_the_text():
    article = ingest(raw())

    for evidence in article.evidence.exclude(start=None):
        assert evidence.quote == TEXT[evidence.start : evidence.end]
        assert evidence.quote


@pytest.mark.parametrize("content", [html_page(), docx_file(), pdf_file(), eml_file()])
def test_every_format_becomes_an_article(content):
    article = ingest(RawClipping(content, "file"))

    assert TITLE in article.text
    assert "cl" in article.countries.values_list("slug", flat=True)


def test_page_metadata_dates_the_article_and_names_its_source():
    article = ingest(RawClipping(html_page(), "page.html"))

    assert article.published == "2024-03-05"
    assert str(article.published_earliest) == str(article.published_latest) == "2024-03-05"
    assert article.source.name == "Mining Daily"
    assert article.url == "https://www.miningdaily.example/chile-lithium"


def test_unknown_outlet_becomes_a_source_of_unknown_kind_once():
    first = ingest(RawClipping(html_page(), "a.html"))
    second = ingest(RawClipping(html_page(body="<p>" + "Other words on nickel. " * 20 + "</p>")))

    assert first.source == second.source
    assert first.source.kind == SourceKind.UNKNOWN
    assert Source.objects.filter(name="Mining Daily").count() == 1


def test_user_who_added_it_is_kept():
    user = get_user_model().objects.create_user("ed")

    assert ingest(raw(), user=user).created_by == user


@pytest.mark.parametrize(
    "copy",
    [TEXT, TEXT.replace("\n", "\r\n"), TEXT.upper(), "  " + TEXT.replace(" ", "  ") + "\n"],
    ids=["same", "line ends", "case", "spacing"],
)
def test_same_words_are_a_duplicate(copy):
    article = ingest(raw())

    with pytest.raises(DuplicateClipping) as caught:
        ingest(raw(copy, "other.txt"))

    assert caught.value.existing_id == article.pk
    assert Article.objects.count() == 1


def test_duplicate_bytes_are_found_before_the_file_is_read(monkeypatch):
    ingest(RawClipping(html_page()))
    monkeypatch.setattr(writer, "read_clipping", None)

    with pytest.raises(DuplicateClipping):
        ingest(RawClipping(html_page()))


def test_allowed_duplicate_shares_story_and_original():
    first = ingest(raw())
    second = ingest(raw(), allow_duplicate=True)
    third = ingest(raw(), allow_duplicate=True)

    first.refresh_from_db()
    assert first.story == second.story == third.story
    assert Story.objects.count() == 1
    assert Original.objects.count() == 1


def test_what_other_outlets_made_of_a_text_joins_its_story():
    list(ingest_many(loaders(*(raw(text) for text in (WIRE, EXCERPT, REWORDED, MONDAY)))))

    assert Article.objects.exclude(story=None).count() == 3
    assert Story.objects.count() == 1


def test_clipping_can_be_added_again_after_its_article_was_deleted():
    ingest(raw()).delete()

    assert ingest(raw()).pk


def test_failure_while_storing_leaves_nothing(monkeypatch):
    def fail(*args):
        raise DatabaseError("disk full")

    monkeypatch.setattr(rows, "evidence_rows", fail)

    with pytest.raises(DatabaseError):
        ingest(RawClipping(html_page()))

    assert not Article.objects.exists()
    assert not Original.objects.exists()
    assert not Evidence.objects.exists()
    assert not Source.objects.filter(name="Mining Daily").exists()


def test_original_that_cannot_be_kept_stops_the_article(settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.ORIGINALS_DIR = tmp_path / "file"

    with pytest.raises(IngestError, match="could not be kept"):
        ingest(raw())

    assert not Article.objects.exists()


def test_half_written_original_is_written_again():
    path = original_path(raw().sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half")

    ingest(raw())

    assert path.read_bytes() == TEXT.encode()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\evil.txt", "a\x00b\u202e.txt", "n" * 900]
)
def test_file_name_is_shown_and_never_a_path(name, settings):
    article = ingest(raw(name=name))

    assert "/" not in article.original.file_name
    assert "\\" not in article.original.file_name
    assert len(article.original.file_name) <= 255
    assert original_path(article.original.sha256).is_relative_to(settings.ORIGINALS_DIR)


def test_very_long_title_is_cut_and_the_text_is_not():
    word = "Lithium"
    text = f"Subject line\n\n{word} " + "x" * 3000

    article = ingest(raw(text))

    assert article.text == text
    assert len(article.title) <= 500


def test_many_go_on_past_a_bad_one():
    outcomes = list(
        ingest_many(
            loaders(
                raw(), RawClipping(b"\x00\x01"), OSError(2, "No such file"), raw("Nickel. " * 9)
            )
        )
    )

    assert [outcome.status for outcome in outcomes] == [
        Status.ADDED, Status.FAILED, Status.FAILED, Status.ADDED,
    ]  # fmt: skip
    assert outcomes[2].message == "The file cannot be opened: No such file."


def test_copies_within_one_batch_are_found():
    first, second = ingest_many(loaders(raw(), raw(TEXT.upper())))

    assert second.status == Status.DUPLICATE
    assert second.article_id == first.article_id


def test_failure_to_store_one_of_many_leaves_the_others(monkeypatch):
    def fail_on_nickel(article, findings):
        if "Nickel" in article.text:
            raise DatabaseError("no")
        return []

    monkeypatch.setattr(rows, "evidence_rows", fail_on_nickel)
    clippings = [raw(f"Cobalt from mine {number}. " * 5) for number in range(5)]
    clippings.insert(2, raw("Nickel. " * 9))

    outcomes = list(ingest_many(loaders(*clippings)))

    assert [outcome.status for outcome in outcomes].count(Status.ADDED) == 5
    assert outcomes[2].status == Status.FAILED
    assert Article.objects.count() == 5


def test_source_of_a_failed_article_is_made_again_for_the_next(monkeypatch):
    calls = iter([DatabaseError("once")])
    original = rows.evidence_rows

    def fail_once(*args):
        for error in calls:
            raise error
        return original(*args)

    monkeypatch.setattr(rows, "evidence_rows", fail_once)
    pages = [RawClipping(html_page(body=f"<p>{metal * 30}</p>")) for metal in ("Tin ", "Zinc ")]

    outcomes = list(ingest_many(loaders(*pages)))

    assert [outcome.status for outcome in outcomes] == [Status.FAILED, Status.ADDED]
    assert Article.objects.get().source.name == "Mining Daily"


def test_more_than_a_batch_keeps_the_order(monkeypatch):
    monkeypatch.setattr(writer, "BATCH_SIZE", 3)
    texts = [f"Copper mine number {number} opens. " * 3 for number in range(8)]

    outcomes = list(ingest_many(loaders(*map(raw, texts))))

    stored = Article.objects.in_bulk()
    assert [stored[outcome.article_id].text for outcome in outcomes] == texts


def test_preview_stores_nothing():
    ingest(raw())

    outcomes = list(preview_many(loaders(raw(), raw("Nickel " * 9), raw("nickel " * 9))))

    assert [outcome.status for outcome in outcomes] == [
        Status.DUPLICATE, Status.NEW, Status.DUPLICATE,
    ]  # fmt: skip
    assert Article.objects.count() == 1


def test_taxonomy_is_loaded_when_a_slug_is_missing():
    Source.objects.all().delete()
    Company.objects.update(country=None)
    Country.objects.filter(slug="jp").delete()

    article = ingest(raw())

    assert "jp" in article.countries.values_list("slug", flat=True)


def test_unreadable_clipping_leaves_nothing():
    with pytest.raises(UnreadableClipping):
        ingest(RawClipping(bytes(range(256))))

    assert not Original.objects.exists()


def test_index_follows_large_steps_and_the_end(monkeypatch):
    asked = []
    monkeypatch.setattr(writer, "drain_after_commit", lambda: asked.append(Article.objects.count()))
    monkeypatch.setattr(writer, "BATCH_SIZE", 2)
    monkeypatch.setattr(writer, "DRAIN_EVERY", 4)

    list(ingest_many(loaders(*(raw(f"Tin mine {number} opens. " * 3) for number in range(7)))))

    assert asked == [4, 7]
