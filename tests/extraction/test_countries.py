"""Countries named in text: one table a kind of difficulty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction._countries import find_countries
from archive.extraction._findings import Finding
from archive.extraction._gazetteer import AliasChange
from archive.extraction._gazetteer_files import load_gazetteer


def findings(text: str) -> list[Finding]:
    return find_countries(text, [(0, len(text))], load_gazetteer())


def countries(text: str) -> set[str]:
    return {finding.value for finding in findings(text)}


def check(text: str, expected: str) -> None:
    assert countries(text) == set(expected.split()), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zambia and the DRC signed in Lusaka.", "zm cd"),
        ("The Democratic Republic of Congo suspended exports.", "cd"),
        ("The Republic of Congo signed for potash at Kouilou, said Brazzaville.", "cg"),
        ("Congo-Brazzaville and Congo-Kinshasa", "cg cd"),
        ("Papua New Guinea's Ok Tedi mine", "pg"),
        ("Equatorial Guinea, Guinea-Bissau and Guinea", "gq gw gn"),
        (
            "Côte d'Ivoire grew; so did Cote d’Ivoire's neighbours Ghana and Burkina Faso.",
            "ci gh bf",
        ),
        ("Türkiye found rare earths at Beylikova; Turkey will refine them.", "tr"),
        ("The U.S. and the UK, the UAE and the PRC", "us gb ae cn"),
        ("U.S.-China talks", "us cn"),
        ("China-led consortium, Rwanda-backed rebels", "cn rw"),
        ("S Africa and N. Korea", "za kp"),
        ("Burmese, Ivorian, Congolese and Malagasy officials", "mm ci cd mg"),
        ("Dutch and Danish traders met Swiss bankers", "nl dk ch"),
        ("South Koreas battery makers and Chinas refiners", "kr cn"),
        ("Papua New Guineas nickel", "pg"),
        ("the Philippines’ largest nickel miner", "ph"),
        ("Czech, Slovak and Polish lithium", "cz sk pl"),
        ("The Soviet Union mapped it first", "ru"),
        ("Hong Kong and Macau", "hk mo"),
        ("South Sudan is not Sudan", "ss sd"),
        ("North Korea sold magnesite; Korean importers are barred.", "kp"),
        ("Korea Zinc said the Korean government would help.", "kr"),
        ("Timor-Leste, Kyrgyz Republic, Lao PDR", "tl kg la"),
        ("Sino-Bolivian venture", "cn bo"),
    ],
)
def test_names_and_demonyms_count(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spodumene from the Pilbara is shipped at Port Hedland.", "au"),
        ("A smelter in Inner Mongolia", "cn"),
        ("Producers in Yichun and Ganzhou have cut output.", "cn"),
        ("Kolwezi and Likasi saw protests.", "cd"),
        ("The Salar de Atacama and the Salar de Uyuni", "cl bo"),
        ("Jujuy and Catamarca joined the lithium board.", "ar"),
        ("Nasarawa and Niger State licensed the plants.", "ng"),
        ("Thacker Pass lies in Humboldt County, Nevada.", "us"),
        ("The plant in Bécancour, Quebec", "ca"),
        ("Smelters in Morowali and at Weda Bay", "id"),
        ("Fighting near Walikale in North Kivu", "cd"),
        ("Rare earths are mined in Kachin State.", "mm"),
        ("RENO, Nev. — The board met.", "us"),
        ("A refinery in Kwinana", "au"),
        ("Lithium in Minas Gerais and Goiás", "br"),
        ("Beijing said it would respond; Washington did not comment.", "cn us"),
        ("The Kremlin and Downing Street", "ru gb"),
        ("Officials at the Pentagon signed.", "us"),
        ("A deposit in Telemark and one near Kiruna", "no se"),
        ("Zaporizhzhya and Dnipropetrovsk hold most of it.", "ua"),
        ("Potosi without its accent", "bo"),
        ("New Mexico and New England", "us"),
        ("the Copperbelt", "zm"),
        ("East Kazakhstan province", "kz"),
    ],
)
def test_places_stand_for_their_country(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHILE TO NATIONALISE LITHIUM, SAYS BORIC", "cl"),
        ("JAKARTA — Nickel ore will no longer leave", "id"),
        ("CHINA AND INDIA VIE FOR BOLIVIAN SALT FLATS", "cn in bo"),
        ("China Bans Exports as Jordan and Chad Watch", "cn jo td"),
    ],
)
def test_headlines_in_capitals_are_read(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Latin America and South American producers",
        "Africa, the EU, ASEAN and the Middle East",
        "the London Metal Exchange and the Shanghai Futures Exchange",
        "Anglo American and Lithium Americas rose.",
        "China Daily reported it, and the Washington Post and the Financial Times.",
        "The guinea pig ate turkey off fine china.",
        "It cost US$350 million, or 12 US cents a pound in U.S. dollars.",
        "Plant manager Chad Whitfield met Jordan Miller and Paris Dunlop.",
        "Mr Holland and Michael Jordan declined to comment.",
        "English Editor Li Wei; also available in Spanish",
        "the Indian Ocean and the Gulf of Guinea",
        "The Paris Agreement binds them.",
        "Savannah Resources plc rose.",
        "LONDON, Nov 6 (Reuters) - Copper fell.",
        "NEW YORK (AP) — Silver rose.",
        "the Congo Basin and the Niger River",
        "tell us how to polish it",
        "See https://www.china.example/chile or mail info@peru.example",
        "Central African and West African states",
        "a Toronto-listed explorer",
    ],
)
def test_words_that_name_no_country_are_left_out(text: str) -> None:
    check(text, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Georgia lured the plant, Gov. Kemp said in Atlanta.", "us"),
        ("The Bartow County, Georgia, factory", "us"),
        ("Tbilisi says Georgia will mine manganese at Chiatura.", "ge"),
        ("Georgian manganese", "ge"),
        ("Trade through Armenia, Azerbaijan and Georgia", "am az ge"),
        ("Niger and Mali expelled the miners.", "ne ml"),
        ("The Nigerien junta and Nigerian officials", "ne ng"),
        ("Kogi, Niger and Kwara shared the licences, Abuja said.", "ng"),
        ("Lima, Ohio, gets a tank plant", "us"),
        ("The mill at Athens, Georgia, hired 90 in Clarke County.", "us"),
        ("Franco-German and Indo-Japanese pacts in the Indo-Pacific", "fr de in jp"),
        ("Lima approved Las Bambas", "pe"),
        ("A mill near London, Ontario", "ca"),
        ("Bissau-Guinean phosphate from Farim: Guinea-Bissau hopes", "gw"),
        ("Brazzaville signed; the Congolese minister smiled.", "cg"),
        ("Congo's cobalt quota", "cd"),
        ("Congolese cobalt", "cd"),
        ("Jordan's phosphate and Chad's gold", "jo td"),
        ("Mali's new code", "ml"),
        ("Macedonia and Georgia's neighbours", "mk ge"),
    ],
)
def test_ambiguous_names_are_settled_by_context(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智利和阿根廷的锂出口到中国", "cl ar cn"),
        ("刚果（金）暂停钴出口，印度尼西亚限制镍矿", "cd id"),
        ("巴布亚新几内亚和几内亚比绍", "pg gw"),
        (
            "El gobierno chileno y la empresa china firmaron con Bolivia en el norte de los Andes",
            "cl cn bo",
        ),
        ("Les autorités congolaises et la société française dans le sud de la RDC", "cd fr"),
        (
            "O governo brasileiro e a empresa chinesa no estado de Minas Gerais com os EUA",
            "br cn us",
        ),
        ("Российские компании поставляют никель в Китай и Казахстан", "ru cn kz"),
        ("Министр ДР Конго встретился с послом США", "cd us"),
    ],
)
def test_other_languages_are_read(text: str, expected: str) -> None:
    check(text, expected)


def test_finding_tells_where_and_why() -> None:
    text = "Talks in Kolwezi with Chile’s Codelco"

    first, second = findings(text)

    assert (first.quote, first.rule) == ("Kolwezi", "city in DR Congo")
    assert (second.quote, second.rule, second.start) == ("Chile", "name", text.index("Chile"))


def test_abbreviated_state_is_quoted_without_its_comma() -> None:
    assert [finding.quote for finding in findings("a mill at Gabbs, Nev., reopened")] == ["Nev."]


def test_only_the_ranges_are_read() -> None:
    text = "Menu: Peru\nChile mines copper.\nFooter: Brazil"
    start = text.index("Chile")

    found = find_countries(text, [(start, start + 19)], load_gazetteer())

    assert [finding.value for finding in found] == ["cl"]


def test_name_across_a_hard_wrap_is_found() -> None:
    assert countries("ore from Papua\nNew Guinea") == {"pg"}


def test_alias_switched_off_is_not_found() -> None:
    gazetteer = load_gazetteer().with_changes([AliasChange("country", "us", "Savannah", False)])
    text = "The US port of Savannah"

    found = find_countries(text, [(0, len(text))], gazetteer)

    assert [finding.quote for finding in found] == ["US"]


def test_alias_of_an_editor_is_found() -> None:
    gazetteer = load_gazetteer().with_changes([AliasChange("country", "cl", "Shilí")])
    text = "Shilí sells copper"

    assert [f.value for f in find_countries(text, [(0, len(text))], gazetteer)] == ["cl"]


words = st.sampled_from(
    ["China", "Chinas", "Georgia", "Jordan", "U.S.", "Mr", "Ga.", ", Nev.", "\n", "DRC", "Congo",
     "刚果（金）", "Китаем", "Paris", "Ltd", "(ASX:", "—", "’s", "İ", "ß", "x" * 50]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(words).map(" ".join), st.lists(words).map("".join)))
def test_offsets_always_quote_the_text(text: str) -> None:
    for finding in findings(text):
        assert finding.start is not None
        assert text[finding.start : finding.end] == finding.quote != ""
        assert 0 < finding.confidence <= 1
