"""What every engine must do. A test class subclasses this and provides `engine`."""

import dataclasses

import pytest

from archive.search import (
    FACET_NAMES,
    MAX_TEXT,
    NONE,
    IndexUnavailable,
    InvalidQuery,
    SearchQuery,
    Sort,
)
from tests.search.documents import make_document


def store(engine, *documents):
    """Put documents into an engine in one batch."""
    with engine.write() as batch:
        for document in documents:
            batch.put(document)


def ids(engine, text="", **parts):
    """Return the ids that a question finds, in its order."""
    return [hit.id for hit in engine.search(SearchQuery(text, **parts)).hits]


def found(engine, text="", **parts):
    """Return the ids that a question finds, as a set."""
    return set(ids(engine, text, **parts))


def counts(engine, facet, query):
    """Return a facet's counts as a mapping."""
    return {entry.value: entry.count for entry in engine.search(query).facets[facet]}


def marked(snippet):
    """Return the marked pieces of a snippet."""
    return [piece.text for piece in snippet if piece.is_match]


def whole(snippet):
    """Return the text of a snippet."""
    return "".join(piece.text for piece in snippet)


class EngineContract:
    """Cases for any engine."""

    # Words

    @pytest.mark.parametrize(
        ("text", "body"),
        [
            ("lithium", "Lithium prices rise"),
            ("LITHIUM", "lithium prices rise"),
            ("mining", "three mines"),
            ("Li-ion", "a Li-ion cell"),
            ("Li-ion", "a Li ion cell"),
            ("li ion", "a Li-ion cell"),
            ("NMC-811", "an NMC811 cathode"),
            ("NMC811", "an NMC-811 cathode"),
            ("U3O8", "pounds of U3O8 sold"),
            ("LiOH·H2O", "battery-grade LiOH·H2O"),
            ("Nd2Fe14B", "magnets of Nd2Fe14B"),
            ("Li2CO3", "tonnes of Li₂CO₃"),
            ("A$1.2bn", "a deal of A$1.2bn"),
            ("1.2bn", "a deal of A$1.2bn"),
            ("12500", "some 12,500 tonnes"),
            ("12,500", "some 12500 tonnes"),
            ("Cote d'Ivoire", "in Côte d’Ivoire"),
            ("Côte d'Ivoire", "in Cote d'Ivoire"),
            ("china", "China's export ban"),
            ("U.S.", "the U.S. list"),
            ("锂", "青海锂矿"),
            ("锂矿", "青海锂矿"),
            ("Lodz", "a plant in Łódź"),
            ('"ban of exports"', "a ban of exports"),
            ("“ban of exports”", "a ban of exports"),
            ('"export control"~3', "export of goods control"),
            ("lith*", "lithium"),
            ("l?thium", "lithium"),
            ("*thium", "lithium"),
            ("lithum~", "lithium"),
            ("cobalt OR lithium", "lithium"),
            ("lithium NOT cobalt", "lithium"),
            ("lithium -cobalt", "lithium"),
            ("(cobalt OR lithium) price", "lithium price"),
            ("ban of exports", "exports face a ban"),
        ],
    )
    def test_search_finds_words(self, engine, text, body):
        store(engine, make_document(1, body), make_document(2, "nothing to see"))

        assert ids(engine, text) == [1]

    @pytest.mark.parametrize(
        ("text", "body"),
        [
            ("lithium cobalt", "lithium only"),
            ('"ban of exports"', "a ban on exports"),
            ('"exports ban"', "ban exports"),
            ("mineral", "a miner at work"),
            ("lithium -mine", "lithium mines"),
            ("NOT lithium", "lithium"),
            ("title:salt", "salt"),
            ("lithum", "lithium"),
            ("锂矿", "矿锂"),
            ('"export control"~2', "export of many goods control"),
        ],
    )
    def test_search_leaves_out_what_does_not_match(self, engine, text, body):
        store(engine, make_document(1, body))

        assert ids(engine, text) == []

    def test_search_without_words_finds_everything_newest_first(self, engine):
        store(
            engine,
            make_document(1, published="2024-05"),
            make_document(2),
            make_document(3, published="2024-06-01"),
            make_document(4, published="XXXX-11-06"),
        )

        assert ids(engine) == [3, 1, 4, 2]

    def test_search_ranks_a_match_in_the_title_higher(self, engine):
        store(
            engine,
            make_document(1, "lithium and more", title="Salt"),
            make_document(2, "salt and more", title="Lithium"),
        )

        assert ids(engine, "lithium") == [2, 1]

    def test_search_of_equal_relevance_puts_newest_id_first(self, engine):
        store(engine, *(make_document(n, "lithium", title="") for n in (3, 1, 2)))

        assert ids(engine, "lithium") == [3, 2, 1]

    # Fields of the language

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("title:salt", {1}),
            ("source:reuters", {1}),
            ('source:"china daily"', {2}),
            ("source:china-daily", {2}),
            ("source:daily", {2}),
            ("source:(reuters OR daily)", {1, 2}),
            ("origin:xinhua", {2}),
            ("country:cl", {1}),
            ("country:CL", {1}),
            ("mineral:lithium", {1, 2}),
            ("mineral:battery-minerals", {1, 2}),
            ("language:en", {1}),
            ("is:reviewed", {2}),
            ("is:unreviewed", {1, 3}),
            ("has:date", {1, 2, 3}),
            ("-has:country", {2, 3}),
            ("has:source", {1, 2}),
            ("has:mineral", {1, 2}),
            ("has:title", {1, 2}),
            ("date:2024-03", {1, 2}),
            ("date:2024-03-02", {2}),
            ("date:2023..2024-02", {2}),
            ("date:..2023", set()),
            ("date:2024-03..", {1, 2}),
            ("after:2024-04", {2}),
            ("before:2024-02", {2}),
            ("date:year-unknown", {3}),
            ("date:none", set()),
            ("reuters", {1}),
            ("lithium country:cl", {1}),
        ],
    )
    def test_search_reads_fields(self, engine, text, expected):
        store(
            engine,
            make_document(
                1,
                "lithium",
                title="Salt lakes",
                source="reuters",
                source_names=("Reuters",),
                countries=("cl",),
                minerals=("lithium",),
                language="en",
                published="2024-03-01",
            ),
            make_document(
                2,
                "lithium",
                title="Prices",
                source="china-daily",
                source_names=("China Daily",),
                origin="Xinhua",
                minerals=("lithium",),
                language="zh",
                review="reviewed",
                published="2024",
            ),
            make_document(3, "gold", title="", published="XXXX-11-06"),
        )

        assert found(engine, text) == expected

    # Filters

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

    def test_none_finds_articles_without_a_value(self, engine):
        store(engine, *_three_countries())

        assert found(engine, filters=(("country", NONE),)) == {3}
        assert found(engine, excluded=(("country", NONE),)) == {1, 2}

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

    # Counts

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

    # Pages and orders

    def test_pages_partition_the_result(self, engine):
        store(engine, *(make_document(n, "lithium") for n in range(1, 8)))
        pages = [ids(engine, "lithium", per_page=3, page=page) for page in (1, 2, 3)]

        assert sorted(sum(pages, [])) == list(range(1, 8))
        assert engine.search(SearchQuery("lithium", per_page=3, page=9)).total == 7

    @pytest.mark.parametrize("page", [0, 100_000])
    def test_page_out_of_reach_is_refused(self, engine, page):
        store(engine, make_document(1))

        with pytest.raises(InvalidQuery, match="[Pp]age"):
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

    # Highlights

    def test_highlights_mark_what_matched(self, engine):
        store(engine, make_document(1, "New mines for lithium in Chile", title="Lithium Mining"))

        hit = engine.search(SearchQuery("mine lithium")).hits[0]

        assert marked(hit.title) == ["Lithium", "Mining"]
        assert marked(hit.snippets[0]) == ["mines", "lithium"]
        assert whole(hit.title) == "Lithium Mining"

    def test_highlights_are_data_not_markup(self, engine):
        store(engine, make_document(1, "<script>alert('lithium')</script> & more"))

        hit = engine.search(SearchQuery("lithium")).hits[0]

        assert whole(hit.snippets[0]) == "<script>alert('lithium')</script> & more"
        assert marked(hit.snippets[0]) == ["lithium"]

    def test_matched_in_names_metadata_that_matched_alone(self, engine):
        store(
            engine,
            make_document(1, "gold", source="reuters", source_names=("Reuters",), countries=("cl",)),
        )

        assert engine.search(SearchQuery("reuters")).hits[0].matched_in == ("source",)
        assert engine.search(SearchQuery("country:cl")).hits[0].matched_in == ("country",)
        assert engine.search(SearchQuery("gold country:cl")).hits[0].matched_in == ()

    def test_untitled_hit_has_an_empty_title(self, engine):
        store(engine, make_document(1, "lithium", title=""))

        assert engine.search(SearchQuery("lithium")).hits[0].title == ()

    # How the question was read

    def test_unreadable_question_is_searched_literally_with_a_notice(self, engine):
        store(engine, make_document(1, "foo bar lithium"))

        result = engine.search(SearchQuery("foo:bar (lithium"))

        assert result.total == 1
        assert len(result.notices) == 2

    @pytest.mark.parametrize("text", ["-", '""', "()", "!!!"])
    def test_question_without_words_says_so(self, engine, text):
        store(engine, make_document(1))

        result = engine.search(SearchQuery(text))

        assert result.total == 0
        assert "nothing to search for" in result.notices[0].message

    @pytest.mark.parametrize(
        ("text", "fix"),
        [
            ("x" * (MAX_TEXT + 1), "shorten"),
            (" ".join(f"w{n}" for n in range(40)), "at most 32"),
            ("(" * 9 + "a" + ")" * 9, "at most 8"),
            ("aaa* bbb* ccc* ddd*", "at most 3"),
            ("a*", "letters beside"),
            ('"' + "of the " * 20 + '"', "at most 32"),
        ],
    )
    def test_broken_limit_is_refused_with_its_fix(self, engine, text, fix):
        store(engine, make_document(1))

        with pytest.raises(InvalidQuery, match=fix):
            engine.search(SearchQuery(text))

    def test_wildcard_of_too_many_words_is_cut_with_a_notice(self, engine):
        store(engine, make_document(1, " ".join(f"lith{n}" for n in range(1_100))))

        assert "1,024" in engine.search(SearchQuery("lith*")).notices[0].message

    def test_empty_result_offers_repairs_that_find_what_they_say(self, engine):
        store(
            engine,
            make_document(1, "lithium boom", countries=("cl",)),
            make_document(2, "cobalt boom", countries=("cd",)),
        )
        questions = [
            SearchQuery("lithum"),
            SearchQuery("lithium cobalt"),
            SearchQuery("lithium", filters=(("country", "cd"),)),
            SearchQuery("lithium", after="2024"),
        ]

        for question in questions:
            repairs = engine.search(question).repairs
            assert repairs, question
            for repair in repairs:
                assert repair.total == engine.search(repair.query).total > 0

    def test_misspelt_word_is_respelt_from_the_index(self, engine):
        store(engine, make_document(1, "lithium"))

        assert engine.search(SearchQuery("lithum")).repairs[0].query.text == "lithium"

    # Writing

    def test_search_without_an_index_is_unavailable(self, engine):
        for ask in (lambda: engine.search(SearchQuery()), engine.stamps, lambda: engine.generation):
            with pytest.raises(IndexUnavailable, match="index_rebuild"):
                ask()

    def test_put_replaces_and_delete_removes(self, engine):
        store(engine, make_document(1, "lithium"), make_document(2, "lithium"))
        store(engine, make_document(1, "cobalt"))
        with engine.write() as batch:
            batch.delete(2)
            batch.delete(99)

        assert ids(engine, "lithium") == []
        assert ids(engine, "cobalt") == [1]

    def test_last_word_in_a_batch_wins(self, engine):
        with engine.write() as batch:
            batch.put(make_document(1, "lithium", stamp="old"))
            batch.put(make_document(1, "cobalt", stamp="new"))
            batch.put(make_document(2))
            batch.delete(2)

        assert engine.stamps() == {1: "new"}
        assert engine.search(SearchQuery()).total == 1

    def test_exception_in_a_batch_changes_nothing(self, engine):
        store(engine, make_document(1))
        before = engine.generation
        with pytest.raises(RuntimeError), engine.write() as batch:
            batch.put(make_document(2))
            batch.delete(1)
            raise RuntimeError

        assert engine.stamps() == {1: "stamp-1"}
        assert engine.generation == before
        store(engine, make_document(3))
        assert set(engine.stamps()) == {1, 3}

    def test_generation_changes_with_every_commit(self, engine):
        names = []
        for number in range(3):
            store(engine, make_document(number))
            names.append(engine.generation)

        assert len(set(names)) == 3

    def test_rebuild_replaces_the_whole_index(self, engine):
        store(engine, make_document(1), make_document(2))
        with engine.rebuild() as batch:
            batch.put(make_document(3))
            batch.put(make_document(4, "old"))
            batch.put(make_document(4, "new"))
            assert set(engine.stamps()) == {1, 2}

        assert set(engine.stamps()) == {3, 4}
        assert ids(engine, "old") == []

    def test_failed_rebuild_leaves_the_old_index(self, engine):
        store(engine, make_document(1))
        with pytest.raises(RuntimeError), engine.rebuild() as batch:
            batch.put(make_document(2))
            raise RuntimeError

        assert set(engine.stamps()) == {1}
        assert engine.verify() == []

    def test_many_small_commits_stay_right(self, engine):
        for number in range(40):
            store(engine, make_document(number % 25, f"lithium version{number}"))

        assert engine.search(SearchQuery("lithium")).total == 25
        assert ids(engine, "version14") == []
        assert ids(engine, "version39") == [14]
        assert engine.verify() == []

    def test_verify_finds_nothing_wrong_with_a_fresh_index(self, engine):
        store(engine, make_document(1))

        assert engine.verify() == []

    def test_odd_documents_are_indexed(self, engine):
        empty = dataclasses.replace(make_document(1, ""), title="", stamp="")
        store(engine, empty, make_document(2, "\x00\ud7ff " + "x" * 10_000 + " lithium\u202e"))

        assert engine.stamps()[1] == ""
        assert ids(engine, "lithium") == [2]


def _three_countries():
    return (
        make_document(1, countries=("cl", "cd"), language="en"),
        make_document(2, countries=("kz",), language="en"),
        make_document(3, language="fr"),
    )
