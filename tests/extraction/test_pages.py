"""Whole pages in the layouts of many outlets, from menu to footer."""

import tomllib
from pathlib import Path

import pytest

from archive.extraction import extract

FILE = Path(__file__).parent / "pages.toml"
PAGES = tomllib.loads(FILE.read_text(encoding="utf-8"))["page"]


@pytest.fixture(params=PAGES, ids=lambda page: page["name"])
def page(request):
    return request.param


@pytest.mark.parametrize("field", ["title", "source", "date"])
def test_page_value_is_found(page, field):
    assert getattr(extract(page["text"]), field).lower() == page[field].lower()


def test_page_body_is_the_article(page):
    body = extract(page["text"]).body(page["text"])

    assert all(words in body for words in page["has"])
    assert not any(words in body for words in page["lacks"])
