"""What words and fields of the query language find."""

import pytest

from tests.search.asking import found, ids, store
from tests.search.documents import make_document


class WordsContract:
    """What words and fields of the query language find."""

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
            ("emails", "an e-mail"),
            ("off-take", "offtakes signed"),
            ("offtake", "off-take signed"),
            ("divoire", "in Côte d’Ivoire"),
            ('"to be or not to be"', "to be or not to be"),
            ('"the"', "the"),
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
            ("NMC-811", "NMC 622 and 811"),
            ("12", "some 12,500 tonnes"),
            ('"of the art"', "the art of the state"),
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
