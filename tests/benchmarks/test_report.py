import json

import pytest

from tests.benchmarks import report
from tests.benchmarks.agreement import Mismatch
from tests.benchmarks.peers import Answer, Part
from tests.benchmarks.questions import Question, Shape
from tests.benchmarks.report import Run
from tests.benchmarks.timing import Sample, measure

RARE = Question("rare", Shape.TERM, ("osmium",))
FUZZY = Question("fuzzy", Shape.FUZZY, ("osmum",))


class FakePeer:
    """Answers terms at once and counts how often it is asked."""

    def __init__(self):
        self.asked = 0

    def supports(self, question):
        return question.shape is Shape.TERM

    def answer(self, question, part):
        self.asked += 1
        return Answer(1, (1,))


def sample(engine, cpu_ms, *, question=RARE, part=Part.FACETS, is_first=False):
    return Sample(engine, question, part, cpu_ms, 2 * cpu_ms, is_first)


def make_run(**overrides):
    parts = {
        "totals": {RARE: 3, FUZZY: 1},
        "samples": [sample("lode", 2.0), sample("fts5", 8.0), sample("lode", 99.0, is_first=True)],
        "builds": {
            "lode": {"cpu_s": 2.0, "wall_s": 4.0, "peak_mb": 50.0, "bytes": 3000}
            | {"parallel": {"wall_s": 1.25, "cores": 2}},
            "fts5": {"cpu_s": 1.0, "wall_s": 1.0, "peak_mb": 30.0, "bytes": 5000},
        },
        "upkeep": {
            engine: dict.fromkeys(
                ("open_ms", "first_ms", "resident_mb", "private_mb", "commit_ms"), 7.5
            )
            for engine in ("lode", "fts5")
        },
        "rebuild": {"wall_s": 1.5, "peak_mb": 60.0},
    }
    return Run("synthetic", 10, ("lode", "fts5"), **(parts | overrides))


@pytest.fixture
def written(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "RESULTS", tmp_path / "results")

    def write(run):
        return json.loads(report.write(run).read_text())

    return write


def test_latest_has_the_agreed_shape(written):
    nothing = {"top20_ms": None, "facets_ms": None, "highlights_ms": None}

    assert written(make_run()) == {
        "size": 10,
        "corpus": "synthetic",
        "classes": {
            "rare": {"lode": nothing | {"facets_ms": 2.0}, "fts5": nothing | {"facets_ms": 8.0}},
            "fuzzy": {"lode": nothing, "fts5": nothing},
        },
        "indexing": {"lode": 8.0, "fts5": 10.0},
        "bytes_per_article": {"lode": 300.0, "fts5": 500.0},
        "commit_ms": 7.5,
        "rebuild_s": 1.5,
        "indexing_one_core": {"lode": 5.0, "fts5": 10.0},
        "open_ms": 7.5,
        "rss_mb": 7.5,
        "rebuild_peak_mb": 60.0,
    }


def test_engine_that_answers_differently_has_no_times(written):
    run = make_run(mismatches=[Mismatch("fts5", RARE, "2 articles, not 3")])

    assert written(run)["classes"]["rare"]["fts5"]["facets_ms"] is None
    assert run.mean_ratio("fts5", Part.FACETS) is None


def test_tables_show_ratios_and_their_geometric_mean():
    samples = [sample("lode", 1.0), sample("fts5", 4.0)]
    samples += [sample("lode", 1.0, question=FUZZY), sample("fts5", 16.0, question=FUZZY)]

    shown = report.tables(make_run(samples=samples))

    assert "| rare | 3 | 1.00 | 4.00 | 4.00 |" in shown
    assert "| geometric mean |  |  |  | 8.00 |" in shown


def test_every_supported_question_is_asked_in_every_round():
    peers = {"lode": FakePeer(), "fts5": FakePeer()}

    samples = measure(peers, [RARE, FUZZY], 3, lambda turn: None)

    assert [peer.asked for peer in peers.values()] == [12, 12]  # 3 parts, cold and 3 rounds
    assert sum(each.is_first for each in samples) == 6
    assert {each.question for each in samples} == {RARE}
