"""Two searches side by side in the browser."""

import re

from archive.search import SearchQuery, get_engine
from tests.web.analysis.test_pages import rows_of
from tests.web.test_search_page import text_of


def total(**parts):
    return len(get_engine().matching_ids(SearchQuery(**parts)))


def test_without_a_second_search_there_is_a_form(client, articles):
    page = client.get("/analysis/compare/?q=lithium&country=cl")

    content = page.content.decode()
    assert page.status_code == 200
    assert '<input type="hidden" name="country" value="cl">' in content
    assert "Or compare with: the whole archive" in text_of(page)
    assert 'href="/analysis/compare/?q=lithium&amp;country=cl&amp;with_q="' in content


def test_both_searches_are_counted_with_what_they_share(client, articles):
    page = text_of(client.get("/analysis/compare/?q=lithium&country=cl&with_q=caldera+OR+tin"))

    one, two = total(text="lithium", filters=(("country", "cl"),)), total(text="caldera OR tin")
    both = total(text="lithium (caldera OR tin)", filters=(("country", "cl"),))
    for words in (f"First search {one}", f"Second search {two}", f"In both {both}"):
        assert words in page
    assert f"Only in the first {one - both}" in page


def test_second_search_has_every_parameter_of_the_first(client, articles):
    address = "/analysis/compare/?country=cl&with_country=cn&with_not_mineral=tin&with_after=2023"

    page = client.get(address)

    expected = total(filters=(("country", "cn"),), excluded=(("mineral", "tin"),), after="2023")
    content = page.content.decode()
    assert f"Second search {expected}" in text_of(page)
    assert '<input type="hidden" name="with_country" value="cn">' in content
    assert re.search(r'name="with_after" type="text" value="2023"', content)


def test_numbers_lead_to_their_side(client, articles):
    tables = client.get("/analysis/compare/?country=cl&with_country=cn").context["page"].parts
    minerals = next(part for part in tables if part.grid.name == "mineral").grid

    for row in minerals.rows[:3]:
        first, second = row.cells[0], row.cells[2]
        for cell, country in ((first, "cl"), (second, "cn")):
            if cell.href:
                assert f"country={country}" in cell.href
                words = text_of(client.get(cell.href))
                assert re.search(rf"\b{cell.text} articles?\b", words)


def test_files_hold_one_table_each(client, articles):
    rows = rows_of(client.get("/analysis/compare/csv/?country=cl&with_country=cn&table=country"))

    assert rows[0][:3] == ["Country", "First", "First %"]
    assert {row[0] for row in rows[1:]} >= {"Country CL", "Country CN"}
    assert client.get("/analysis/compare/csv/?with_q=tin&table=weather").status_code == 404
    assert client.get("/analysis/compare/csv/?table=country").status_code == 404


def test_a_second_search_that_cannot_be_read_is_refused_at_its_form(client, articles):
    page = client.get("/analysis/compare/?q=lithium&with_q=tin&with_after=soon")

    assert page.status_code == 400
    assert "“soon” is not a date." in text_of(page)
    assert 'value="soon"' in page.content.decode()
    assert "How much is the same" not in text_of(page)


def test_comparing_with_nothing_or_with_itself_works(client, articles):
    for other in ("q=nowhere", "country=cl"):
        second = "&".join(f"with_{pair}" for pair in other.split("&"))
        page = client.get(f"/analysis/compare/?country=cl&{second}")

        assert page.status_code == 200
        assert "How much is the same" in text_of(page)
