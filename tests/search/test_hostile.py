"""Questions made to cost much get an answer or a clear refusal, for work that has a bound.

Work is counted in calls of functions: on arrays, a call costs much the same for any index.
`python -m tests.benchmarks.hostile` measures the time at size.
"""

import pytest

from archive.search import InvalidQuery, SearchQuery, SearchResult, with_repairs
from archive.search.engines.whoosh import WhooshEngine
from tests.search.asking import store
from tests.search.documents import make_document
from tests.search.hostile import COMMON, HOSTILE
from tests.work import calls_of

_MOST_CALLS = 200_000  # of functions, for an answer with its repairs
_ASIDE = ("use", "shorten", "quote", "put", "type")  # every refusal says what to do
_SENTENCE = " ".join(COMMON)


@pytest.fixture(autouse=True)
def _without_names(settings):
    settings.SEARCH_NAMES_NEAR = ""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """Return an index of three segments in which the common words stand in every article."""
    engine = WhooshEngine(tmp_path_factory.mktemp("hostile") / "index")
    for first in range(0, 150, 50):
        store(engine, *map(_document, range(first, first + 50)))
    return engine


def _document(number):
    rare = f"{chr(97 + number % 26) * 3}ing lithium {number}"
    return make_document(number, f"{_SENTENCE}. {_SENTENCE} {rare}", title=f"The export {number}")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_question_is_answered_or_refused_for_bounded_work(engine, name):
    calls, found = calls_of(lambda: answered(engine, HOSTILE[name]))

    assert calls < _MOST_CALLS
    if isinstance(found, InvalidQuery):
        assert any(word in str(found) for word in _ASIDE), found
    else:
        assert isinstance(found, SearchResult)
        assert found.total or found.notices or found.repairs


def answered(engine, text):
    """Return the result of a question with its repairs, or the refusal."""
    try:
        return with_repairs(engine.search(SearchQuery(text)), engine)
    except InvalidQuery as refusal:
        return refusal
