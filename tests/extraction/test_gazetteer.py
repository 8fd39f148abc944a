"""The gazetteer: its files are whole, its tree is sound, editors' changes make a new one."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from archive.extraction._company_names import CompanyNames
from archive.extraction._company_rows import CompanyKind, ProjectKind
from archive.extraction._countries import country_matcher
from archive.extraction._findings import Finding
from archive.extraction._gazetteer import AliasChange, Mineral, Outlet
from archive.extraction._gazetteer_files import (
    DIRECTORY,
    GazetteerError,
    load_gazetteer,
    read_gazetteer,
)
from archive.extraction._minerals import mineral_matcher
from archive.extraction._weights import weigh

GAZETTEER = load_gazetteer()
# Places that news names for nothing but their mine, and companies that a town is named after.
TOWNS_OF_A_MINE = {
    "Balama", "Bayan Obo", "Bear Lodge", "Chaerhan", "Chuquicamata", "Cinovec", "Cínovec", "KABIL",
    "Imouraren", "Man Maw",
    "Kemerton", "Koniambo", "Makuutu", "Outokumpu", "Steenkampskraal", "Tomtor", "Weda Bay",
}  # fmt: skip
FILES = [
    "companies.toml",
    "countries.toml",
    "minerals.toml",
    "outlets.toml",
    "phrases.toml",
    "places.toml",
    "projects.toml",
    "senses.toml",
    "translations.toml",
]


def test_every_country_of_iso_3166_is_there() -> None:
    assert len(GAZETTEER.countries) == 249 + 1  # all of ISO 3166, and Kosovo
    assert GAZETTEER.countries["kr"].name == "South Korea"
    assert GAZETTEER.countries["cd"].name == "DR Congo"
    assert GAZETTEER.countries["us"].name == "United States"
    assert all(country.region and len(slug) == 2 for slug, country in GAZETTEER.countries.items())


@pytest.mark.parametrize(
    ("slug", "region"),
    [
        ("cl", "Latin America and the Caribbean"),
        ("cd", "Sub-Saharan Africa"),
        ("kz", "Central Asia"),
        ("cn", "Eastern Asia"),
        ("rs", "Southern Europe"),
        ("au", "Australia and New Zealand"),
    ],
)
def test_regions_are_those_of_un_m49(slug: str, region: str) -> None:
    assert GAZETTEER.countries[slug].region == region


def test_names_of_rows_are_unique() -> None:
    for rows in (GAZETTEER.countries, GAZETTEER.minerals, GAZETTEER.outlets):
        names = [row.name for row in rows.values()]
        assert sorted(set(names)) == sorted(names)


def test_minerals_form_a_tree_of_three_levels() -> None:
    for mineral in GAZETTEER.minerals.values():
        parent = GAZETTEER.minerals.get(mineral.parent)
        if mineral.kind == "group":
            assert parent is None
        elif mineral.kind == "mineral":
            assert parent is not None
            assert parent.kind == "group"
        else:
            assert parent is not None
            assert parent.kind in ("group", "mineral")


def test_there_are_enough_minerals_and_places() -> None:
    assert sum(mineral.kind == "mineral" for mineral in GAZETTEER.minerals.values()) >= 90
    assert len(GAZETTEER.places) >= 1500


def test_critical_lists_have_their_published_length() -> None:
    leaves = [m for m in GAZETTEER.minerals.values() if m.kind != "group"]

    assert sum(m.usgs_critical for m in leaves) == 60
    assert GAZETTEER.minerals["metallurgical-coal"].usgs_critical
    assert not GAZETTEER.minerals["coal"].usgs_critical
    assert GAZETTEER.minerals["silicon-metal"].eu_strategic
    assert {m.slug for m in leaves if m.iea_focus} >= {"copper", "lithium", "nickel", "cobalt"}


def test_strategic_minerals_are_critical_too() -> None:
    assert all(m.eu_critical for m in GAZETTEER.minerals.values() if m.eu_strategic)


def test_translations_name_known_rows() -> None:
    for name in GAZETTEER.translations:
        known = GAZETTEER.countries if name.kind == "country" else GAZETTEER.minerals
        assert name.slug in known, name


def test_misleading_phrases_contain_a_name() -> None:
    bare = replace(GAZETTEER, phrases=(), outlets={})
    matchers = {
        "country": country_matcher(bare),
        "mineral": mineral_matcher(bare),
        "company": CompanyNames(bare).matcher,
    }
    idle = [
        phrase.text
        for phrase in GAZETTEER.phrases
        if not any(
            matchers[phrase.kind].scan(text, [(0, len(text))], lambda *_: True)
            for text in (phrase.text, phrase.text.title(), phrase.text.capitalize())
        )
    ]

    assert idle == []


def test_weak_places_are_places() -> None:
    assert GAZETTEER.senses["weak_places"] <= {place.name for place in GAZETTEER.places}


def test_there_are_enough_companies_and_projects() -> None:
    assert len(GAZETTEER.companies) >= 250
    assert len(GAZETTEER.projects) >= 120


def test_every_kind_of_company_is_there() -> None:
    kinds = Counter(company.kind for company in GAZETTEER.companies.values())

    assert {"miner", "refiner", "battery", "magnets", "chips", "trader"} <= kinds.keys()
    assert set(kinds) <= set(get_args(CompanyKind))
    assert {project.kind for project in GAZETTEER.projects.values()} <= set(get_args(ProjectKind))


def test_names_of_companies_and_projects_belong_to_one_row() -> None:
    rows = (*GAZETTEER.companies.values(), *GAZETTEER.projects.values())
    names = Counter(name for row in rows for name in (row.name, *row.aliases))

    assert [name for name, count in names.items() if count > 1] == []
    assert not GAZETTEER.companies.keys() & GAZETTEER.projects.keys()


def test_tickers_belong_to_one_company_and_name_an_exchange() -> None:
    names = CompanyNames(GAZETTEER)
    for company in GAZETTEER.companies.values():
        for ticker in company.tickers:
            spaced = ticker.replace(":", ": ")
            assert [slug for *_, slug in names.tickers(spaced, 0, len(spaced))] == [company.slug]


def test_commodities_and_owners_are_known() -> None:
    for row in (*GAZETTEER.companies.values(), *GAZETTEER.projects.values()):
        assert set(row.commodities) <= GAZETTEER.minerals.keys(), row.slug
        assert row.country in {"", *GAZETTEER.countries}, row.slug
    assert {each.owner for each in GAZETTEER.projects.values()} <= {"", *GAZETTEER.companies}


def test_everyday_words_are_weak_names() -> None:
    rows = (*GAZETTEER.companies.values(), *GAZETTEER.projects.values())
    sure = {name for row in rows for name in (row.name, *row.aliases) if name not in row.weak}
    others = {place.name for place in GAZETTEER.places if place.kind in ("city", "capital", "port")}
    others |= {country.name for country in GAZETTEER.countries.values()}

    assert sure & others <= TOWNS_OF_A_MINE
    assert sorted(name for name in sure if name.isascii() and len(name) < 3) == []


def test_alias_of_an_editor_is_added_and_taken_away() -> None:
    added = GAZETTEER.with_changes([AliasChange("country", "cl", "Chilistan")])
    removed = added.with_changes([AliasChange("country", "cl", "Chilistan", is_active=False)])

    assert "Chilistan" in added.countries["cl"].aliases
    assert "Chilistan" not in removed.countries["cl"].aliases
    assert "Chilistan" not in GAZETTEER.countries["cl"].aliases


def test_changes_of_unknown_rows_are_left_out() -> None:
    assert (
        GAZETTEER.with_changes([AliasChange("mineral", "gone", "x")]).minerals.get("gone") is None
    )


def test_rows_of_an_editor_are_added() -> None:
    changed = GAZETTEER.with_changes(
        [AliasChange("source", "my-paper", "The Paper")],
        minerals=[Mineral("unobtainium", "unobtainium", parent="base-metals")],
        outlets=[Outlet("my-paper", "My Paper")],
    )

    assert changed.minerals["unobtainium"].parent == "base-metals"
    assert changed.outlets["my-paper"].aliases == ("The Paper",)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(DIRECTORY, tmp_path / "gazetteers")
    return tmp_path / "gazetteers"


@pytest.mark.parametrize("name", FILES)
def test_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()

    with pytest.raises(GazetteerError, match=name):
        read_gazetteer(copied)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("countries.toml", "[[country]\n"),
        ("countries.toml", '[[country]]\nslug = "cl"\n'),
        ("countries.toml", "country = 3\n"),
        ("countries.toml", '[[country]]\nslug="a"\nname="A"\nregion="R"\n' * 2),
        ("places.toml", '[atlantis]\ncity = ["Poseidonis"]\n'),
        ("translations.toml", "es = 3\n"),
        ("phrases.toml", "country = 3\n"),
        ("senses.toml", "lead_after = 3\n"),
        ("companies.toml", '[[company]]\nslug="a"\nname="A"\nkind="miner"\ncountry="atlantis"\n'),
        ("companies.toml", '[[company]]\nslug="a"\nname="A"\nkind="miner"\nweak=["B"]\n'),
        ("companies.toml", '[[company]]\nslug="a"\nname="A"\nkind="miner"\ncommodities=["x"]\n'),
        ("companies.toml", '[[company]]\nslug="a"\nname="A"\n'),
        ("projects.toml", '[[project]]\nslug="a"\nname="A"\nkind="mine"\nowner="nobody"\n'),
        ("projects.toml", '[[project]]\nslug="bhp"\nname="A"\nkind="mine"\n'),
        ("minerals.toml", '[[mineral]]\nslug = "x"\nname = "x"\nkind = "mineral"\n'),
        ("minerals.toml", '[[mineral]]\nslug="x"\nname="x"\nkind="group"\nlists=["nato"]\n'),
    ],
)
def test_malformed_file_is_named(copied: Path, name: str, content: str) -> None:
    (copied / name).write_text(content, encoding="utf-8")

    with pytest.raises(GazetteerError, match=name):
        read_gazetteer(copied)


def finding(value: str, start: int) -> Finding:
    return Finding("country", value, start, start + 5, "quote", "name", 1.0)


def test_headline_and_spread_outweigh_a_passing_mention() -> None:
    title, body = (0, 50), (52, 4000)
    found = [finding("cl", 5), *(finding("cl", start) for start in (60, 1200, 2500, 3900))]

    weights = weigh([*found, finding("cn", 3000)], title, [title, body])

    assert weights["cl"] > 0.8
    assert weights["cn"] < 0.3


def test_weights_lie_between_0_and_1_without_title_or_body() -> None:
    assert weigh([], None, []) == {}
    assert 0 < weigh([finding("cl", 0)], None, [])["cl"] <= 1
