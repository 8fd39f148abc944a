"""Companies and projects: their names where they are meant, and what they imply unsaid."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import AliasChange, Company, extract, load_gazetteer
from archive.extraction._companies import find_companies, missed_companies
from archive.extraction._company_names import CompanyNames
from tests.work import calls_of

GAZETTEER = load_gazetteer()
SEVERAL = [
    "NYSE: SQM", "SQM", "Rio", "Vale", "BHP", "LG", "Orion", "Lynas", "Glencore", "GLENCORE",
    "ASX: LYC", "Pebble", "mine", "said", " ", ", ", "\n", " (", "'s ", "Ltd", "宁德时代",
    "Peñasquito", "1", "Honeymoon",
]  # fmt: skip


def named(text, gazetteer=GAZETTEER):
    """Return the slugs of what a text names, each once, in order."""
    found = find_companies(text, [(0, len(text))], gazetteer)
    return list(dict.fromkeys(each.value for each in found))


def objections(text):
    """Return what a text seems to name and why it does not."""
    return {miss.value: miss.rule for miss in missed_companies(text, [(0, len(text))], GAZETTEER)}


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Glencore cut its guidance.", ["glencore"]),
        ("GLENCORE CUTS COBALT OUTPUT", ["glencore"]),
        ("Glencore's traders and Trafigura-owned Nyrstar", ["glencore", "trafigura", "nyrstar"]),
        ("Gecamines and Gécamines are one.", ["gecamines"]),
        ("Saudi Arabian Mining Company (Ma’aden) won.", ["maaden"]),
        ("Potash from K+S and Uralkali", ["k-s", "uralkali"]),
        ("A joint venture of L&F and SK On", ["l-f", "sk-on"]),
        ("Wheaton Precious Metals paid Vale Base Metals", ["wheaton-precious-metals", "vale"]),
        ("China Northern Rare Earth (Group) High-Tech raised", ["china-northern-rare-earth"]),
        ("Freeport Indonesia restarted", ["freeport-indonesia"]),
        ("Teck and Anglo American agreed", ["teck-resources", "anglo-american"]),
        ("宁德时代与赣锋锂业签约", ["catl", "ganfeng-lithium"]),
        ("Росатом и Казатомпром подписали", ["rosatom", "kazatomprom"]),
        ("Anglo American Platinum, now Valterra Platinum,", ["valterra-platinum"]),
        ("Huayou Cobalt and CNGR", ["zhejiang-huayou-cobalt", "cngr-advanced-material"]),
    ],
)  # fmt: skip
def test_full_name_counts_anywhere(text, slugs):
    assert named(text) == slugs


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Vale said output rose.", "vale"),
        ("Vale will also invest in Pará.", "vale"),
        ("Rio to build smelter in India", "rio-tinto"),
        ("Brazilian miner Vale is out.", "vale"),
        ("A stake in Vale is for sale.", "vale"),
        ("the deal with BHP fell through", "bhp"),
        ("Shares of BHP were flat.", "bhp"),
        ("BHP shares were flat.", "bhp"),
        ("BHP's nickel mines are shut.", "bhp"),
        ("Lynas’ plant is idle.", "lynas-rare-earths"),
        ("Iluka Ltd is one of them.", "iluka-resources"),
        ("Iluka (ASX: ILU) is one of them.", "iluka-resources"),
        ("Vale, the world's largest iron ore producer, is not", "vale"),
        ("the LG-built factory", "lg-energy-solution"),
        ("Three companies: LG, and two more", "lg-energy-solution"),
        ("VALE SUSPENDS OUTPUT AFTER DAM SCARE", "vale"),
        ("Brazil's Vale, BHP and Samarco settled.", "vale"),
        ("Between them, Glencore and Rio have", "rio-tinto"),
        ("A Vale informou que", "vale"),
        ("Ford and GM buy from it; GM said so.", "general-motors"),
        ("Orion Resource Partners lent it. Orion is based elsewhere.", "orion-resource-partners"),
        ("Mosaic reported lower earnings.", "mosaic"),
        ("Hydro plans to curtail it.", "norsk-hydro"),
    ],
)
def test_ambiguous_name_counts_in_the_company_of_business_words(text, slug):
    assert slug in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "The vale is green and the Vale is long.",
        "The Vale of Glamorgan said no.",
        "Rio de Janeiro said it would build a mine.",
        "The Rio Grande is dry.",
        "Officials in Rio said the summit was over.",
        "The engine makes 150 BHP.",
        "Mark Lynas said nuclear power was safe.",
        "Mr Ford said so.",
        "Harrison Ford stars in it.",
        "Orion Minerals said it drilled on.",
        "The Orion Nebula is bright.",
        "Officials in Antofagasta said the port had closed.",
        "Albemarle County approved the budget.",
        "Intel suggests that troops moved.",
        "GM crops are banned there.",
        "a mosaic of small farms; Mosaic tiles",
        "Manitoba Hydro said power was short.",
        "Read more at https://www.glencore.com/Glencore or mail info@Vale.com",
        "Glencoreans and Valencia",
        "Hecla and Kinross are in Scotland.",
        "abundant mineral resources; Mineral Resources of the country",
        "Harmony prevailed.",
        "the Alba festival",
    ],
)  # fmt: skip
def test_ambiguous_name_alone_is_no_company(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("the producer (ASX: LYC) rose", "lynas-rare-earths"),
        ("the producer (ASX:LYC; OTC: LYSDY) rose", "lynas-rare-earths"),
        ("listed as NYSE: MP", "mp-materials"),
        ("listed as Nasdaq: USAR", "usa-rare-earth"),
        ("listed as TSX-V: UCU", "ucore-rare-metals"),
        ("listed as TSX.V: UCU", "ucore-rare-metals"),
        ("listed as HKEX: 01772", "ganfeng-lithium"),
        ("listed as SEHK: 1772", "ganfeng-lithium"),
        ("listed as NYSE American: UEC", "uranium-energy-corp"),
        ("listed as LON: RIO", "rio-tinto"),
        ("listed as TSX: TECK.B", "teck-resources"),
    ],
)
def test_stock_exchange_code_names_its_company(text, slug):
    assert named(text) == [slug]


def test_code_that_is_a_name_too_is_found_once():
    text = "SQM (NYSE: SQM) rose."

    found = find_companies(text, [(0, len(text))], GAZETTEER)

    assert [each.quote for each in found] == ["SQM", "NYSE: SQM"]


@pytest.mark.parametrize("text", ["ASX: ZZZZ", "LYC", "XASX: LYC", "ASX LYC", "NYSE: 12345678901"])
def test_other_codes_name_nobody(text):
    assert named(text) == []


def test_code_makes_the_short_name_sure():
    assert named("Iluka is one of them (ASX: ILU).") == ["iluka-resources"]


def test_short_name_counts_everywhere_once_the_text_says_who_is_meant():
    text = "Rio Tinto bought it. For Rio, that was cheap."
    found = find_companies(text, [(0, len(text))], GAZETTEER)

    assert [(each.quote, each.value) for each in found] == [
        ("Rio Tinto", "rio-tinto"),
        ("Rio", "rio-tinto"),
    ]
    assert found[0].confidence > found[1].confidence


def test_short_name_of_another_company_of_the_text_is_left_out():
    text = "LG Chem said on Monday that LG would build a plant."

    assert named(text) == ["lg-chem"]
    assert objections(text) == {"lg-energy-solution": "short for another company named in the text"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Greenbushes is the largest.", "greenbushes"),
        ("at the Mt Weld mine", "mount-weld"),
        ("Cinovec and Cínovec", "cinovec"),
        ("the Pebble copper-gold mine", "pebble"),
        ("the Ramu Nickel and Cobalt Project", "ramu"),
        ("a mine called Honeymoon", "honeymoon"),
        ("Boss Energy restarted Honeymoon.", "honeymoon"),
        ("IMIP, short for Indonesia Morowali Industrial Park", "morowali-industrial-park"),
        ("白云鄂博的稀土", "bayan-obo"),
        ("OYU TOLGOI MINERS STRIKE", "oyu-tolgoi"),
    ],
)
def test_project_is_named(text, slug):
    text_found = find_companies(text, [(0, len(text))], GAZETTEER)

    assert (slug, "project") in {(each.value, each.field) for each in text_found}


@pytest.mark.parametrize(
    "text",
    [
        "a pebble, the Pebble of the story",
        "their Honeymoon in Bali",
        "a Texas Ranger",
        "Donald said so",
        "in Sudbury on Monday",
        "Tara Singh works there",
        "the Nova Scotia government",
        "A view from Kings Mountain",
    ],
)
def test_word_that_could_be_a_project_is_none(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "slug", "rule"),
    [
        ("Rio de Janeiro", "rio-tinto", "part of “Rio de Janeiro”"),
        ("the Vale is long", "vale", "a name of other things too, and nothing beside it"),
        ("Mark Lynas wrote", "lynas-rare-earths", "part of a person's name"),
        ("150 BHP", "bhp", "a unit after a number"),
        ("Orion Metals rose", "orion-resource-partners", "part of “Orion Metals”"),
        ("A LYNAS is", "lynas-rare-earths", "a name of other things too, and nothing beside it"),
    ],
)
def test_name_that_does_not_count_says_why(text, slug, rule):
    assert objections(text)[slug] == rule


def test_findings_point_at_what_they_quote():
    text = "Vale said.\nThe Greenbushes mine; Lynas (ASX: LYC)."

    for each in find_companies(text, [(0, 10), (11, len(text))], GAZETTEER):
        assert text[each.start : each.end] == each.quote


def test_names_outside_the_ranges_are_not_read():
    text = "Glencore said so. Read also: Codelco"

    found = find_companies(text, [(0, 17)], GAZETTEER)

    assert [each.value for each in found] == ["glencore"]


STORY = (
    "Talison lifts output at Greenbushes\n\n"
    "Talison Lithium shipped more from Greenbushes in the quarter than in any other, and BHP "
    "said it saw no reason to follow it into the business of batteries any time soon.\n"
)


def test_company_and_project_add_no_country_and_no_mineral():
    found = extract("A quiet quarter\n\n" + "Codelco and Escondida had a quiet quarter there. " * 4)

    assert [tag.slug for tag in found.companies] == ["codelco"]
    assert [tag.slug for tag in found.projects] == ["escondida"]
    assert found.countries == found.minerals == ()
    assert {(each.field, each.value, each.by) for each in found.implied} == {
        ("country", "cl", "Codelco"),
        ("country", "cl", "Escondida"),
        ("mineral", "copper", "Escondida"),
    }


@pytest.mark.parametrize(
    "name",
    [
        "Amman Mineral", "Pilbara Minerals", "Nickel Asia", "Western Copper and Gold",
        "Green Lithium", "Antofagasta Minerals", "Agnico Eagle Mines", "International Graphite",
        "Bikita Minerals", "Konkola Copper Mines", "Yellow Cake plc",
    ],
)  # fmt: skip
def test_name_of_a_company_adds_no_country_and_no_mineral(name):
    text = f"The board meets\n\nThe board of {name} said on Monday that it would meet again. " * 3

    found = extract(text)

    assert found.companies
    assert found.countries == found.minerals == ()


def test_country_in_the_name_of_a_company_still_counts():
    text = "The board meets\n\nThe board of Korea Zinc said on Monday it would meet again. " * 3

    assert [tag.slug for tag in extract(text).countries] == ["kr"]


def test_what_the_text_says_itself_is_not_implied():
    found = extract(STORY)

    assert "au" in {tag.slug for tag in found.countries}
    assert ("country", "au") not in {(each.field, each.value) for each in found.implied}


def test_form_is_not_implied_when_its_mineral_is_named():
    text = (
        "Kemerton to slow\n\nThe lithium refinery at Kemerton will slow down, it said again. " * 3
    )

    assert "lithium-hydroxide" not in {each.value for each in extract(text).implied}


def test_diversified_company_implies_no_commodity():
    found = extract("Nothing new\n\n" + "Glencore had nothing new to say about the matter. " * 4)

    assert [(each.field, each.value) for each in found.implied] == [("country", "ch")]


def test_json_contract_has_no_new_keys_and_names_companies_in_its_evidence():
    record = extract(STORY).as_record(STORY, "story.txt")

    assert set(record) == {
        "file", "title", "source", "origin", "date", "date_precision", "countries", "minerals",
        "language", "body", "evidence",
    }  # fmt: skip
    assert {"company", "project"} <= {each["field"] for each in record["evidence"]}


def test_headline_weighs_more_than_a_mention():
    weights = {tag.slug: tag.weight for tag in extract(STORY).companies}

    assert weights["talison-lithium"] > weights["bhp"]


def test_editors_alias_is_read_and_a_muted_one_is_not():
    changed = GAZETTEER.with_changes(
        [
            AliasChange("company", "glencore", "Baar trader"),
            AliasChange("company", "codelco", "Codelco", is_active=False),
            AliasChange("company", "escondida", "La Escondida"),
        ],
        companies=[Company("acme-lithium", "Acme Lithium", "miner", "cl")],
    )

    assert named("The Baar trader and Acme Lithium met Codelco.", changed) == [
        "glencore",
        "acme-lithium",
    ]
    assert named("at La Escondida", changed) == ["escondida"]


def test_near_misses_come_with_explanations_of_the_whole():
    text = "Dams\n\n" + "The Vale is long and green, and nothing else is said about it here. " * 3

    missed = [each for each in extract(text, explain=True).why_not() if each.field == "company"]

    assert {each.value for each in missed} == {"vale"}


@given(st.lists(st.sampled_from(SEVERAL), max_size=60).map("".join) | st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_without_overlap_and_quotes_itself(text):
    found = find_companies(text, [(0, len(text))], GAZETTEER)
    list(missed_companies(text, [(0, len(text))], GAZETTEER))

    assert all(text[each.start : each.end] == each.quote for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(0 < each.confidence <= 1 for each in found)


@pytest.mark.parametrize("unit", ["Vale ", "Vale, ", "Glencore ", "ASX: ", "LG Chem LG ", "(", "1"])
def test_hostile_text_takes_linear_work(unit):
    GAZETTEER.built(CompanyNames)

    def calls(size):
        text = unit * (size // len(unit))
        return calls_of(lambda: find_companies(text, [(0, len(text))], GAZETTEER))[0]

    assert calls(16_000) < 6 * calls(4_000) + 500
