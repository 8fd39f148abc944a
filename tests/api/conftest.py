"""A small archive, and tokens to ask it with."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from archive.api import keep_secret, new_secret
from archive.models import ApiToken, Evidence
from tests.factories import make_article, make_company, make_country, make_mineral, make_source


@pytest.fixture
def three(index):
    """Return three articles: one with everything, one without its year, one with nothing."""
    make_country("cl", "Chile")
    make_country("kr", "South Korea")
    make_source("daryo", "Daryo")
    make_company("sqm", "SQM")
    make_mineral("spodumene", parent=make_mineral("lithium"), kind="form")
    text = "Menu | Lithium carbonate from brine in Chile."
    brine = make_article(
        text,
        title="Brine pays",
        body_ranges=[[7, len(text)]],
        countries=["cl"],
        minerals=["lithium"],
        companies=["sqm"],
        source="daryo",
        published="2024-01-16",
        language="en",
        url="https://daryo.example/brine",
    )
    start = text.index("Chile")
    Evidence.objects.create(
        article=brine,
        field="country",
        value="cl",
        start=start,
        end=start + 5,
        rule="name",
        confidence=0.99,
    )
    Evidence.objects.create(article=brine, field="date", value="2024-01-16", rule="metadata")
    Evidence.objects.create(
        article=brine, field="country", value="kr", rule="name", verdict="rejected"
    )
    articles = [
        brine,
        make_article(
            "Graphite for lithium batteries.",
            title="Anodes",
            countries=["kr"],
            minerals=["graphite"],
            published="XXXX-11-06",
        ),
        make_article("Nickel ore only.", title="", published="2023-05", review="reviewed"),
    ]
    index()
    return articles


@pytest.fixture
def person(db):
    """Return somebody who may add articles."""
    user = get_user_model().objects.create_user("importer")
    user.user_permissions.add(Permission.objects.get(codename="add_article"))
    return user


@pytest.fixture
def token(person):
    """Return the headers of a program that may add articles."""
    return bearer(person)


def bearer(user, name="importer"):
    """Return the headers of a program that acts as a person."""
    secret = new_secret()
    keep_secret(ApiToken(name=name, user=user), secret)
    return {"Authorization": f"Bearer {secret}"}
