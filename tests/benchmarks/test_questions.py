import pytest

from tests.benchmarks.articles import read_articles, write_articles
from tests.benchmarks.corpora import clippings, zipf
from tests.benchmarks.picking import pick, questions_for
from tests.benchmarks.questions import Question, Shape

KINDS = ["rare", "medium", "common", "and", "or", "phrase", "prefix", "wildcard", "fuzzy"]
KINDS += ["filters", "everything"]


@pytest.mark.parametrize("corpus", [clippings, zipf])
def test_every_class_has_its_questions(corpus):
    questions = pick(list(corpus.articles(300)))

    assert list(dict.fromkeys(question.kind for question in questions)) == KINDS
    assert len(questions) == 3 * (len(KINDS) - 1) + 1


def test_equal_articles_give_equal_questions():
    assert pick(list(zipf.articles(200))) == pick(list(zipf.articles(200)))


def test_articles_and_questions_survive_their_files(tmp_path):
    articles = list(clippings.articles(150))
    path = tmp_path / "articles.jsonl"

    assert write_articles(path, articles) == 150
    assert list(read_articles(path)) == articles
    assert questions_for(path) == questions_for(path) == pick(articles)


@pytest.mark.parametrize(
    ("shape", "words", "text"),
    [
        (Shape.TERM, ("copper",), "copper"),
        (Shape.AND, ("copper", "mine"), "copper mine"),
        (Shape.OR, ("copper", "mine"), "copper OR mine"),
        (Shape.PHRASE, ("copper", "mine"), '"copper mine"'),
        (Shape.PREFIX, ("copp",), "copp*"),
        (Shape.WILDCARD, ("cop*er",), "cop*er"),
        (Shape.FUZZY, ("coper",), "coper~1"),
        (Shape.EVERYTHING, (), ""),
    ],
)
def test_question_reads_as_lodes_query_language(shape, words, text):
    assert Question("any", shape, words).text == text


def test_zipf_articles_are_news_sized_and_spread():
    articles = list(zipf.articles(500))
    lengths = [len(article.body.split()) for article in articles]

    assert 320 < sum(lengths) / len(lengths) < 380
    assert len({article.source for article in articles}) > 50
    assert len({country for article in articles for country in article.countries}) > 80
    assert len({article.earliest.year for article in articles}) == 10
