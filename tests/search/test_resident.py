from archive.search import SearchQuery
from archive.search.engines.whoosh import WhooshEngine, _resident
from archive.search.engines.whoosh._arrays import ArrayFile
from tests.search.asking import store
from tests.search.documents import make_document


def test_answers_stay_the_same_when_pages_are_let_go(tmp_path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    store(engine, *(make_document(n, "lithium mine " * n) for n in range(1, 30)))
    query = SearchQuery('"lithium mine"')
    expected = engine.search(query).hits
    let_go = []
    release = ArrayFile.let_go
    monkeypatch.setattr(ArrayFile, "let_go", lambda file: (let_go.append(file), release(file)))
    monkeypatch.setattr(_resident, "MOST", -1)
    monkeypatch.setattr(_resident, "_FAULTS", -1)

    answers = [engine.search(query).hits for _ in range(5)]

    assert answers == [expected] * 5
    assert let_go


def test_pages_are_kept_while_they_are_few(tmp_path, monkeypatch):
    engine = WhooshEngine(tmp_path / "index")
    store(engine, make_document(1, "lithium"))
    monkeypatch.setattr(_resident, "MOST", 1 << 60)
    monkeypatch.setattr(_resident, "_FAULTS", -1)
    monkeypatch.delattr(ArrayFile, "let_go")

    assert engine.search(SearchQuery("lithium")).total == 1
