"""Counts along axes agree with a plain-Python count of the same documents."""

import random
from collections import Counter
from datetime import date
from itertools import product

import pytest

from archive.edtf import parse
from archive.search import (
    NONE,
    OTHERS,
    FacetAxis,
    Period,
    PeriodAxis,
    SearchQuery,
    during,
    having,
    lacking,
    log_likelihood,
)
from archive.search.engines.whoosh import WhooshEngine
from tests.search.asking import fill, store
from tests.search.documents import accepts, date_kind, make_document, values_of

_VALUES = {
    "mineral": ("lithium", "cobalt", "gold", "battery-minerals", NONE),
    "country": ("cl", "cd", "kz", NONE),
    "source": ("reuters", "daryo", NONE),
    "date": ("none", "year-unknown"),
}
_PERIODS = tuple(Period(date(year, 1, 1), date(year, 12, 31)) for year in range(2021, 2025))
_AXES = {
    "minerals": FacetAxis("mineral"),
    "countries": FacetAxis("country"),
    "sources": FacetAxis("source"),
    "two countries": FacetAxis("country", ("cl", "zz"), has_others=True),
    "two minerals": FacetAxis("mineral", ("gold", "battery-minerals")),
    "years": PeriodAxis(_PERIODS),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """Return an engine with several segments and deletions, and what it holds."""
    engine = WhooshEngine(tmp_path_factory.mktemp("counting") / "index")
    yield engine, fill(engine, rounds=3, size=120, step=13)
    engine.close()


@pytest.mark.parametrize("seed", range(25))
def test_counts_agree_with_the_oracle(archive, seed):
    engine, documents = archive
    query = _random_query(random.Random(seed))
    matching = [document for document in documents if accepts(query, document)]

    matches = engine.matches(query)

    assert matches.total == len(matching)
    for axis in _AXES.values():
        expected = Counter(key for document in matching for key in _keys(document, axis))
        assert matches.counts(axis) == expected


@pytest.mark.parametrize(("rows", "columns"), list(product(_AXES, _AXES)))
def test_crossed_counts_agree_with_the_oracle(archive, rows, columns):
    engine, documents = archive
    query = SearchQuery(excluded=(("source", "reuters"),), after="2021-06")
    matching = [document for document in documents if accepts(query, document)]

    found = engine.matches(query).cross(_AXES[rows], _AXES[columns])

    assert found == Counter(
        pair
        for document in matching
        for pair in product(_keys(document, _AXES[rows]), _keys(document, _AXES[columns]))
    )


@pytest.mark.parametrize("seed", range(10))
def test_dates_agree_with_the_oracle(archive, seed):
    engine, documents = archive
    query = _random_query(random.Random(seed))
    matching = [document for document in documents if accepts(query, document)]
    dated = [document for document in matching if document.earliest]
    kinds = Counter(map(date_kind, matching))

    span = engine.matches(query).dates()

    assert span.first == min((document.earliest for document in dated), default=None)
    assert span.last == max((document.latest for document in dated), default=None)
    assert (span.dated, span.undated, span.year_unknown) == (
        len(dated), kinds["none"], kinds["year-unknown"],
    )  # fmt: skip
    assert span.vague == sum(document.earliest != document.latest for document in dated)


@pytest.mark.parametrize("seed", range(40))
def test_narrowed_questions_find_what_is_counted(archive, seed):
    engine, _ = archive
    query = _random_query(random.Random(seed), words=True)
    matches = engine.matches(query)

    for facet in ("mineral", "country", "source"):
        for value, count in matches.counts(FacetAxis(facet)).items():
            part = having(query, facet, value, matches.read_as)
            assert part is not None
            assert len(engine.matching_ids(part)) == count
        without = lacking(query, facet, _VALUES[facet][:2])
        axis = FacetAxis(facet, _VALUES[facet][:2], has_others=True)
        if others := matches.counts(axis).get(OTHERS, 0):
            assert len(engine.matching_ids(without)) == others
    for period, count in matches.counts(PeriodAxis(_PERIODS)).items():
        assert len(engine.matching_ids(during(query, period))) == count


def test_matches_of_another_question_have_articles_in_common(archive):
    engine, documents = archive
    chile, english = (("country", "cl"),), (("language", "en"),)
    matches = engine.matches(SearchQuery(filters=chile))

    other = matches.matches(SearchQuery(filters=english))

    both = SearchQuery(filters=chile + english)
    assert matches.common(other) == sum(accepts(both, document) for document in documents)


def test_words_are_found_as_often_as_they_are_counted(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    for start in range(1, 200, 50):  # several segments
        store(engine, *(_told(number) for number in range(start, start + 50)))
    query = SearchQuery(filters=(("country", "cl"),))
    matches = engine.matches(query)

    words = matches.words(None, 5)

    assert {word.word for word in words} >= {"strikes", "quota"}
    assert "lithium" not in {word.word for word in words}  # everywhere, so it tells nothing
    for word, inside, outside in words:
        assert len(engine.matching_ids(query.asking(f'"{word}"'))) == inside
        assert len(engine.matching_ids(SearchQuery(f'"{word}"'))) == inside + outside


def test_words_tell_two_questions_apart(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    store(engine, *map(_told, range(1, 100)))
    matches = engine.matches(SearchQuery(filters=(("country", "cl"),)))

    other = matches.matches(SearchQuery(filters=(("country", "cd"),)))

    assert matches.words(other, 3)[0] == ("strikes", 33, 0)
    assert matches.words(matches, 3) == ()


def test_compounds_are_told_with_their_hyphen_and_counted_so(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    bodies = ("A solid-state feedstock.", "Feed for stock.", "State of a solid thing.")
    documents = [make_document(n, body=bodies[n % 3], title=f"A{n}") for n in range(1, 91)]
    store(engine, *documents)

    words = {word.word: word for word in engine.matches(SearchQuery("feedstock")).words(None, 9)}

    assert words["solid-state"] == ("solid-state", 30, 0)
    assert "solidstate" not in words
    assert words["feedstock"] == ("feedstock", 30, 0)


@pytest.mark.parametrize("compound", ["rare-earth-free", "l'usine"])
def test_compounds_are_told_as_articles_write_them(tmp_path, compound):
    engine = WhooshEngine(tmp_path / "index")
    bodies = (f"Feedstock: {compound} things.", "Rain.")
    store(engine, *(make_document(n, body=bodies[n % 2], title="") for n in range(1, 61)))

    words = {word.word for word in engine.matches(SearchQuery("feedstock")).words(None, 9)}

    assert compound in words
    assert not {word for word in words if word in ("rareearthfree", "lusine", "free", "usine")}


def test_parts_of_a_compound_are_not_told_beside_it(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    bodies = ("Lithium-ion cells.", "Cells.", "Rain.", "Cells of lithium.")
    cells = [make_document(n, body=bodies[n % 3], title="") for n in range(1, 91)]
    store(engine, *cells)
    told = {word.word for word in engine.matches(SearchQuery("cells")).words(None, 9)}

    store(engine, *(make_document(n, body=bodies[3], title="") for n in range(91, 151)))
    told_with_more = {word.word for word in engine.matches(SearchQuery("cells")).words(None, 9)}

    assert {"lithium-ion"} == {word for word in told if "ion" in word or "lithium" in word}
    assert {"lithium-ion", "lithium"} <= told_with_more
    assert "ion" not in told_with_more


def test_words_of_nothing_or_of_everything_tell_nothing(tmp_path):
    engine = WhooshEngine(tmp_path / "index")
    store(engine, *map(_told, range(1, 20)))

    assert engine.matches(SearchQuery()).words(None, 5) == ()
    assert engine.matches(SearchQuery("nowhere")).words(None, 5) == ()


@pytest.mark.parametrize(
    ("counts", "score"),
    [
        ((10, 100, 10, 100), 0.0),
        ((0, 50, 0, 50), 0.0),
        ((20, 100, 5, 100), 10.92),  # 2 (20 ln 1.6 + 5 ln 0.4 + 80 ln (80/87.5) + 95 ln (95/87.5))
        ((5, 100, 20, 100), -10.92),
    ],
)
def test_log_likelihood_is_what_the_formula_says(counts, score):
    assert log_likelihood(*counts) == pytest.approx(score, abs=0.01)


def test_a_period_is_cut_to_the_dates_asked_for():
    query = SearchQuery(after="2022-03-05", filters=(("date", "none"),))

    part = during(query, Period(date(2022, 1, 1), date(2022, 6, 30)))

    assert (part.after, part.before, part.filters) == ("2022-03-05", "2022-06-30", ())
    assert parse(part.before).precision == "day"


def _told(number):
    country, word = (("cl", "strikes"), ("cd", "quota"), ("kz", "rain"))[number % 3]
    return make_document(number, body=f"Lithium and {word} again.", countries=(country,))


def _random_query(generator, *, words=False):
    choices = [(name, value) for name, values in _VALUES.items() for value in values]
    texts = ("", "lithium", "mine OR export", "-chile", '"export ban" OR price', "country:cl")
    return SearchQuery(
        text=generator.choice(texts) if words else "",
        filters=tuple(generator.sample(choices, generator.randint(0, 3))),
        excluded=tuple(generator.sample(choices, generator.choice([0, 0, 1]))),
        all_of=tuple(generator.sample(["country", "mineral"], generator.randint(0, 1))),
        after=generator.choice(["", "", "2022", "2022-03-05"]),
        before=generator.choice(["", "", "2023-11"]),
    )


def _keys(document, axis):
    if isinstance(axis, PeriodAxis):
        day, last = document.earliest, document.latest
        return [each for each in axis.periods if day and day <= each.last and last >= each.first]
    values = values_of(document)[axis.facet]
    if axis.values is None:
        return values
    return (values & set(axis.values)) or ([OTHERS] if axis.has_others else [])


@pytest.mark.parametrize("word", ["did", "their", "would", "porque", "também", "avec", "für"])
def test_words_without_content_are_never_told(tmp_path, word):
    engine = WhooshEngine(tmp_path / "index")
    bodies = (f"A feedstock {word} smelter.", "Rain.")
    store(engine, *(make_document(n, body=bodies[n % 2]) for n in range(1, 61)))

    words = engine.matches(SearchQuery("feedstock")).words(None, 9)

    assert {told.word for told in words} == {"feedstock", "smelter", "rain"}
