"""The mark loses nothing, whatever the order in which the index takes articles in."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Article, IndexTask
from archive.search import SearchQuery
from archive.workspace import Watermark, find_news
from archive.workspace._watermark import horizon_after
from tests.factories import make_article


class _Index:
    """Knows the articles that it was told of."""

    def __init__(self):
        self.ids = set()

    def matching_ids(self, query):
        return sorted(self.ids)

    def take_in(self, pk):
        self.ids.add(pk)
        IndexTask.objects.filter(article_id=pk).delete()


@pytest.fixture
def engine(db, monkeypatch):
    engine = _Index()
    monkeypatch.setattr("archive.workspace._news.get_engine", lambda: engine)
    return engine


def new_in(mark):
    return find_news(SearchQuery(), mark)


@pytest.mark.parametrize(
    ("mark", "pk", "is_past"),
    [
        (Watermark(), 1, True),
        (Watermark(5), 5, False),
        (Watermark(5), 6, True),
        (Watermark(5, (3,)), 3, True),
        (Watermark(5, (3,)), 4, False),
    ],
)
def test_an_article_is_past_the_mark_above_it_or_awaited(mark, pk, is_past):
    assert mark.is_past(pk) is is_past


@pytest.mark.parametrize(
    ("mark", "other", "later"),
    [
        (Watermark(5, (1,)), Watermark(7, (6,)), Watermark(7, (6,))),
        (Watermark(7, (6,)), Watermark(5), Watermark(7, (6,))),
        (Watermark(5, (1, 2)), Watermark(5, (2, 3)), Watermark(5, (2,))),
    ],
)
def test_the_later_mark_is_the_one_that_knows_more(mark, other, later):
    assert mark.later(other) == later


def test_an_article_that_the_index_takes_in_late_is_new_then(engine):
    late, early = make_article(), make_article()
    engine.take_in(early.pk)

    first = new_in(Watermark())
    engine.take_in(late.pk)
    second = new_in(first.horizon)

    assert first.ids == (early.pk,)
    assert second.ids == (late.pk,)
    assert new_in(second.horizon).ids == ()


def test_an_article_that_was_seen_and_then_changed_is_not_new(engine):
    article = make_article()
    engine.take_in(article.pk)
    mark = new_in(Watermark()).horizon

    Article.objects.filter(pk=article.pk).update(title="Another title")  # queued once more

    assert new_in(mark).ids == ()
    assert new_in(mark).horizon == mark


def test_an_article_that_comes_while_the_page_is_made_waits_for_the_next(engine, monkeypatch):
    first = make_article()
    engine.take_in(first.pk)

    def and_then_one_comes(mark):
        horizon = horizon_after(mark)
        engine.take_in(make_article().pk)
        return horizon

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("archive.workspace._news.horizon_after", and_then_one_comes)
        shown = new_in(Watermark())

    assert shown.ids == (first.pk,)
    assert len(new_in(shown.horizon).ids) == 1


def test_a_long_queue_moves_the_mark_only_as_far_as_it_is_known(engine, monkeypatch):
    monkeypatch.setattr("archive.workspace._watermark.MOST_AWAITED", 2)
    articles = [make_article() for _ in range(5)]
    engine.take_in(articles[4].pk)

    mark = new_in(Watermark()).horizon
    for article in articles:
        engine.take_in(article.pk)

    assert len(mark.awaited) == 2
    assert set(new_in(mark).ids) == {article.pk for article in articles}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from(["arrive", "index first", "index last", "look", "change"])))
def test_whatever_happens_each_article_is_new_exactly_once(engine, steps):
    Article.objects.all().delete()
    IndexTask.objects.all().delete()
    engine.ids.clear()
    mark, shown, waiting = Watermark(), [], []

    def look():
        nonlocal mark
        news = new_in(mark)
        shown.extend(news.ids)
        mark = news.horizon

    for step in steps:
        if step == "arrive":
            waiting.append(make_article().pk)
        elif step.startswith("index") and waiting:
            engine.take_in(waiting.pop(0 if step == "index first" else -1))
        elif step == "change" and engine.ids:
            Article.objects.filter(pk=min(engine.ids)).update(title="Changed")
        elif step == "look":
            look()
    for pk in waiting:
        engine.take_in(pk)
    look()

    assert sorted(shown) == sorted(Article.objects.values_list("pk", flat=True))
