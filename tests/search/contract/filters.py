"""What filters, dates, counts, orders and pages do."""

import pytest

from archive.search import FACET_NAMES, NONE, FacetCount, InvalidQuery, SearchQuery, Sort
from tests.search.asking import counts, found, ids, store
from tests.search.documents import make_document


class FiltersContract:
    """What filters, dates, counts, orders and pages do."""

    def test_an_empty_index_has_nothing_of_a_value(self, engine):
        store(engine)

        assert found(engine, filters=(("country", "cl"),)) == set()

    def test_filters_of_one_facet_are_alternatives(self, engine):
        store(engine, *_three_countries())

        assert found(engine, filters=(("country", "cl"), ("country", "kz"))) == {1, 2}

    def test_all_of_asks_for_every_value(self, engine):
        store(engine, *_three_countries())
        both = (("country", "cl"), ("country", "cd"))

        assert found(engine, filters=both, all_of=("country",)) == {1}

    def test_filters_of_two_facets_are_both_asked_for(self, engine):
        store(engine, *_three_countries())

        assert found(engine, filters=(("country", "cl"), ("language", "fr"))) == set()

    def test_excluded_values_are_left_out(self, engine):
        store(engine, *_three_countries())

        assert found(engine, excluded=(("country", "cd"),)) == {2, 3}

    @pytest.mark.parametrize("facet", FACET_NAMES)
    def test_filters_of_an_archive_without_articles_find_nothing(self, engine, facet):
        store(engine, make_document(1))
        with engine.write() as batch:
            batch.delete(1)

        result = engine.search(SearchQuery(filters=((facet, "cl"),)))

        assert result.total == 0
        assert result.facets[facet] == (FacetCount("cl", 0),)

    def test_none_finds_articles_without_a_value(self, engine):
        store(engine, *_three_countries())

        assert found(engine, filters=(("country", NONE),)) == {3}
        assert found(engine, excluded=(("country", NONE),)) == {1, 2}

    def test_company_filters_counts_and_language_agree(self, engine):
        store(
            engine,
            make_document(1, companies=("glencore", "mutanda")),
            make_document(2, companies=("sqm",)),
            make_document(3),
        )

        assert found(engine, filters=(("company", "mutanda"),)) == {1}
        assert found(engine, filters=(("company", NONE),)) == {3}
        assert found(engine, text="company:glencore") == {1}
        assert found(engine, text="has:company") == {1, 2}
        assert counts(engine, "company", SearchQuery()) == {
            "glencore": 1, "mutanda": 1, "sqm": 1, NONE: 1,
        }  # fmt: skip

    def test_main_subjects_alone_are_filtered_and_counted(self, engine):
        store(
            engine,
            make_document(1, countries=("cl", "cd"), main_countries=("cl",)),
            make_document(2, countries=("cl",), language="en"),
            make_document(3, minerals=("gold",), main_minerals=("gold", "precious-metals")),
        )
        about_chile = SearchQuery(filters=(("country", "cl"),)).about_main_subjects(only=True)

        assert engine.matching_ids(about_chile) == [1]
        assert counts(engine, "country", about_chile) == {"cl": 1, NONE: 2}
        assert counts(engine, "language", about_chile) == {NONE: 1}
        assert counts(engine, "mineral", SearchQuery(main_only=True)) == {
            "gold": 1, "precious-metals": 1, NONE: 2,
        }  # fmt: skip
        assert found(engine, filters=(("country", NONE),), main_only=True) == {2, 3}
        assert found(engine, excluded=(("country", "cl"),), main_only=True) == {2, 3}

    def test_copies_of_one_text_count_as_one_story(self, engine):
        stories = {1: 7, 2: 0, 3: 7, 4: 0, 5: 9, 6: 7, 7: 8}
        for number, story in stories.items():
            country = "cl" if number < 4 else "kz"
            store(engine, make_document(number, "lithium", countries=(country,), story=story))
        with engine.write() as batch:
            batch.delete(7)
        in_chile, in_kazakhstan = (SearchQuery(filters=(("country", c),)) for c in ("cl", "kz"))

        assert engine.search(SearchQuery("lithium")).stories == 4
        assert engine.search(in_chile).stories == 2
        assert engine.search(in_kazakhstan).stories == 3
        assert engine.search(SearchQuery("cobalt")).stories == 0
        assert engine.search(SearchQuery(), facets=False).stories is None

    def test_every_article_without_copies_is_a_story(self, engine):
        store(engine, *_three_countries())

        assert engine.search(SearchQuery()).stories == 3

    def test_parent_mineral_finds_its_children(self, engine):
        store(engine, make_document(1, minerals=("lithium",)), make_document(2, minerals=("gold",)))

        assert found(engine, filters=(("mineral", "battery-minerals"),)) == {1}

    def test_unknown_value_finds_nothing_and_stays_listed(self, engine):
        store(engine, make_document(1))
        query = SearchQuery(filters=(("country", "atlantis"),))

        assert engine.search(query).total == 0
        assert counts(engine, "country", query)["atlantis"] == 0

    def test_unknown_facet_is_refused(self, engine):
        store(engine, make_document(1))

        with pytest.raises(InvalidQuery, match="facet"):
            engine.search(SearchQuery(filters=(("colour", "red"),)))

    @pytest.mark.parametrize(
        ("after", "before", "expected"),
        [
            ("2024", "2024", {1, 2, 3}),
            ("2024-03-02", "", {2, 3}),
            ("", "2024-02-29", {3, 4}),
            ("2024-03", "2024-03", {1, 2, 3}),
            ("2025", "2024", set()),
        ],
    )
    def test_dates_match_articles_that_may_lie_between_them(self, engine, after, before, expected):
        store(
            engine,
            make_document(1, published="2024-03-01"),
            make_document(2, published="2024-03"),
            make_document(3, published="2024"),
            make_document(4, published="2023-12-31"),
            make_document(5, published="XXXX-03-01"),
            make_document(6),
        )

        assert found(engine, after=after, before=before) == expected

    def test_date_values_find_undated_articles(self, engine):
        store(
            engine,
            make_document(1, published="2024"),
            make_document(2),
            make_document(3, published="XXXX-11-06"),
        )

        assert found(engine, filters=(("date", "none"),)) == {2}
        assert found(engine, filters=(("date", "year-unknown"),)) == {3}
        assert found(engine, filters=(("date", "none"),), after="2024") == {1, 2}

    def test_counts_leave_out_the_facets_own_choice(self, engine):
        store(engine, *_three_countries())
        query = SearchQuery(filters=(("country", "kz"),))

        assert counts(engine, "country", query) == {"cl": 1, "cd": 1, "kz": 1, NONE: 1}
        assert counts(engine, "language", query) == {"en": 1}

    def test_counts_are_ordered_largest_first(self, engine):
        store(engine, *_three_countries())

        facet = engine.search(SearchQuery()).facets["language"]
        assert [(entry.value, entry.count) for entry in facet] == [("en", 2), ("fr", 1)]

    def test_every_facet_is_counted(self, engine):
        store(engine, make_document(1))

        assert set(engine.search(SearchQuery()).facets) == set(FACET_NAMES)

    def test_mineral_parent_counts_an_article_once(self, engine):
        store(engine, make_document(1, minerals=("lithium", "cobalt")))

        expected = {"lithium": 1, "cobalt": 1, "battery-minerals": 1}
        assert counts(engine, "mineral", SearchQuery()) == expected

    def test_chosen_value_stays_listed_at_zero(self, engine):
        store(engine, *_three_countries())
        query = SearchQuery("nothing", filters=(("country", "cl"),))

        assert counts(engine, "country", query) == {"cl": 0}

    def test_histogram_counts_years_and_undated(self, engine):
        store(
            engine,
            make_document(1, published="2023"),
            make_document(2, published="2024-01"),
            make_document(3, published="2024-01-05"),
            make_document(4),
            make_document(5, published="XXXX-01-05"),
        )

        result = engine.search(SearchQuery(after="2024", before="2024"))

        assert result.years == ((2023, 1), (2024, 2))
        assert result.months == (("2024-01", 2),)
        assert (result.undated, result.year_unknown) == (1, 1)
        assert engine.search(SearchQuery(after="2023", before="2024")).months == ()

    def test_pages_partition_the_result(self, engine):
        store(engine, *(make_document(n, "lithium") for n in range(1, 8)))
        pages = [ids(engine, "lithium", per_page=3, page=page) for page in (1, 2, 3)]

        assert sorted(hit for page in pages for hit in page) == list(range(1, 8))
        assert engine.search(SearchQuery("lithium", per_page=3, page=9)).total == 7

    @pytest.mark.parametrize("page", [0, 100_000])
    def test_page_out_of_reach_is_refused(self, engine, page):
        store(engine, make_document(1))

        with pytest.raises(InvalidQuery, match="Page"):
            engine.search(SearchQuery(page=page))

    def test_oldest_first_puts_undated_last(self, engine):
        store(
            engine,
            make_document(1),
            make_document(2, published="2024"),
            make_document(3, published="2023-12"),
            make_document(4, published="XXXX-01-01"),
        )

        assert ids(engine, sort=Sort.OLDEST) == [3, 2, 4, 1]

    def test_matching_ids_are_all_of_them_in_order(self, engine):
        store(engine, *(make_document(n, "lithium") for n in range(1, 40)))
        query = SearchQuery("lithium", per_page=20)

        matching = engine.matching_ids(query)
        assert matching[:20] == [hit.id for hit in engine.search(query).hits]
        assert len(matching) == 39


def _three_countries():
    return (
        make_document(1, countries=("cl", "cd"), language="en"),
        make_document(2, countries=("kz",), language="en"),
        make_document(3, language="fr"),
    )
