"""Boxes that choose other rows: each has a name, and none reaches beyond the row at hand."""

import re

import pytest

from archive.models import Company, Mineral, Source
from tests.factories import make_article

from .test_taxonomy import url


def tags(page, name):
    return re.findall(rf"<{name}\b[^>]*>", page)


@pytest.fixture
def page(desk):
    article = make_article(
        countries=["cl"], minerals=["tin"], companies=["glencore"], source="reuters"
    )
    return desk.get(url("article_change", article.pk)).content.decode()


def boxes(page):
    """Return the visible boxes that stand in tables, as they are written."""
    rows = [tag for name in ("input", "select") for tag in tags(page, name) if "_links-" in tag]
    return [tag for tag in rows if 'type="hidden"' not in tag]


def test_every_box_of_a_row_has_a_name_of_its_own(page):
    names = [re.search(r'aria-label="([^"]+)"', tag) for tag in boxes(page)]

    assert len(names) > 12
    assert all(names)
    assert {"Country: Chile", "Weight: Chile", "Delete: tin", "Company: Glencore"} <= {
        name[1] for name in names
    }


def test_rows_to_fill_in_are_named_as_new(page):
    empty = [tag for tag in boxes(page) if "__prefix__" in tag]

    assert len(empty) >= 6
    assert all(": new row" in tag for tag in empty)


@pytest.mark.parametrize(
    ("model", "slug"), [(Source, "reuters"), (Mineral, "lithium"), (Company, "glencore")]
)
def test_aliases_have_names_too(desk, model, slug):
    row = model.objects.get(slug=slug)

    page = desk.get(url(f"{model._meta.model_name}_change", row.pk)).content.decode()

    aliases = [tag for tag in tags(page, "input") if re.search(r'name="aliases-\w+-text"', tag)]
    assert aliases
    assert all("aria-label=" in tag for tag in aliases)


def test_chosen_rows_can_be_added_and_seen_but_not_deleted_or_changed_from_here(page):
    assert 'id="add_id_source"' in page
    assert 'id="view_id_source"' in page
    assert "delete-related" not in page
    assert "change-related" not in page


def test_values_and_rows_stand_before_the_evidence_and_the_text_comes_last(page):
    places = [
        page.index(mark)
        for mark in ('name="title"', 'id="country_links-group"', 'id="company_links-group"',
                     "field-evidence_found", 'name="_save"', "field-clipping")
    ]  # fmt: skip

    assert places == sorted(places)
    assert page.count("field-clipping") == 1


def test_address_has_a_wide_box(page):
    (box,) = [tag for tag in tags(page, "input") if 'name="url"' in tag]

    assert "vLargeTextField" in box


def test_deleting_a_source_still_works_on_its_own_page(desk):
    source = Source.objects.create(slug="own", name="Own Paper")

    desk.post(url("source_delete", source.pk), {"post": "yes"})

    assert not Source.objects.filter(pk=source.pk).exists()
