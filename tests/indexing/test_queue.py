"""The durable queue: every write is seen, nothing is lost, nothing blocks."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from archive import indexing
from archive.models import (
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Company,
    Country,
    IndexTask,
    Mineral,
    Source,
)
from archive.search import IndexUnavailable
from tests.factories import (
    make_article,
    make_company,
    make_country,
    make_mineral,
    make_source,
)

pytestmark = pytest.mark.django_db


def queued():
    return set(IndexTask.objects.values_list("article_id", flat=True))


@pytest.fixture
def article():
    """Return an article that is tagged and not queued."""
    article = make_article(
        countries=["cl"], minerals=["lithium"], companies=["codelco"], source="daryo"
    )
    IndexTask.objects.all().delete()
    return article


def raw(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


WRITES = {
    "save": lambda a: a.save(),
    "update": lambda a: Article.objects.filter(pk=a.pk).update(title="New"),
    "bulk_update": lambda a: Article.objects.bulk_update([a], ["title"]),
    "raw update": lambda a: raw("UPDATE archive_article SET title = 'New'"),
    "delete": lambda a: a.delete(),
    "queryset delete": lambda a: Article.objects.filter(pk=a.pk).delete(),
    "raw delete": lambda a: Article.objects.filter(pk=a.pk)._raw_delete("default"),
    "link country": lambda a: a.country_links.create(country=make_country("ar")),
    "bulk link": lambda a: ArticleCountry.objects.bulk_create(
        [ArticleCountry(article=a, country=make_country("ar"))]
    ),
    "unlink mineral": lambda a: a.mineral_links.all().delete(),
    "relink mineral": lambda a: ArticleMineral.objects.update(mineral=make_mineral("cobalt")),
    "link company": lambda a: a.company_links.create(company=make_company("sqm")),
    "unlink company": lambda a: a.company_links.all().delete(),
    "relink company": lambda a: ArticleCompany.objects.update(company=make_company("sqm")),
    "new company slug": lambda a: Company.objects.filter(slug="codelco").update(slug="xx"),
    "rename source": lambda a: Source.objects.filter(slug="daryo").update(name="Daryo.uz"),
    "delete source": lambda a: Source.objects.filter(slug="daryo").delete(),
    "new country code": lambda a: Country.objects.filter(slug="cl").update(slug="xx"),
    "move mineral": lambda a: Mineral.objects.filter(slug="lithium").update(
        parent=make_mineral("other", kind="group")
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_every_way_to_write_queues_the_article(article, write):
    article_id = article.pk
    if write is WRITES["raw delete"]:
        article.country_links.all().delete()
        article.mineral_links.all().delete()
        article.company_links.all().delete()
        IndexTask.objects.all().delete()

    write(article)

    assert queued() == {article_id}


def test_bulk_create_queues_every_article():
    rows = [Article(text=f"Text {n}.", content_hash=f"{n:064x}") for n in range(3)]

    Article.objects.bulk_create(rows)

    assert queued() == set(Article.objects.values_list("pk", flat=True))


def test_moving_a_mineral_queues_articles_of_its_forms():
    lithium = make_mineral("lithium")
    make_mineral("spodumene", parent=lithium, kind="form")
    article = make_article(minerals=["spodumene"])
    group = make_mineral("battery", kind="group")
    IndexTask.objects.all().delete()

    Mineral.objects.filter(pk=lithium.pk).update(parent=group)

    assert queued() == {article.pk}


def test_rolled_back_change_leaves_no_task(article):
    with pytest.raises(RuntimeError), transaction.atomic():
        article.save()
        raise RuntimeError

    assert queued() == set()


def test_drain_indexes_and_empties_the_queue(engine):
    first = make_article(title="One", countries=["cl", "ar"], published="2024-01")
    second = make_article(title="Two")

    report = indexing.drain()

    assert report == indexing.DrainReport(indexed=2)
    assert set(engine.documents) == {first.pk, second.pk}
    assert engine.documents[first.pk].countries == ("ar", "cl")
    assert queued() == set()


def test_drain_removes_deleted_articles(engine):
    article = make_article()
    indexing.drain()

    article.delete()
    indexing.drain()

    assert engine.documents == {}


def test_lost_index_is_not_begun_anew_with_what_is_queued(engine):
    make_article()
    indexing.drain()
    engine.documents, engine.is_broken = {}, True
    added = make_article()

    with pytest.raises(IndexUnavailable):
        indexing.drain()

    assert queued() == {added.pk}
    indexing.rebuild()
    assert len(engine.documents) == 2


def test_first_index_is_begun_when_every_article_is_queued(engine):
    article = make_article()
    engine.is_broken = True

    indexing.drain()

    assert set(engine.documents) == {article.pk}


def test_drain_uses_one_commit_for_many_articles(engine):
    for _ in range(20):
        make_article()

    indexing.drain()

    assert engine.commits == 1


def test_change_during_indexing_keeps_the_task(engine):
    article = make_article(title="Old")

    def change_once(document):
        if document.title == "Old":
            Article.objects.filter(pk=article.pk).update(title="New")

    engine.on_put = change_once
    indexing.drain()

    assert engine.documents[article.pk].title == "New"
    assert queued() == set()


def test_bad_article_does_not_block_the_others(engine):
    bad, good = make_article(), make_article()
    engine.poison = {bad.pk}

    report = indexing.drain()

    assert report == indexing.DrainReport(indexed=1, failed=1)
    assert set(engine.documents) == {good.pk}
    task = IndexTask.objects.get()
    assert (task.article_id, task.attempts) == (bad.pk, 1)
    assert "cannot index" in task.last_error
    assert task.not_before > timezone.now()


def test_failed_article_is_tried_again_when_due(engine):
    article = make_article()
    engine.poison = {article.pk}
    indexing.drain()
    engine.poison = set()

    assert indexing.drain() == indexing.DrainReport()
    IndexTask.objects.update(not_before=timezone.now() - timedelta(seconds=1))
    assert indexing.drain() == indexing.DrainReport(indexed=1)


def test_article_that_keeps_failing_waits_for_a_person(engine):
    article = make_article()
    engine.poison = {article.pk}
    for _ in range(indexing.MAX_ATTEMPTS):
        indexing.drain()
        IndexTask.objects.update(not_before=None)

    assert indexing.drain() == indexing.DrainReport()
    assert indexing.queue_state().failed == 1

    engine.poison = set()
    assert indexing.retry_failed() == 1
    assert indexing.drain().indexed == 1


def test_new_change_gives_a_failed_article_another_chance(engine):
    article = make_article()
    engine.poison = {article.pk}
    indexing.drain()
    engine.poison = set()

    article.save()

    assert indexing.drain().indexed == 1


def test_locked_index_leaves_the_queue_to_the_holder(engine):
    make_article()
    engine.is_locked = True

    assert indexing.drain() == indexing.DrainReport(was_locked=True)
    assert indexing.queue_state().waiting == 1


@pytest.mark.django_db(transaction=True)
def test_drain_after_commit_waits_for_the_commit(engine):
    with transaction.atomic():
        article = make_article()
        indexing.drain_after_commit()
        assert engine.documents == {}

    assert set(engine.documents) == {article.pk}


def test_inline_indexing_can_be_switched_off(engine, settings, django_capture_on_commit_callbacks):
    settings.INLINE_INDEXING = False
    make_article()

    with django_capture_on_commit_callbacks(execute=True):
        indexing.drain_after_commit()

    assert engine.documents == {}


def test_queue_state_tells_the_oldest():
    make_article()
    make_source("other")

    state = indexing.queue_state()

    assert (state.waiting, state.failed) == (1, 0)
    assert timezone.now() - state.oldest < timedelta(minutes=1)
