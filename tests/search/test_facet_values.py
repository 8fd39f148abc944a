"""Counting facet values: document by document and value by value, the counts are the same."""

import numpy as np
import pytest

from archive.search.engines.whoosh import _facet_values
from archive.search.engines.whoosh._facet_table import FacetTable
from archive.search.engines.whoosh._facet_values import FacetValues, value_arrays

SIZE = 1_500
_NAMES = {"mineral": [f"m{n}" for n in range(30)], "source": [f"s{n}" for n in range(200)]}


@pytest.fixture(scope="module")
def tagged():
    """Return what each document has of each facet: often few values, seldom many, or none."""
    generator = np.random.default_rng(3)
    minerals = [
        sorted(set((generator.zipf(1.5, generator.integers(0, 6)) - 1) % 30)) for _ in range(SIZE)
    ]
    sources = [[int(number)] for number in generator.integers(0, 200, SIZE)]
    return {"mineral": minerals, "source": sources}


@pytest.fixture
def values(tagged):
    columns = [
        (
            np.array([len(numbers) for numbers in column]),
            np.array([number for numbers in column for number in numbers]),
        )
        for column in tagged.values()
    ]
    arrays = value_arrays(columns, [len(names) for names in _NAMES.values()])
    return FacetValues(arrays["value_starts"], arrays["values"], _NAMES)


def _expected(tagged, documents, facet):
    counts: dict[str, int] = {}
    for document in documents.tolist():
        for name in [_NAMES[facet][n] for n in tagged[facet][document]] or ["none"]:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


@pytest.mark.parametrize("count", [1, 40, 700, SIZE - 1, SIZE])
@pytest.mark.parametrize("by_value", [True, False])
@pytest.mark.parametrize("wide", [2, 3, 16])
def test_counts_are_those_of_the_documents(tagged, values, monkeypatch, count, by_value, wide):
    monkeypatch.setattr(_facet_values, "_WIDE", wide)
    monkeypatch.setattr(_facet_values, "_SMALL", 0 if by_value else SIZE + 1)
    monkeypatch.setattr(_facet_values, "_FEW", SIZE)
    documents = np.sort(np.random.default_rng(count).choice(SIZE, count, replace=False))
    table = FacetTable([values], [0, SIZE])

    found = table.largest_first(table.counts(documents))

    for facet in _NAMES:
        assert [*map(tuple, found[facet])] == _expected(tagged, documents, facet)


def test_segments_with_other_values_are_counted_together(values):
    other = {"mineral": ["m3", "zinc"], "source": []}
    columns = [
        (np.array([1, 2]), np.array([1, 0, 1])),
        (np.zeros(2, dtype=int), np.empty(0, dtype=int)),
    ]
    arrays = value_arrays(columns, [2, 0])
    second = FacetValues(arrays["value_starts"], arrays["values"], other)
    table = FacetTable([values, second], [0, SIZE, SIZE + 2])

    found = table.largest_first(table.counts(np.array([SIZE, SIZE + 1])))

    assert found["mineral"] == [("zinc", 2), ("m3", 1)]
    assert found["source"] == [("none", 2)]
