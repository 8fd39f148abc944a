"""How an answer shows what matched and how the question was read."""

import pytest

from archive.search import MAX_TEXT, InvalidQuery, SearchQuery
from tests.search.asking import marked, store, whole
from tests.search.documents import make_document


class AnswersContract:
    """How an answer shows what matched and how the question was read."""

    def test_highlights_mark_what_matched(self, engine):
        store(engine, make_document(1, "New mines for lithium in Chile", title="Lithium Mining"))

        hit = engine.search(SearchQuery("mine lithium")).hits[0]

        assert marked(hit.title) == ["Lithium", "Mining"]
        assert marked(hit.snippets[0]) == ["mines", "lithium"]
        assert whole(hit.title) == "Lithium Mining"

    def test_search_without_highlights_finds_and_counts_the_same(self, engine):
        store(engine, *[make_document(n, "lithium", countries=("cl",)) for n in (1, 2, 3)])
        query = SearchQuery("lithium", filters=(("country", "cl"),))

        whole, bare = engine.search(query), engine.search(query, highlights=False)

        assert [(hit.id, hit.score) for hit in bare.hits] == [
            (hit.id, hit.score) for hit in whole.hits
        ]
        assert not any(hit.title or hit.snippets for hit in bare.hits)
        assert (bare.total, bare.facets, bare.years) == (whole.total, whole.facets, whole.years)

    def test_search_without_facets_finds_and_marks_the_same(self, engine):
        store(engine, *[make_document(n, "lithium", countries=("cl",)) for n in (1, 2, 3)])

        whole, bare = (
            engine.search(SearchQuery("lithium"), facets=wanted) for wanted in (True, False)
        )

        assert (bare.total, bare.hits) == (whole.total, whole.hits)
        assert bare.facets is None
        assert bare.years == ()

    def test_highlights_are_data_not_markup(self, engine):
        store(engine, make_document(1, "<script>alert('lithium')</script> & more"))

        hit = engine.search(SearchQuery("lithium")).hits[0]

        assert whole(hit.snippets[0]) == "<script>alert('lithium')</script> & more"
        assert marked(hit.snippets[0]) == ["lithium"]

    def test_matched_in_names_metadata_that_matched_alone(self, engine):
        store(
            engine,
            make_document(
                1, "gold", source="reuters", source_names=("Reuters",), countries=("cl",)
            ),
        )

        assert engine.search(SearchQuery("reuters")).hits[0].matched_in == ("source",)
        assert engine.search(SearchQuery("country:cl")).hits[0].matched_in == ("country",)
        assert engine.search(SearchQuery("gold country:cl")).hits[0].matched_in == ()

    def test_untitled_hit_has_an_empty_title(self, engine):
        store(engine, make_document(1, "lithium", title=""))

        assert engine.search(SearchQuery("lithium")).hits[0].title == ()

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

    @pytest.mark.parametrize(
        ("query", "part"),
        [
            (SearchQuery("country:atlantis"), "No article has country:atlantis"),
            (SearchQuery("lithium", after="2025", before="2024"), "wrong way round"),
        ],
    )
    def test_why_nothing_can_be_found_is_said(self, engine, query, part):
        store(engine, make_document(1, "lithium", countries=("cl",)))

        assert any(part in notice.message for notice in engine.search(query).notices)
