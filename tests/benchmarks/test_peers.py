"""All engines give the same answers on 200 articles, or timing them would mean nothing."""

from dataclasses import replace
from functools import cache

import pytest

from tests.benchmarks import agreement, peers
from tests.benchmarks.corpora import clippings
from tests.benchmarks.peers import Answer, Part
from tests.benchmarks.picking import pick
from tests.benchmarks.questions import Question, Shape

MARKER = "zyxomarker"
EVERYTHING = Question("everything", Shape.EVERYTHING)


@cache
def articles():
    return list(clippings.articles(200))


@cache
def questions():
    return pick(articles())


def opened(name, folder):
    if not peers.is_installed(name):
        pytest.skip(f"{name} is not installed; `make bench` installs it")
    peer = peers.open_peer(name, folder / name)
    peer.build(articles())
    peer.open()
    return peer


@pytest.fixture(scope="module")
def lode(tmp_path_factory):
    peer = opened("lode", tmp_path_factory.mktemp("lode"))
    yield peer
    peer.close()


@pytest.fixture(scope="module", params=[name for name in peers.NAMES if name != "lode"])
def other(request, tmp_path_factory):
    peer = opened(request.param, tmp_path_factory.mktemp("peer"))
    yield request.param, peer
    peer.close()


def expected_counts(facet, matching):
    counts = {}
    for article in matching:
        for value in article.values(facet):
            counts[value] = counts.get(value, 0) + 1
    return counts


def test_all_engines_agree_with_lode(lode, other):
    name, peer = other

    totals, found = agreement.mismatches({"lode": lode, name: peer}, questions())

    assert not found, "\n".join(map(str, found))
    assert all(totals.values())


def test_facet_counts_are_those_of_the_articles(lode):
    answer = lode.answer(EVERYTHING, Part.FACETS)

    assert answer.total == len(articles())
    for facet, counts in answer.facets.items():
        shown = {value: count for value, count in counts.items() if count}
        assert shown == expected_counts(facet, articles())


def test_other_engines_mark_what_lode_marks(lode, other):
    name, peer = other
    for question in questions():
        if question.shape in (Shape.TERM, Shape.AND, Shape.PHRASE) and peer.supports(question):
            marked = peer.answer(question, Part.HIGHLIGHTS)
            hits = len(marked.top)

            assert hits > 0
            assert marked.snippets >= 0.8 * hits, f"{name}: {question}"


def test_top20_and_facets_come_from_one_matching_set(other):
    _, peer = other
    for question in questions():
        if peer.supports(question):
            totals = {peer.answer(question, part).total for part in Part}

            assert len(totals) == 1


@pytest.mark.parametrize("name", peers.NAMES)
def test_replaced_article_is_found_at_once(name, tmp_path):
    peer = opened(name, tmp_path)
    question = Question("rare", Shape.TERM, (MARKER,))
    assert peer.answer(question, Part.TOP20).total == 0

    peer.replace(replace(articles()[5], title=f"About {MARKER}"))

    found = peer.answer(question, Part.FACETS)
    everything = peer.answer(EVERYTHING, Part.TOP20)
    peer.close()
    assert (found.total, found.top) == (1, (articles()[5].id,))
    assert everything.total == len(articles())


def test_compare_notices_a_wrong_facet_count():
    facets = {facet: {"a": 5} for facet in agreement.FACETS}
    wrong = facets | {"country": {"a": 4}}

    assert agreement.compare(
        EVERYTHING, Answer(5, tuple(range(5)), facets), Answer(5, tuple(range(5)), wrong)
    )


def test_compare_notices_a_wrong_total():
    facets = {facet: {"a": 500} for facet in agreement.FACETS}
    right, wrong = (Answer(total, tuple(range(20)), facets) for total in (500, 506))

    assert agreement.compare(EVERYTHING, right, wrong)
