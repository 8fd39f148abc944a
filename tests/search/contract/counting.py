"""What counting everything that matches tells."""

from datetime import date

from archive.search import NONE, OTHERS, FacetAxis, Period, PeriodAxis, SearchQuery
from tests.search.asking import store
from tests.search.documents import make_document

_SPRING = Period(date(2024, 3, 1), date(2024, 5, 31))
_MAY = Period(date(2024, 5, 1), date(2024, 5, 31))


class CountingContract:
    """What counting everything that matches tells."""

    def test_matches_are_counted_with_all_choices_of_a_facet(self, engine):
        store(engine, *_four())

        matches = engine.matches(SearchQuery(filters=(("country", "cl"),), page=3, per_page=20))

        assert matches.total == 2
        assert matches.counts(FacetAxis("country")) == {"cl": 2, "kz": 1}
        assert matches.counts(FacetAxis("language")) == {"fr": 1, NONE: 1}

    def test_some_values_leave_the_others_together(self, engine):
        store(engine, *_four())

        axis = FacetAxis("country", ("kz", "cd"), has_others=True)

        assert engine.matches(SearchQuery()).counts(axis) == {"kz": 2, OTHERS: 2}

    def test_two_axes_are_crossed(self, engine):
        store(engine, *_four())

        found = engine.matches(SearchQuery()).cross(FacetAxis("country"), PeriodAxis((_SPRING,)))

        assert found == {("cl", _SPRING): 2, ("kz", _SPRING): 1}

    def test_vague_dates_count_wherever_they_may_lie(self, engine):
        store(engine, *_four())

        matches = engine.matches(SearchQuery())

        assert matches.counts(PeriodAxis((_MAY,))) == {_MAY: 1}
        span = matches.dates()
        assert (span.first, span.last) == (date(2024, 1, 1), date(2024, 12, 31))
        assert (span.dated, span.vague, span.undated, span.year_unknown) == (2, 1, 1, 1)

    def test_matches_know_others_of_the_same_state(self, engine):
        store(engine, *_four())
        matches = engine.matches(SearchQuery(filters=(("country", "cl"),)))
        store(engine, make_document(5, countries=("cl", "kz")))

        other = matches.matches(SearchQuery(filters=(("country", "kz"),)))

        assert (other.total, matches.common(other)) == (2, 1)

    def test_words_tell_matches_from_the_rest_and_from_others(self, engine):
        told = [
            make_document(number, body="quota" if number % 2 else "rain", language="en")
            for number in range(1, 41)
        ]
        store(engine, *told)

        matches = engine.matches(SearchQuery("quota"))

        assert ("quota", 20, 0) in matches.words(None, 3)
        assert ("rain", 0, 20) in matches.words(matches.matches(SearchQuery("rain")), 3)


def _four():
    return (
        make_document(1, countries=("cl", "kz"), published="2024"),
        make_document(2, countries=("cl",), language="fr", published="2024-03-05"),
        make_document(3, countries=("kz",), published="XXXX-11-06"),
        make_document(4),
    )
