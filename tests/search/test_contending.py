"""The first places of a result are the same whether or not all matches are scored in full."""

import random
from itertools import pairwise

import pytest

from archive.search import SearchQuery, Sort
from archive.search._language import read
from archive.search.engines.whoosh import WhooshEngine, _contending
from archive.search.engines.whoosh._found import Found
from archive.search.engines.whoosh._order import Ranking
from archive.search.engines.whoosh._planning import plan
from archive.search.engines.whoosh._ranking import about
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._storage import latest_toc
from tests.search.asking import store
from tests.search.documents import make_document

_WORDS = ["lithium", "mining", "mines", "export", "ban", "Chile", "of", "the", "price", "Li-ion"]
_QUESTIONS = (
    *("lithium", "mining", "mines OR export", "lithium export", "export of the ban price"),
    *(
        "title:lithium",
        "lithium -mining",
        "(mines export) OR Chile",
        '"the price" mining',
        "Li-ion",
    ),
    *("min*", "lithium~ export", "*", "nowhere OR ban"),
)


def _documents():
    generator = random.Random(5)
    weights = [1 / (rank + 2) for rank in range(len(_WORDS))]
    for number in range(1, 361):
        words = generator.choices(_WORDS, weights, k=generator.randint(1, 150))
        title = " ".join(words[: generator.randint(0, 4)])
        published = str(generator.randint(2018, 2021))
        main = generator.sample(["cl", "cn"], generator.randint(0, 1))
        yield make_document(
            number, " ".join(words), title=title, published=published, main_countries=tuple(main)
        )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    directory = tmp_path_factory.mktemp("contending") / "index"
    engine = WhooshEngine(directory)
    documents = list(_documents())
    for first, last in pairwise((0, 200, 300, 360)):
        store(engine, *documents[first:last])
    generation = directory / (directory / "CURRENT").read_text().strip()
    return Snapshot(generation, latest_toc(generation))


@pytest.mark.parametrize("question", _QUESTIONS)
@pytest.mark.parametrize("count", [1, 3, 20])
@pytest.mark.parametrize("few", [0, 60])
@pytest.mark.parametrize("subjects", [(), (("country", "cl"),)])
def test_first_places_are_those_of_the_whole_order(
    snapshot, monkeypatch, question, count, few, subjects
):
    monkeypatch.setattr(_contending, "_FEW", few)
    query = about(plan(snapshot, read(question))[0], subjects)
    found = Found(snapshot, query, SearchQuery(question))
    ranking = Ranking(found, Sort.RELEVANCE)
    scores = dict(zip(found.documents.tolist(), found.score(found.documents).tolist(), strict=True))

    best = ranking.best(0, count)

    assert [int(snapshot.ids[each.document]) for each in best] == ranking.ids().tolist()[:count]
    assert [each.score for each in best] == pytest.approx([scores[each.document] for each in best])


def test_what_cannot_come_first_is_not_scored_in_full(snapshot, monkeypatch):
    monkeypatch.setattr(_contending, "_FEW", 0)
    query, _ = plan(snapshot, read("lithium"))
    found = Found(snapshot, query, SearchQuery("lithium"))

    contending, _ = found.contenders(1)

    assert 0 < len(contending) < len(found.documents)


@pytest.mark.parametrize("question", _QUESTIONS)
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_scores_are_the_same_in_any_order(snapshot, question, sort):
    query, _ = plan(snapshot, read(question))
    found = Found(snapshot, query, SearchQuery(question))
    scores = dict(zip(found.documents.tolist(), found.score(found.documents).tolist(), strict=True))

    best = Ranking(found, sort).best(0, 100)

    assert [each.score for each in best] == pytest.approx([scores[each.document] for each in best])
