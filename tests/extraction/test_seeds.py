"""The four seeds, byte for byte, against what a careful reader finds in them."""

import tomllib
from pathlib import Path

import pytest

from archive.extraction import extract

FOLDER = Path(__file__).parents[2] / "seeds"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))["seed"]


@pytest.fixture(params=EXPECTED, ids=lambda seed: seed["file"][:3])
def seed(request):
    return request.param


@pytest.fixture
def text(seed):
    return (FOLDER / seed["file"]).read_bytes().decode("utf-8")


def test_every_seed_has_an_expectation():
    files = {path.name for path in FOLDER.glob("*.txt")}

    assert files == {seed["file"] for seed in EXPECTED}


@pytest.mark.parametrize(
    "field", ["title", "source", "origin", "date", "date_precision", "language"]
)
def test_seed_value_is_as_expected(seed, text, field):
    assert getattr(extract(text), field) == seed[field]


def test_seed_countries_are_as_expected(seed, text):
    assert sorted(tag.slug.upper() for tag in extract(text).countries) == seed["countries"]


def test_seed_minerals_are_as_expected(seed, text):
    found = {tag.name.lower() for tag in extract(text).minerals}

    assert set(seed["minerals"]) <= found
    assert found <= {*seed["minerals"], *seed["minerals_optional"]}


def test_seed_body_is_the_article_alone(seed, text):
    body = extract(text).body(text)

    assert body.startswith(seed["body_starts"])
    assert body.endswith(seed["body_ends"])
