"""The executor agrees with Whoosh's own searcher on the same index: documents, scores, order.

`LODE_ORACLE_QUERIES` sets how many random queries and how many random questions are compared
(5,000 each for a full check), `LODE_ORACLE_SEED` which.
"""

import os
import random
from itertools import pairwise

import pytest
from whoosh import query as q
from whoosh.index import FileIndex
from whoosh.matching import AndMaybeMatcher, AndNotMatcher
from whoosh.searching import Searcher
from whoosh.support.levenshtein import distance

from archive.search import SearchQuery, Sort
from archive.search._language import read
from archive.search.engines.whoosh import WhooshEngine, _matching, _scoring
from archive.search.engines.whoosh._codec import INDEX_NAME
from archive.search.engines.whoosh._edits import within_edits
from archive.search.engines.whoosh._found import Found
from archive.search.engines.whoosh._order import Ranking
from archive.search.engines.whoosh._planning import plan
from archive.search.engines.whoosh._queries import AtBeginning, NearWords
from archive.search.engines.whoosh._ranking import about
from archive.search.engines.whoosh._schema import make_weighting
from archive.search.engines.whoosh._snapshot import Snapshot
from archive.search.engines.whoosh._storage import DurableStorage, latest_toc
from archive.search.engines.whoosh._words import pattern_of
from tests.search.asking import store
from tests.search.documents import make_document, random_documents

COUNT = int(os.environ.get("LODE_ORACLE_QUERIES", "300"))
SEED = int(os.environ.get("LODE_ORACLE_SEED", "0"))
CORPORA = 4
_WORDS = [f"w{n}" for n in range(40)] + ["mining", "mines", "mine", "lithium", "lithia", "Li-ion"]
_WORDS += ["NMC-811", "Côte", "d'Ivoire", "锂电池", "the", "A$1.2bn", "U3O8"]


def _corpus(seed):
    """Return documents of random words, the common ones far more often than the rare."""
    generator = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(_WORDS))]
    documents = random_documents(90, seed)
    for document in documents:
        words = generator.choices(_WORDS, weights, k=generator.randint(0, 60))
        title = " ".join(words[: generator.randint(0, 5)])
        fields = {name: getattr(document, name) for name in _KEPT}
        fields |= {"main_countries": fields["countries"][:1]}
        yield make_document(document.id, " ".join(words), title=title, **fields)


_SUBJECTS = ((), (("country", "cl"),), (("country", "cd"), ("mineral", "nothing")))
_KEPT = ("source", "countries", "minerals", "mineral_tree", "published", "earliest", "latest")


@pytest.fixture(scope="module", params=[SEED * CORPORA + number for number in range(CORPORA)])
def archive(request, tmp_path_factory):
    """Return a snapshot of several segments with updates and deletions, and Whoosh's searcher."""
    directory = tmp_path_factory.mktemp("oracle") / "index"
    engine = WhooshEngine(directory)
    generator = random.Random(request.param)
    for part in range(4):
        documents = list(_corpus(10 * request.param + part))
        store(engine, *generator.sample(documents, generator.randint(1, len(documents))))
        with engine.write() as batch:
            for number in generator.sample(range(1, 91), 7):
                batch.delete(number)
    generation = directory / (directory / "CURRENT").read_text().strip()
    snapshot = Snapshot(generation, latest_toc(generation))
    index = FileIndex(DurableStorage(generation), indexname=INDEX_NAME)
    with Searcher(index.reader(), weighting=make_weighting()) as searcher:
        yield request.param, snapshot, searcher


@pytest.fixture(autouse=True)
def _mended_whoosh(monkeypatch):
    """Mend Whoosh 2.7.4 where it steps through two lists at once.

    `AndNot` lets a first document pass and reads past the last; `AndMaybe` inside `And` forgets
    what is added to a document that it skipped to.
    """
    find_next = AndNotMatcher._find_next

    def find_next_if_any(self):
        return self.a.is_active() and self.b.is_active() and find_next(self)

    def skip_both_to(self, document):
        self.a.skip_to(document)
        if self.a.is_active() and self.b.is_active():
            self.b.skip_to(self.a.id())

    monkeypatch.setattr(AndNotMatcher, "_find_next", find_next_if_any)
    monkeypatch.setattr(AndNotMatcher, "_find_first", find_next_if_any)
    monkeypatch.setattr(AndMaybeMatcher, "skip_to", skip_both_to)


@pytest.fixture(params=[0, 1_000], ids=["marked", "listed"])
def _rare_words(request, monkeypatch):
    """Treat the words of these small archives as those of large ones, and as rare ones."""
    monkeypatch.setattr(_matching, "_FEW", request.param)
    monkeypatch.setattr(_scoring, "_SHORT", request.param)


@pytest.mark.usefixtures("_rare_words")
def test_queries_agree_with_whoosh(archive):
    seed, snapshot, searcher = archive
    generator = random.Random(seed)
    assert len(snapshot.segments) > 1
    for _ in range(COUNT // CORPORA):
        _compare(snapshot, searcher, _random_query(generator, depth=3))


@pytest.mark.usefixtures("_rare_words")
def test_questions_agree_with_whoosh(archive):
    seed, snapshot, searcher = archive
    generator = random.Random(seed)
    for _ in range(COUNT // CORPORA):
        text = _random_question(generator, depth=2)
        query, _cut = plan(snapshot, read(text))
        _compare(snapshot, searcher, about(query, generator.choice(_SUBJECTS)))


def test_wildcards_stand_for_the_words_that_whoosh_finds(archive):
    _, snapshot, searcher = archive
    reader = searcher.reader()
    for query in (
        *(q.Prefix("words", text) for text in ("w", "w1", "li", "zzz", "mine")),
        *(q.Wildcard("words", text) for text in ("*1", "w?", "*i*h*", "w*3", "l?thi*", "*z*")),
    ):
        expected = sorted({term.decode() for term in query._btexts(reader)})
        assert snapshot.words_like(pattern_of(query)) == expected, query


@pytest.mark.parametrize("seed", range(20))
def test_near_words_are_those_that_whoosh_counts_as_near(seed):
    generator = random.Random(seed)
    words = {_letters(generator) for _ in range(80)} - {""}
    wanted = _letters(generator) or "a"
    for edits in (1, 2):
        expected = {word for word in words if distance(word, wanted) <= edits}
        assert set(within_edits(sorted(words), wanted, edits)) == expected


def _compare(snapshot, searcher, query):
    found = Found(snapshot, query, SearchQuery("x"))
    ids = snapshot.ids[found.documents].tolist()
    scores = dict(zip(ids, found.score(found.documents).tolist(), strict=True))
    stock = searcher.search(query, limit=None)
    expected = {_column(searcher, "id", hit.docnum): hit for hit in stock}
    ids = Ranking(found, Sort.RELEVANCE).ids().tolist()

    assert len(ids) == len(expected), query
    assert scores == pytest.approx({each: hit.score for each, hit in expected.items()}, rel=1e-4)
    keys = [(expected[each].score, _newest(searcher, expected[each])) for each in ids]
    for (score, day), (next_score, next_day) in pairwise(keys):
        assert score >= next_score * (1 - 1e-6), query
        assert day > next_day or score != pytest.approx(next_score, rel=1e-9), query


def _newest(searcher, hit):
    day = max(0, _column(searcher, "last_day", hit.docnum))
    return day, _column(searcher, "id", hit.docnum)


def _column(searcher, name, docnum):
    return searcher.reader().column_reader(name, translate=False)[docnum]


def _random_query(generator, depth):
    kind = generator.choice(_COMPOUNDS if depth and generator.random() < 0.7 else _LEAVES)
    return kind(generator, depth)


def _term(generator, depth=0):
    field = generator.choice(["title", "body", "body", "names", "words", "country", "has"])
    text = {"country": "cl", "has": "date", "names": "reuter"}.get(field) or _stem(generator)
    return q.Term(field, text, boost=generator.choice([1.0, 1.0, 0.5, 3.0]))


def _stem(generator):
    return generator.choice([*_WORDS[:40], "mine", "lithium", "li", "ion", "nowhere"])


def _phrase(generator, depth):
    words = [_stem(generator) for _ in range(generator.randint(2, 3))]
    slop = generator.choice([1, 1, 2, 5])
    kind = generator.choice([q.Phrase, q.Phrase, NearWords])
    return kind("body", words, slop=slop, boost=generator.choice([1.0, 2.0]))


def _range(generator, depth):
    days = sorted(generator.sample(range(738_000, 739_200), 2))
    start, end = generator.choice([(days[0], None), (None, days[1]), tuple(days)])
    return q.NumericRange(generator.choice(["earliest", "latest"]), start, end)


def _beginning(generator, depth):
    return AtBeginning(q.Term("body", _stem(generator), boost=0.5), limit=generator.randint(0, 9))


def _both(generator, depth):
    return _children(q.And, generator, depth)


def _either(generator, depth):
    return _children(q.Or, generator, depth)


def _children(kind, generator, depth):
    children = [_random_query(generator, depth - 1) for _ in range(generator.randint(1, 3))]
    return kind(children, boost=1.0 if len(children) < 2 else generator.choice([1.0, 1.0, 2.0]))


def _not(generator, depth):
    return q.AndNot(_random_query(generator, depth - 1), _random_query(generator, depth - 1))


def _maybe(generator, depth):
    # Whoosh's AndMaybe skips to documents that an AndNot on its other side excludes.
    extra = [generator.choice(_LEAVES)(generator, 0) for _ in range(generator.randint(1, 3))]
    return q.AndMaybe(_random_query(generator, depth - 1), q.Or(extra))


def _constant(generator, depth):
    return q.ConstantScoreQuery(_random_query(generator, depth - 1), generator.choice([1.0, 2.5]))


_LEAVES = (_term, _term, _term, _phrase, _range, _beginning, lambda *_: q.Every())
_LEAVES += (lambda *_: q.NullQuery,)
_COMPOUNDS = (_both, _both, _either, _either, _not, _maybe, _constant)

_QUESTIONS = (
    *("w0", "w1", "w2", "w5", "w20", "w35", "mines", "mining", "nowhere", "Li-ion", "lithium"),
    *('"w0 w1"', '"w1 w0 w2"~4', '"w0 w0"', "title:w0", "title:mine", "lith*", "*ia", "w?"),
    *("lithum~", "country:cl", "mineral:battery-minerals", "source:reuters", "has:date"),
    *("NMC-811", "cote d'ivoire", "锂", "锂电", '"the w0"', '"锂电池"', "A$1.2bn", "NMC", "u3o8"),
    *('title:"w0 w1"~3', '"Li-ion w0"', "w1*", "l*m", "cote~", "title:w1*", "w1~", '"w3 w3 w3"~9'),
    *("date:2022", "after:2023", "before:2022-06", "date:none", "*", "-has:country"),
)


def _random_question(generator, depth):
    parts = [
        f"({_random_question(generator, depth - 1)})"
        if depth and generator.random() < 0.3
        else generator.choice(["", "", "", "NOT "]) + generator.choice(_QUESTIONS)
        for _ in range(generator.randint(1, 3))
    ]
    while sum(part.count(each) for part in parts for each in ("*", "w?", "~")) > 3:
        parts = parts[:-1]
    return generator.choice([" ", " OR ", " AND "]).join(parts or ["w0"])


def _letters(generator):
    return "".join(generator.choices("abcé", k=generator.randint(0, 6)))
