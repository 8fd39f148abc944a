"""The taxonomy: the gazetteers become rows once, and editors' changes outlive every loading."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.extraction import load_gazetteer
from archive.ingest import current_gazetteer, load_taxonomy
from archive.models import (
    Company,
    CompanyAlias,
    Country,
    CountryAlias,
    Mineral,
    MineralAlias,
    MineralKind,
    Source,
    SourceAlias,
    SourceDomain,
    SourceKind,
)

pytestmark = [pytest.mark.usefixtures("archive")]


def test_every_entry_of_the_gazetteer_becomes_a_row():
    gazetteer = load_gazetteer()

    assert Country.objects.count() == len(gazetteer.countries) >= 249
    assert Mineral.objects.count() == len(gazetteer.minerals) >= 80
    assert Source.objects.count() == len(gazetteer.outlets)
    assert SourceDomain.objects.exists()


def test_minerals_form_a_tree():
    orphans = Mineral.objects.exclude(kind=MineralKind.GROUP).filter(parent=None)

    assert not orphans.exists()
    assert Mineral.objects.get(slug="lithium").children.exists()


def test_second_loading_writes_nothing_and_asks_little():
    with CaptureQueriesContext(connection) as asked:
        assert load_taxonomy().is_empty

    assert not [row for row in asked if row["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(asked) < 40


def test_switched_off_alias_stays_off():
    alias = CountryAlias.objects.filter(is_builtin=True).first()
    CountryAlias.objects.filter(pk=alias.pk).update(is_active=False)

    load_taxonomy()

    alias.refresh_from_db()
    assert not alias.is_active


def test_names_and_places_in_the_tree_stay_as_an_editor_left_them():
    Country.objects.filter(slug="ci").update(name="Ivory Coast (edited)")
    lithium = Mineral.objects.get(slug="lithium")
    other = Mineral.objects.filter(kind=MineralKind.GROUP).exclude(pk=lithium.parent_id).first()
    Mineral.objects.filter(pk=lithium.pk).update(parent=other)

    load_taxonomy()

    lithium.refresh_from_db()
    assert Country.objects.get(slug="ci").name == "Ivory Coast (edited)"
    assert lithium.parent == other


def test_facts_follow_the_gazetteer():
    Mineral.objects.filter(slug="lithium").update(symbol="", usgs_critical=False)

    load_taxonomy()

    lithium = Mineral.objects.get(slug="lithium")
    assert (lithium.symbol, lithium.usgs_critical) == ("Li", True)


def test_missing_rows_and_aliases_come_back():
    Source.objects.all().delete()
    Company.objects.filter(country__slug="cl").update(country=None)
    Country.objects.filter(slug="cl").delete()

    report = load_taxonomy()

    assert report.countries == 1
    assert report.aliases >= 1
    assert CountryAlias.objects.filter(country__slug="cl", is_builtin=True).exists()


def test_alias_that_the_gazetteer_gave_up_is_dropped_unless_an_editor_made_it():
    chile = Country.objects.get(slug="cl")
    CountryAlias.objects.create(country=chile, text="Chylie", is_builtin=True)
    CountryAlias.objects.create(country=chile, text="Chilli")

    assert load_taxonomy().dropped == 1
    assert CountryAlias.objects.filter(text="Chilli").exists()
    assert not CountryAlias.objects.filter(text="Chylie").exists()


def test_source_met_before_is_taken_over_by_name():
    name = next(iter(load_gazetteer().outlets.values())).name
    Source.objects.filter(name=name).delete()
    met = Source.objects.create(slug="met-before", name=name)

    load_taxonomy()

    met.refresh_from_db()
    assert Source.objects.filter(name=name).count() == 1
    assert met.kind != SourceKind.UNKNOWN


def test_name_that_an_editor_took_does_not_stop_the_loading():
    Mineral.objects.get(slug="spodumene").delete()
    lithium = Mineral.objects.get(slug="lithium")
    Mineral.objects.create(slug="mine", name="spodumene", kind=MineralKind.FORM, parent=lithium)

    load_taxonomy()

    assert Mineral.objects.filter(slug="spodumene").exists()


def test_gazetteer_without_changes_is_the_built_in_one():
    gazetteer = current_gazetteer()

    assert gazetteer.countries == load_gazetteer().countries
    assert gazetteer.minerals == load_gazetteer().minerals
    assert gazetteer.outlets == load_gazetteer().outlets


def test_gazetteer_is_kept_until_a_row_changes():
    first = current_gazetteer()
    assert current_gazetteer() is first

    SourceAlias.objects.create(source=Source.objects.first(), text="The Very Own Alias")

    assert current_gazetteer() is not first


def test_gazetteer_knows_what_editors_made():
    lithium = Mineral.objects.get(slug="lithium")
    Mineral.objects.create(slug="foil", name="lithium foil", kind="form", parent=lithium)
    own = Source.objects.create(slug="own", name="Own Paper")
    SourceDomain.objects.create(source=own, domain="own.example")
    SourceAlias.objects.create(source=own, text="OP Online")
    MineralAlias.objects.create(mineral=lithium, text="white gold of the Andes")

    gazetteer = current_gazetteer()

    assert gazetteer.minerals["foil"].parent == "lithium"
    assert gazetteer.outlets["own"].domains == ("own.example",)
    assert "OP Online" in gazetteer.outlets["own"].aliases
    assert "white gold of the Andes" in gazetteer.minerals["lithium"].aliases


def test_renamed_source_goes_by_both_names():
    entry = next(iter(load_gazetteer().outlets.values()))
    Source.objects.filter(slug=entry.slug).update(name="Renamed Press")

    outlet = current_gazetteer().outlets[entry.slug]

    assert outlet.name == "Renamed Press"
    assert entry.name in outlet.aliases


def test_switched_off_alias_leaves_the_gazetteer():
    alias = CountryAlias.objects.filter(is_builtin=True).select_related("country").first()
    CountryAlias.objects.filter(pk=alias.pk).update(is_active=False)

    country = current_gazetteer().countries[alias.country.slug]

    assert alias.text not in country.aliases


def test_companies_and_projects_are_loaded_with_what_they_stand_for():
    greenbushes = Company.objects.get(slug="greenbushes")

    assert Company.objects.count() == len(load_gazetteer().companies) + len(
        load_gazetteer().projects
    )
    assert greenbushes.is_project
    assert (greenbushes.country.slug, greenbushes.owner.slug) == ("au", "talison-lithium")
    assert "lithium" in greenbushes.commodities.values_list("slug", flat=True)
    assert CompanyAlias.objects.filter(company__slug="bhp", text="BHP Group").exists()


def test_facts_of_companies_follow_the_gazetteer_and_their_names_do_not():
    glencore = Company.objects.get(slug="glencore")
    glencore.commodities.set([Mineral.objects.get(slug="talc")])
    Company.objects.filter(slug="glencore").update(kind="chips", country=None, name="Glencore AG")

    load_taxonomy()

    glencore.refresh_from_db()
    assert (glencore.kind, glencore.country.slug, glencore.name) == ("trader", "ch", "Glencore AG")
    assert "talc" not in glencore.commodities.values_list("slug", flat=True)
    assert glencore.commodities.filter(slug="copper").exists()


def test_companies_are_not_loaded_twice():
    assert load_taxonomy().is_empty


def test_commodities_of_an_editors_company_stay():
    own = Company.objects.create(slug="own", name="Own Mining", kind="miner")
    own.commodities.set([Mineral.objects.get(slug="talc")])

    load_taxonomy()

    assert own.commodities.count() == 1


def test_gazetteer_without_changes_has_the_built_in_companies():
    gazetteer = current_gazetteer()

    assert gazetteer.companies == load_gazetteer().companies
    assert gazetteer.projects == load_gazetteer().projects


def test_gazetteer_knows_companies_and_projects_of_editors():
    own = Company.objects.create(
        slug="own", name="Own Mining", kind="miner", country=Country.objects.get(slug="cl")
    )
    pit = Company.objects.create(slug="own-pit", name="Own Pit", kind="mine", owner=own)
    pit.commodities.set([Mineral.objects.get(slug="talc")])
    CompanyAlias.objects.create(company=own, text="OM Chile")
    Company.objects.filter(slug="glencore").update(name="Glencore AG")

    gazetteer = current_gazetteer()

    assert gazetteer.companies["own"].country == "cl"
    assert gazetteer.companies["own"].aliases == ("OM Chile",)
    assert gazetteer.projects["own-pit"].owner == "own"
    assert gazetteer.projects["own-pit"].commodities == ("talc",)
    assert {"Glencore", "Glencore plc"} <= set(gazetteer.companies["glencore"].aliases)
