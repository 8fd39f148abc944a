"""Matches, counts and histograms agree with a plain-Python reading of the same documents."""

import random
from collections import Counter

import pytest

from archive.edtf import parse
from archive.search import FACET_NAMES, NONE, SearchQuery
from archive.search.engines.whoosh import WhooshEngine
from tests.search.asking import fill
from tests.search.documents import accepts, date_kind, values_of

_VALUES = {
    "mineral": ("lithium", "cobalt", "gold", "battery-minerals", "precious-metals", NONE),
    "country": ("cl", "cd", "kz", "zz", NONE),
    "company": ("glencore", "sqm", "greenbushes", NONE),
    "source": ("reuters", "daryo", NONE),
    "language": ("en", "fr", NONE),
    "review": ("reviewed", "unreviewed"),
    "date": ("none", "year-unknown"),
}
_DATES = ("", "", "2022", "2022-03", "2023-05-17", "2021-12-31")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Return an engine with several segments, updates and deletions, and what it holds."""
    engine = WhooshEngine(tmp_path_factory.mktemp("facets") / "index")
    yield engine, fill(engine, rounds=4, size=150, step=17)
    engine.close()


@pytest.mark.parametrize("seed", range(60))
def test_filters_and_counts_agree_with_the_oracle(archive, seed):
    engine, documents = archive
    query = _random_query(random.Random(seed))

    result = engine.search(query)

    matching = [document for document in documents if accepts(query, document)]
    assert set(engine.matching_ids(query)) == {document.id for document in matching}
    assert result.total == len(matching)
    for facet in FACET_NAMES:
        assert _positive(result.facets[facet]) == _expected_counts(query, facet, documents)
        listed = {entry.value for entry in result.facets[facet]}
        assert listed >= {*query.chosen(facet), *query.rejected(facet)}


@pytest.mark.parametrize("seed", range(60, 90))
def test_histogram_agrees_with_the_oracle(archive, seed):
    engine, documents = archive
    query = _random_query(random.Random(seed))

    result = engine.search(query)

    others = [document for document in documents if accepts(query, document, "date")]
    years = Counter(document.earliest.year for document in others if document.earliest)
    kinds = Counter(date_kind(document) for document in others)
    assert dict(result.years) == years
    assert (result.undated, result.year_unknown) == (kinds["none"], kinds["year-unknown"])
    if query.after[:4] == query.before[:4] != "":
        assert dict(result.months) == _expected_months(others, query.after[:4])


@pytest.mark.parametrize(
    ("after", "before"), [("2022-03", "2022-03"), ("2022-03-05", "2022-03-20")]
)
def test_days_of_one_month_agree_with_the_oracle(archive, after, before):
    engine, documents = archive
    first, last = parse(after).earliest, parse(before).latest

    result = engine.search(SearchQuery(after=after, before=before))

    days = Counter(str(each.earliest) for each in documents if _is_on_a_day(each, first, last))
    assert dict(result.days) == days
    assert engine.search(SearchQuery(after="2022-03", before="2022-04")).days == ()


def _is_on_a_day(document, first, last):
    day = document.earliest
    return day is not None and day == document.latest and first <= day <= last


def _random_query(generator):
    choices = [(name, value) for name, values in _VALUES.items() for value in values]
    return SearchQuery(
        filters=tuple(generator.sample(choices, generator.randint(0, 4))),
        excluded=tuple(generator.sample(choices, generator.choice([0, 0, 1, 2]))),
        all_of=tuple(generator.sample(["country", "mineral"], generator.randint(0, 2))),
        after=generator.choice(_DATES),
        before=generator.choice(_DATES),
    )


def _positive(entries):
    return {entry.value: entry.count for entry in entries if entry.count}


def _expected_counts(query, facet, documents):
    counts = Counter()
    for document in documents:
        if accepts(query, document, facet):
            counts.update(values_of(document)[facet])
    return counts


def _expected_months(documents, year):
    return Counter(
        f"{document.earliest:%Y-%m}"
        for document in documents
        if document.earliest
        and f"{document.earliest:%Y-%m}" == f"{document.latest:%Y-%m}"
        and f"{document.earliest:%Y}" == year
    )
