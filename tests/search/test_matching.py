"""Matching on arrays agrees with Whoosh's own searcher, document by document and score by score."""

import random

import pytest
from whoosh.index import FileIndex
from whoosh.searching import Searcher

from archive.search import SearchQuery
from archive.search._language import read
from archive.search.engines.whoosh import WhooshEngine
from archive.search.engines.whoosh._expansion import Expansion
from archive.search.engines.whoosh._schema import make_weighting
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._storage import INDEX_NAME, DurableStorage, latest_toc
from tests.search.asking import store
from tests.search.documents import random_documents

_LEAVES = (
    "lithium",
    "cobalt",
    "mine",
    "exports",
    "price",
    "chile",
    "nowhere",
    '"lithium mine"',
    '"export ban"~3',
    '"mine mine"',
    "title:lithium",
    "lith*",
    "*ort",
    "b?n",
    "cobolt~",
    "country:cl",
    "mineral:battery-minerals",
    "source:reuters",
    "has:date",
    "date:2022",
    "after:2023",
    "before:2022-06",
    "is:reviewed",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Return an engine whose index has several segments and deletions, and Whoosh's searcher."""
    directory = tmp_path_factory.mktemp("matching") / "index"
    engine = WhooshEngine(directory)
    for seed in range(4):
        store(engine, *random_documents(120, seed)[seed * 15 :])
        with engine.write() as batch:
            for number in range(seed + 1, 120, 13):
                batch.delete(number)
    generation = directory / (directory / "CURRENT").read_text().strip()
    snapshot = Snapshot(generation, latest_toc(generation))
    index = FileIndex(DurableStorage(generation), indexname=INDEX_NAME)
    searcher = Searcher(index.reader(), weighting=make_weighting())
    yield engine, snapshot, searcher
    searcher.close()
    snapshot.close()
    engine.close()


@pytest.mark.parametrize("seed", range(100))
def test_matches_and_scores_agree_with_whoosh(archive, seed):
    engine, snapshot, searcher = archive
    generator = random.Random(seed)
    text = _random_question(generator, depth=2)
    query = Expansion(snapshot).apply(read(text).query)

    stock = searcher.search(query, limit=None)

    expected = {int(snapshot.columns.ids[hit.docnum]): hit.score for hit in stock}
    hits = engine.search(SearchQuery(text, per_page=1000)).hits
    assert {hit.id for hit in hits} == set(expected), text
    if "NOT" not in text:  # an exclusion alone has no score to compare
        for hit in hits:
            assert hit.score == pytest.approx(expected[hit.id], rel=1e-6), text


def _random_question(generator, depth):
    parts = [
        f"({_random_question(generator, depth - 1)})"
        if depth and generator.random() < 0.3
        else generator.choice(["", "", "", "NOT "]) + generator.choice(_LEAVES)
        for _ in range(generator.randint(1, 3))
    ]
    while _wildcards(parts) > 3:
        parts = parts[:-1]
    return generator.choice([" ", " OR ", " AND "]).join(parts)


def _wildcards(parts):
    return sum(part.count(leaf) for part in parts for leaf in ("lith*", "*ort", "b?n", "cobolt~"))
