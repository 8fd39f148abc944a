"""Names in questions become slugs of the index."""

import pytest

from archive.indexing import slug_of
from archive.models import CountryAlias
from tests.factories import make_country, make_mineral, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows():
    """Store one row of each kind, and aliases."""
    coast = make_country("ci", "Côte d’Ivoire")
    CountryAlias.objects.create(country=coast, text="Ivorian")
    CountryAlias.objects.create(country=coast, text="Ivory", is_active=False)
    make_mineral("rare-earths", name="rare earths")
    make_source("daryo", "Daryo")


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
        ("origin", "daryo", "daryo"),
        ("language", "en", None),
    ],
)
def test_slug_of_reads_names_aliases_and_slugs(facet, name, slug):
    assert slug_of(facet, name) == slug
