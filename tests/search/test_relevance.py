"""Better answers come first: single rules, and a judged set of questions as a whole."""

import pytest

from archive.search import SearchQuery
from archive.search.engines.whoosh import WhooshEngine, _planning
from tests.search.asking import ids, store
from tests.search.documents import make_document
from tests.search.judged import QUESTIONS, answerable, corpus, document, mean_ndcg, ndcg

_PADDING = "words that say nothing about it at all " * 12
_APART = f"{_PADDING} lithium {_PADDING} export"


@pytest.fixture
def engine(tmp_path):
    return WhooshEngine(tmp_path / "index")


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("mining", "they like mining there", "they like mines there"),
        ("mines", "they like mines there", "they like mining there"),
        ("lithium", f"lithium first {_PADDING}", f"{_PADDING} first lithium"),
        ("lithium export", "a lithium export by sea", "lithium at sea and by land no export"),
        ("lithium export", f"{_PADDING} lithium export {_PADDING}", _APART),
        ("export NOT gold", "export ban of theirs", "exporting ban of theirs"),
        ("gold OR mining", "they like mining there", "they like mines there"),
    ],
)
def test_better_text_comes_first(engine, question, better, worse):
    store(engine, make_document(1, better, title=""), make_document(2, worse, title=""))

    assert ids(engine, question) == [1, 2]


def test_articles_mainly_about_what_is_named_come_first(tmp_path):
    known = {"guinea": ("country", "gn")}
    engine = WhooshEngine(tmp_path / "index", subjects=lambda names: {n: known[n] for n in names})
    store(
        engine,
        make_document(1, "guinea", title="", main_countries=("gn",), published="2020"),
        make_document(2, "guinea pig", title="", published="2024"),
    )

    assert ids(engine, "guinea") == [1, 2]
    assert engine.matching_ids(SearchQuery("guinea")) == [1, 2]
    assert engine.search(SearchQuery("guinea")).total == 2


def test_words_close_together_in_the_title_come_first(engine):
    store(
        engine,
        make_document(1, "text", title="Lithium export to ban under a Chile"),
        make_document(2, "text", title="Lithium of Chile under a ban to export"),
    )

    assert ids(engine, "lithium export") == [1, 2]


def test_newest_comes_first_among_equals(engine):
    dates = {1: "2023", 2: "2024-05-01", 3: "", 4: "2024"}
    store(engine, *(make_document(n, "gold", title="", published=dates[n]) for n in dates))

    assert ids(engine, "gold") == [4, 2, 1, 3]


def test_a_better_form_or_place_never_lets_more_articles_in(engine):
    store(engine, make_document(1, "mining of lithium"), make_document(2, "mining"))

    assert engine.search(SearchQuery("mining lithium")).total == 1
    assert engine.search(SearchQuery('"lithium mining"')).total == 0


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Return the judged texts, and a function that asks an index of them."""
    engine, texts = WhooshEngine(tmp_path_factory.mktemp("judged") / "index"), corpus(1_000)
    store(engine, *(document(number, text) for number, text in texts.items()))
    return texts, lambda question: ids(engine, question)


def test_judged_questions_are_many_and_have_answers(judged):
    texts, _ = judged

    assert len(QUESTIONS) > 200
    assert len(answerable(texts)) > 180


def test_judged_questions_are_answered_better_than_by_plain_bm25f(judged, monkeypatch):
    texts, ask = judged
    questions = answerable(texts)
    lode = mean_ndcg(questions, texts, ask)
    monkeypatch.setattr(_planning, "ranked", lambda query, read: query)
    monkeypatch.setattr(_planning, "_prepared", _planning._prepared.__wrapped__)
    plain = mean_ndcg(questions, texts, ask)

    assert lode > plain + 0.005
    assert lode > 0.7


def test_quality_of_an_order_is_1_for_the_best_and_less_for_any_other(judged):
    texts, _ = judged
    question = next(each for each in answerable(texts) if each.topic)
    best = sorted(texts, key=lambda number: -question.grade(texts[number]))

    assert ndcg(question, texts, best) == pytest.approx(1)
    assert 0 < ndcg(question, texts, [*best[1:3], best[0]]) < 1
    assert ndcg(question, texts, best[::-1]) == 0
