"""An archive to analyse: random, with every kind of value and with values missing."""

import random

import pytest

from archive import indexing
from tests.factories import make_article, make_country, make_mineral

COUNTRIES = ["cl", "cn", "kr", "ar", "sg"]
MINERALS = ["lithium", "spodumene", "cobalt", "graphite", "nickel", "tin", "zinc", "gold"]
WORDS = ["quota", "strike", "tariff", "anode", "brine", "refinery", "export", "ban"]
DATES = ["", "XXXX-11-06", "2021", "2022-07", "1951-05-03"]


@pytest.fixture
def articles(db):
    """Store and index 150 articles, many of which share their values."""
    choose = random.Random(20261122)
    make_mineral("spodumene", parent=make_mineral("lithium"), kind="form")
    for slug in COUNTRIES:
        make_country(slug, f"Country {slug.upper()}")
    made = [_article(choose) for _ in range(150)]
    indexing.rebuild()
    return made


def _article(choose):
    """Store an article; those on Chile tell of a caldera, those since 2024 of tin."""
    day = choose.choice([_day(choose), _day(choose), choose.choice(DATES)])
    countries = choose.sample(COUNTRIES, choose.randint(0, 3))
    minerals = choose.sample(MINERALS, choose.choice([0, 1, 1, 2, 3]))
    words = choose.sample(WORDS, choose.randint(1, 4))
    if "cl" in countries:
        words.append("caldera")
    if day.startswith("2024"):
        minerals = sorted({*minerals, "tin"})
    return make_article(
        f"Lithium {' '.join(words)}.",
        countries=countries,
        minerals=minerals,
        source=choose.choice(["daryo", "yonhap", "reuters", None]),
        published=day,
    )


def _day(choose):
    month = choose.randint(0, 29)
    return f"{2022 + month // 12}-{month % 12 + 1:02d}-{choose.randint(1, 28):02d}"


@pytest.fixture
def index(db):
    """Return a function that puts every stored article into a fresh index."""
    return indexing.rebuild
