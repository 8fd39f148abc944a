"""Names in questions become slugs of the index."""

import pytest

from archive.indexing import names_near, slug_of, subjects_named
from archive.models import CompanyAlias, CountryAlias
from tests.factories import make_company, make_country, make_mineral, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows():
    """Store one row of each kind, and aliases."""
    coast = make_country("ci", "Côte d’Ivoire")
    CountryAlias.objects.create(country=coast, text="Ivorian")
    CountryAlias.objects.create(country=coast, text="Ivory", is_active=False)
    make_mineral("rare-earths", name="rare earths")
    make_source("daryo", "Daryo")
    CompanyAlias.objects.create(company=make_company("glencore", "Glencore"), text="Glencore plc")
    make_company("tia-maria", "Tía María", kind="mine")


@pytest.mark.parametrize(
    ("facet", "name", "slug"),
    [
        ("country", "CI", "ci"),
        ("country", "Côte d’Ivoire", "ci"),
        ("country", "cote divoire", "ci"),
        ("country", "ivorian", "ci"),
        ("country", "Ivory", None),
        ("country", "Atlantis", None),
        ("country", "", None),
        ("mineral", "Rare Earths", "rare-earths"),
        ("source", "DARYO", "daryo"),
        ("company", "GLENCORE PLC", "glencore"),
        ("company", "tia maria", "tia-maria"),
        ("company", "Acme", None),
        ("origin", "daryo", "daryo"),
        ("language", "en", "en"),
        ("language", "English", "en"),
        ("language", "deutsch", "de"),
        ("language", "français", "fr"),
        ("language", "Chinese", "zh"),
        ("language", "zh-Hans", "zh"),
        ("language", "Elvish", None),
        ("language", "", None),
        ("review", "reviewed", None),
    ],
)
def test_slug_of_reads_names_aliases_and_slugs(facet, name, slug):
    assert slug_of(facet, name) == slug


@pytest.mark.parametrize(
    ("facet", "name", "slugs"),
    [
        ("country", "cote-d-ivore", ("ci",)),
        ("country", "Ivoryan", ("ci",)),
        ("mineral", "rare earth", ("rare-earths",)),
        ("source", "dario", ("daryo",)),
        ("language", "englsh", ("en",)),
        ("country", "zz", ()),
        ("country", "", ()),
        ("has", "date", ()),
    ],
)
def test_names_near_find_the_slip(facet, name, slugs):
    assert names_near(facet, name)[:1] == slugs


def test_subjects_are_the_countries_and_minerals_among_names():
    names = (
        "Cote d'Ivoire",
        "Côte d’Ivoire",
        "IVORIAN",
        "rare earths",
        "Glencore",
        "export",
        "Ivory",
    )

    assert subjects_named(names) == {
        "Cote d'Ivoire": ("country", "ci"),
        "Côte d’Ivoire": ("country", "ci"),
        "IVORIAN": ("country", "ci"),
        "rare earths": ("mineral", "rare-earths"),
    }
    assert subjects_named(()) == {}


def test_subjects_follow_a_change_of_names():
    assert not subjects_named(("Elfenbeinküste",))

    CountryAlias.objects.create(country=make_country("ci"), text="Elfenbeinküste")

    assert subjects_named(("Elfenbeinküste",)) == {"Elfenbeinküste": ("country", "ci")}
