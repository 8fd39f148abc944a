"""Minerals named in text: one table a kind of difficulty."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction._findings import Finding
from archive.extraction._gazetteer import AliasChange, Mineral
from archive.extraction._gazetteer_files import load_gazetteer
from archive.extraction._minerals import find_minerals


def findings(text: str) -> list[Finding]:
    return find_minerals(text, [(0, len(text))], load_gazetteer())


def forms(text: str) -> set[str]:
    return {finding.value for finding in findings(text)}


def minerals(text: str) -> set[str]:
    known = load_gazetteer().minerals
    return {known[slug].parent if known[slug].kind == "form" else slug for slug in forms(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lithium and cobalt prices fell; NICKEL held.", "lithium cobalt nickel"),
        ("Rare earths, rare-earth magnets and REEs", "rare-earths"),
        ("neodymium, praseodymium, terbium", "neodymium praseodymium terbium"),
        ("NdPr oxide at a six-year low", "neodymium praseodymium"),
        ("platinum group metals such as palladium", "platinum-group-metals palladium"),
        ("Aluminum and aluminium are one.", "aluminium"),
        ("caesium, cesium", "cesium"),
        ("sulphur and sulfur", "sulfur"),
        ("gallium, germanium and antimony bans", "gallium germanium antimony"),
        ("iron-ore and coking coal", "iron coal"),
        ("lithiums role", "lithium"),
        ("cobalt-free, nickel-rich cathodes", "cobalt nickel"),
        ("a copper-gold-molybdenum porphyry", "copper gold molybdenum"),
        ("yellowcake and uranium hexafluoride", "uranium"),
        ("diamonds and emeralds", "diamond gemstone"),
        ("potash, muriate of potash, phosphate rock", "potash phosphate"),
        ("baryte, fluorite, borax", "barite fluorspar boron"),
        ("tungsten or wolfram", "tungsten"),
    ],
)
def test_names_are_found(text: str, expected: str) -> None:
    assert minerals(text) == set(expected.split()), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("battery-grade lithium carbonate", "lithium-carbonate"),
        ("Li2CO3 and Li₂CO₃", "lithium-carbonate"),
        ("LiOH·H2O, LiOH.H2O and LiOH", "lithium-hydroxide"),
        ("1.3% Li2O", "lithium-oxide"),
        ("U3O8 at $80", "uranium-oxide"),
        ("0.4% WO3", "tungsten-trioxide"),
        ("TiO2 and V2O5", "titanium-dioxide vanadium-pentoxide"),
        ("Nd2Fe14B and NdFeB magnets", "neodymium-magnet"),
        ("NiSO4, CoSO4, MnSO4", "nickel-sulphate cobalt-sulphate manganese-sulphate"),
        ("Co(OH)2 offers", "cobalt-hydroxide"),
        ("nickel sulfate and nickel sulphate", "nickel-sulphate"),
        ("spodumene, lepidolite", "spodumene lepidolite"),
        ("bauxite and alumina", "bauxite alumina"),
        ("cassiterite, wolframite, coltan", "cassiterite wolframite coltan"),
        ("ferrochrome and ferronickel", "ferrochrome ferronickel"),
        ("lithium iron phosphate cells", "lithium-iron-phosphate"),
        ("spherical graphite", "spherical-graphite"),
        ("nickel from MHP", "nickel mixed-hydroxide-precipitate"),
        ("polysilicon", "polysilicon"),
        ("heavy rare earths", "heavy-rare-earths"),
        ("monazite sands", "monazite"),
        ("lithium-ion batteries", "lithium-ion-battery"),
        ("Nickel\nsulphate", "nickel-sulphate"),
    ],
)
def test_forms_are_kept_as_found(text: str, expected: str) -> None:
    assert forms(text) == set(expected.split()), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Intersected 12 m at 1.2% Cu and 3 g/t Au", "copper gold"),
        ("a Ni-Cu-PGE deposit", "nickel copper platinum-group-metals"),
        ("Pb-Zn-Ag mineralisation", "lead zinc silver"),
        ("the export of metallic Li", "lithium"),
        ("NCM811 outsells NMC622", "nickel cobalt manganese"),
        ("450 ppm U", "uranium"),
        ("TREO of 2,300 ppm with 1,200ppm Rb", "rare-earths rubidium"),
        ("yesterday a manager, Mr. Li, met U Tin at Co. No. 5 in As-Suwayda", ""),
        ("V-U and Re-Co", ""),
        ("a 30% W/o clause", ""),
    ],
)
def test_symbols_count_only_beside_grades_and_in_chains(text: str, expected: str) -> None:
    assert minerals(text) == set(expected.split()), text


@pytest.mark.parametrize(
    ("text", "has_lead"),
    [
        ("Zinc and lead rose in London.", True),
        ("lead-zinc mine", True),
        ("Lead prices fell on the LME.", True),
        ("silver, lead and zinc", True),
        ("refined lead", True),
        ("lead concentrate from Peru", True),
        ("exports of copper, gold and lead", True),
        ("The plant could lead a revival", False),
        ("to lead antimony output", False),
        ("leads the market", False),
        ("Chile leads in copper and leads in lithium", False),
        ("which may lead to shortages", False),
        ("the lead author", False),
        ("lead times lengthen", False),
        ("took the lead in nickel", False),
        ("a lead investor", False),
        ("copper and lead the way", False),
    ],
)
def test_lead_is_a_metal_only_in_company(text: str, has_lead: bool) -> None:
    assert ("lead" in minerals(text)) is has_lead, text


@pytest.mark.parametrize(
    "text",
    [
        "a silver lining, a silver medal, a gold standard and the gold rush",
        "wrinkles to iron out with an iron fist behind the Iron Curtain",
        "a tin roof, tin cans and a tin-roofed shed",
        "nickel-and-dime charges in Silicon Valley",
        "six diamond holes and diamond drilling",
        "Uranium One, Barrick Gold and Atlantic Lithium met.",
        "shares of Ganfeng Lithium rose, as did Southern Copper and Hindustan Zinc",
        "Investors such as Foobar Lithium Ltd and Quux Gold Corp",
        "the iron and steel industry",
        "the Ministry of Coal; director general of coal and minerals",
        "base metals, battery metals, precious metals and critical minerals",
        "platinum jubilee and a platinum card",
        "leading, tinny, golden, ironic, coppery, nickelodeon",
        "the salt flats of the Salar",
        "Chile's goldmine of data",
        "see https://example.org/lithium-boom and www.gold.example",
        "Mercury rising",
        "Clayton Valley and Silver Peak in Nevada",
    ],
)
def test_words_that_mean_no_mineral_are_left_out(text: str) -> None:
    assert minerals(text) == set(), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ewoyaa Lithium Project advances", "lithium"),
        ("work at the Ramu Nickel and Cobalt Project goes on", "nickel cobalt"),
        ("said the International Nickel Study Group", "nickel"),
        ("in the Lithium Triangle", "lithium"),
        ("Lithium Prices Slump as Graphite Demand Slows", "lithium graphite"),
        ("Chinese Lithium exports", "lithium"),
        ("Gold: steady. Silver: up.", "gold silver"),
    ],
)
def test_capitals_alone_make_no_company(text: str, expected: str) -> None:
    assert minerals(text) == set(expected.split()), text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("碳酸锂价格下跌，稀土出口", "lithium rare-earths"),
        ("硅谷的银行", ""),
        ("铁矿石和黄金", "iron gold"),
        (
            "La producción de litio y de tierras raras en el norte de Chile, con cobre",
            "lithium rare-earths copper",
        ),
        (
            "Les mines de cuivre et de terres rares dans le sud, et le minerai de fer",
            "copper rare-earths iron",
        ),
        ("A mina de lítio e de nióbio no estado, com minério de ferro", "lithium niobium iron"),
        ("Добыча лития, никеля и редкоземельных металлов", "lithium nickel rare-earths"),
        ("в Германии добывают уран", "uranium"),
    ],
)
def test_other_languages_are_read(text: str, expected: str) -> None:
    assert minerals(text) == set(expected.split()), text


def test_abbreviation_needs_its_mineral() -> None:
    assert forms("An SOP for staff") == set()
    assert "sulphate-of-potash" in forms("Potash, including SOP")


def test_rule_says_how_the_mineral_was_read() -> None:
    rules = {
        finding.quote: finding.rule for finding in findings("Li2CO3, spodumene, lithium, 2% Cu")
    }

    assert rules == {
        "Li2CO3": "formula",
        "spodumene": "form of lithium",
        "lithium": "name",
        "Cu": "symbol",
    }


def test_editors_mineral_and_alias_are_found() -> None:
    gazetteer = load_gazetteer().with_changes(
        [AliasChange("mineral", "lithium", "white petroleum")],
        minerals=[Mineral("unobtainium", "unobtainium", parent="base-metals")],
    )
    text = "White petroleum beats Unobtainium"

    found = find_minerals(text, [(0, len(text))], gazetteer)

    assert [finding.value for finding in found] == ["lithium", "unobtainium"]


def test_name_switched_off_is_not_found() -> None:
    gazetteer = load_gazetteer().with_changes([AliasChange("mineral", "tin", "tin", False)])

    assert find_minerals("tin and zinc", [(0, 12)], gazetteer)[0].value == "zinc"


words = st.sampled_from(
    ["lithium", "Lead", "lead", "zinc", "and", "Li₂CO₃", "1.2%", "Cu", "Ni-Cu-PGE", "Gold", "Corp",
     "\n", "锂", "литий", "Project", "(ASX:", "İ", "tin", "roof", "g/t", "Au" * 9]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(words).map(" ".join), st.lists(words).map("".join)))
def test_offsets_always_quote_the_text(text: str) -> None:
    for finding in findings(text):
        assert finding.start is not None
        assert text[finding.start : finding.end] == finding.quote != ""
        assert 0 < finding.confidence <= 1
