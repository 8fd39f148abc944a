"""Rebuilding the index, and finding where it disagrees with the database."""

import pytest
from django.core.management import CommandError, call_command

from archive import indexing
from archive.models import Article, IndexTask
from archive.search import IndexLocked
from archive.search.engines import IndexDocument
from tests.factories import make_article, make_mineral

pytestmark = pytest.mark.django_db


def test_rebuild_holds_exactly_the_database(engine):
    articles = {make_article().pk for _ in range(5)}
    engine.documents[999] = IndexDocument(id=999, stamp="", title="gone", body="")

    assert indexing.rebuild() == 5
    assert set(engine.documents) == articles
    assert not IndexTask.objects.exists()


def test_rebuild_replays_changes_made_meanwhile(engine):
    first, second = make_article(title="One"), make_article(title="Two")

    def interfere(document):
        engine.on_put = lambda document: None
        Article.objects.filter(pk=first.pk).update(title="Uno")
        second.delete()

    engine.on_put = interfere
    indexing.rebuild()

    assert {each.title for each in engine.documents.values()} == {"Uno"}
    assert list(indexing.find_differences()) == []


def test_rebuild_reports_progress_up_to_the_total(engine):
    for _ in range(3):
        make_article()
    seen = []

    indexing.rebuild(lambda done, total: seen.append((done, total)))

    assert seen[-1] == (3, 3)


def test_rebuild_refuses_while_another_process_writes(engine):
    engine.is_locked = True

    with pytest.raises(IndexLocked):
        indexing.rebuild()


def test_failed_rebuild_keeps_the_old_index(engine):
    article = make_article(title="Kept")
    indexing.drain()
    engine.poison = {article.pk}

    with pytest.raises(ValueError, match="cannot index"):
        indexing.rebuild()
    assert engine.documents[article.pk].title == "Kept"


def test_check_names_missing_stale_and_orphaned_articles(engine):
    kept, stale, missing = make_article(), make_article(), make_article()
    indexing.drain()
    del engine.documents[missing.pk]
    engine.documents[stale.pk] = IndexDocument(id=stale.pk, stamp="old", title="", body="")
    engine.documents[777] = IndexDocument(id=777, stamp="", title="", body="")

    report = indexing.check()

    assert set(report.differences) == {
        indexing.Difference(missing.pk, "missing"),
        indexing.Difference(stale.pk, "stale"),
        indexing.Difference(777, "orphan"),
    }
    assert not report.is_sound
    assert kept.pk in engine.documents
    assert {each.kind for each in indexing.find_missing_and_orphans()} == {"missing", "orphan"}


def test_check_and_repair_mends_every_difference(engine):
    missing = make_article()
    indexing.drain()
    engine.documents = {777: IndexDocument(id=777, stamp="", title="", body="")}

    report = indexing.check_and_repair()

    assert report.is_sound
    assert set(engine.documents) == {missing.pk}


def test_check_and_repair_rebuilds_a_broken_index(engine):
    article = make_article()
    engine.is_broken = True

    assert "broken" in indexing.check().damage
    assert indexing.check_and_repair().is_sound
    assert set(engine.documents) == {article.pk}


def test_index_check_passes_on_warnings_and_finds_the_index_sound(engine, capsys):
    engine.worries = ["Segments could not be merged."]

    call_command("index_check")

    assert "Segments could not be merged." in capsys.readouterr().out


def test_queued_articles_are_no_difference(engine):
    make_article()

    assert indexing.check().is_sound


def test_document_tree_holds_every_ancestor_once(engine):
    lithium = make_mineral("lithium")
    make_mineral("spodumene", parent=lithium, kind="form")
    article = make_article(minerals=["spodumene", "lithium"])

    document = next(indexing.load_documents([article.pk]))

    assert document.minerals == ("lithium", "spodumene")
    assert document.mineral_tree == ("lithium", "spodumene", "test-minerals")


def test_document_tells_main_subjects_from_mentions():
    article = make_article(countries=["cl", "pe"], minerals=["lithium", "tin"])
    article.country_links.filter(country__slug="pe").update(weight=0.4)
    article.mineral_links.filter(mineral__slug="tin").update(weight=0.1)

    document = next(indexing.load_documents([article.pk]))

    assert document.main_countries == ("cl",)
    assert document.main_minerals == ("lithium", "test-minerals")
    assert document.countries == ("cl", "pe")


def test_document_stamp_follows_what_is_indexed():
    article = make_article()
    before = next(indexing.load_documents([article.pk])).stamp

    article.save()
    unchanged = next(indexing.load_documents([article.pk])).stamp
    article.country_links.create(country=make_article(countries=["pe"]).countries.get())
    changed = next(indexing.load_documents([article.pk])).stamp

    assert before == unchanged != changed


def test_load_documents_takes_constant_queries(django_assert_num_queries):
    few = [make_article(countries=["cl"], minerals=["tin"], source="daryo").pk for _ in range(2)]
    many = few + [make_article(countries=["ar"], source="daryo").pk for _ in range(10)]

    for ids in (few, many):
        with django_assert_num_queries(5):
            list(indexing.load_documents(ids))


def test_index_check_command_fails_until_repaired(engine, capsys):
    article = make_article()
    indexing.drain()
    engine.documents.clear()

    with pytest.raises(CommandError, match="--repair"):
        call_command("index_check")
    assert f"article {article.pk} is missing" in capsys.readouterr().out

    call_command("index_check", "--repair")
    assert "Database and index agree" in capsys.readouterr().out


def test_interrupted_index_rebuild_command_leaves_the_index_as_it_was(engine):
    make_article(title="Before")
    indexing.drain()
    make_article(title="After")

    def interrupt(document):
        raise KeyboardInterrupt

    engine.on_put = interrupt
    with pytest.raises(CommandError, match="stays as it was") as stopped:
        call_command("index_rebuild")

    assert stopped.value.returncode == 130
    assert len(engine.documents) == 1


def test_index_rebuild_command_skips_a_sound_index(engine, capsys):
    make_article()
    call_command("index_rebuild", "--if-needed")
    assert "sound" in capsys.readouterr().out

    call_command("index_rebuild")
    assert "articles: 1" in capsys.readouterr().out
