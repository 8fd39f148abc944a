"""What matched is exactly what is marked: every question of a table on every text of it."""

import pytest

from archive.search import SearchQuery, find_marks
from archive.search._language import parts_of
from archive.search.engines.whoosh import WhooshEngine
from tests.search.asking import store
from tests.search.documents import make_document

TEXTS = (
    "A Li-ion cell of the plant",
    "A Li ion cell",
    "an NMC-811 cathode",
    "an NMC811 cathode, NMC 622 too",
    "pounds of U3O8 sold",
    "battery-grade LiOH·H2O powder",
    "battery grade LiOH.H2O powder",
    "magnets of Nd2Fe14B",
    "a deal of A$1.2bn",
    "a deal of 1.2 bn dollars",
    "some 12,500 tonnes",
    "some 12500 tonnes",
    "in Côte d’Ivoire",
    "in Cote d'Ivoire",
    "in Cote d Ivoire",
    "China's export ban",
    "China’s ban on exports",
    "the Chinas export a ban of exports",
    "青海锂矿出口",
    "锂电池材料",
    "リチウム電池 and lithium",
    "the U.S. list, the US list",
    "Lithium Lithiums LITHIUM lithia",
    "mineral minerals miner mining mines",
    "state-of-the-art plant",
    "state of the art plant",
    "an X-ray of X rays; x ray",
    "CO₂ and CO2; Li₂CO₃",
    "5N-purity, 99.999% pure, 1,000,000.50",
    "e-mail info@example.org, see www.example.org/a_b",
    "O'Brien's mine; the mines' owners",
    "résumé naïve façade Łódź İstanbul Straße",
    "to be or not to be",
    "dash – en, dash — em, slash and/or",
    "non-\u00adbreaking ex\u00adample of zero\u200bwidth",
    "ﬁne ﬂuorspar Ｌｉ",
    "한국 배터리 and ลิเธียม",
    "",
)

QUESTIONS = (
    *("Li-ion", "li ion", "liion", "Li", "ion", "NMC-811", "NMC811", "NMC", "811", "nmc 622"),
    *("U3O8", "u3o8", "LiOH·H2O", "LiOH", "LiOHH2O", "H2O", "Nd2Fe14B", "A$1.2bn", "1.2bn"),
    *("1.2", "bn", "12500", "12,500", "12", "500", "Côte d'Ivoire", "cote d’ivoire", "Ivoire"),
    *(
        "divoire",
        "China",
        "China's",
        "chinas",
        "锂",
        "锂矿",
        "锂电池",
        "矿锂",
        "電池",
        "チウ",
        "U.S.",
    ),
    *("US", "u s", "lithium", "lithium*", "lith*", "*thia", "lithuim~", "mineral", "mining"),
    *("miner", '"state of the art"', "state-of-the-art", '"of the"', '"the art"', "art", "X-ray"),
    *('"x rays"', "xray", "CO2", "co₂", "Li2CO3", "99.999", "1000000.50", "info@example.org"),
    *("example", "www.example.org", "O'Brien", "obrien", "brien", "owners", "resume", "naive"),
    *("facade", "lodz", "istanbul", "strasse", '"to be or not to be"', '"be to"', '"not to"~2'),
    *('"ban of exports"', '"ban exports"~2', '"a ban"', "en", "slash", "breaking", "nonbreaking"),
    *("zerowidth", "fine", "fluorspar", "한국", "배터", "ลิเธียม", "the", "of"),
    *("export ban", "ban OR cathode", "ban -tonnes", "(li OR nmc) cell", "di*", "12*", "??ion"),
)
_FINDING_NOTHING = ("12", "500", "矿锂", '"be to"')


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = WhooshEngine(tmp_path_factory.mktemp("agreement") / "index")
    store(engine, *(make_document(n, text, title="") for n, text in enumerate(TEXTS, start=1)))
    return engine


@pytest.mark.parametrize("question", QUESTIONS)
def test_texts_that_match_are_those_with_marks(engine, question):
    hits = engine.search(SearchQuery(question, per_page=100)).hits
    found = {hit.id for hit in hits}
    shown = {hit.id for hit in hits if any(piece.is_match for s in hit.snippets for piece in s)}
    marked = {number for number, text in enumerate(TEXTS, start=1) if find_marks(question, text)}

    assert bool(found) != (question in _FINDING_NOTHING)
    assert shown == found
    if len(parts_of(question)) == 1:
        assert marked == found
    else:
        assert marked >= found


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("Li-ion", "A Li-ion cell, a Li ion cell, an ion", ["Li-ion", "Li ion"]),
        ("NMC-811", "NMC811, NMC-811, NMC 622, 811", ["NMC811", "NMC-811"]),
        ("A$1.2bn", "A$1.2bn and 1.2bn", ["A$1.2bn"]),
        ("12500", "12,500 and 12500 and 12", ["12,500", "12500"]),
        ("cote d'ivoire", "Côte d’Ivoire", ["Côte", "d’Ivoire"]),
        ("LiOH·H2O", "LiOH·H2O or LiOH", ["LiOH·H2O"]),
        ("锂矿", "青海锂矿和矿锂", ["锂矿"]),
        ('"of the art"', "state of the art of the", ["of the art"]),
        ("china", "China's, Chinas, china", ["China", "Chinas", "china"]),
        ("offtake", "off-take, offtakes", ["off-take", "offtakes"]),
    ],
)
def test_marks_are_the_words_that_matched(question, text, marked):
    assert [text[mark.start : mark.end] for mark in find_marks(question, text)] == marked
