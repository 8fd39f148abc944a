"""Journeys through the analysis of a search."""

import re

from playwright.sync_api import expect

from tests.browser.test_accessibility import violations

PAGES = {
    "over time": "/analysis/?by=country",
    "matrix": "/analysis/matrix/?q=exports",
    "map": "/analysis/map/",
    "sources": "/analysis/sources/",
    "pairs": "/analysis/pairs/",
    "telling words": "/analysis/terms/?mineral=lithium",
    "surges": "/analysis/surges/?after=2024-07&before=2024-12",
    "coverage": "/analysis/coverage/",
    "nothing": "/analysis/?q=zzz",
    "form": "/analysis/compare/?mineral=lithium",
    "comparison": "/analysis/compare/?mineral=lithium&with_mineral=graphite",
    "bad comparison": "/analysis/compare/?with_after=soon",
}


def test_axe_finds_nothing_on_any_analysis(open_page):
    page = open_page("/analysis/", reduced_motion="reduce")  # colours change at once

    found = {}
    for name, address in PAGES.items():
        page.goto(address)
        for summary in page.locator(".twin summary").all():
            summary.click()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[name, scheme] = violations(page)

    assert {where: what for where, what in found.items() if what} == {}
    assert len(found) == 2 * len(PAGES)
    assert page.faults == []


def test_analyst_follows_a_cell_of_the_matrix_to_its_articles(open_page):
    page = open_page("/?q=exports", java_script_enabled=False)
    page.get_by_role("link", name="Analyse").click()
    expect(page.get_by_role("heading", name="Articles over time")).to_be_visible()

    page.get_by_role("link", name="Minerals × countries").click()
    cell = page.get_by_role("row", name=re.compile("graphite")).get_by_role("link").nth(2)
    number = cell.inner_text()
    cell.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number} article")
    expect(page.locator(".chip")).to_have_count(2)
    expect(page.get_by_label("Search the archive")).to_have_value("exports")


def test_a_part_of_a_column_leads_to_its_articles(open_page):
    page = open_page("/analysis/?mineral=graphite")
    part = page.locator(".columns a").first
    period, number = re.fullmatch(r"(.+), .+: (\d+)", part.locator("title").text_content()).groups()

    part.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{number} article")
    expect(page.locator(".chips")).to_contain_text(period)


def test_a_country_on_the_map_leads_to_its_articles(open_page):
    page = open_page("/analysis/map/?mineral=lithium")
    land = page.locator(".world a", has=page.get_by_text("China")).locator("use")
    assert land.bounding_box()["width"] > 50  # drawn, from a file of its own

    land.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("articles for country China")
    assert page.faults == []


def test_two_searches_are_set_side_by_side(open_page):
    page = open_page("/analysis/compare/?mineral=lithium")

    page.get_by_role("search", name="The other search").get_by_role("searchbox").fill("graphite")
    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_role("heading", name="How much is the same")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^First search"))).to_contain_text("13")
    expect(page.get_by_role("row", name=re.compile("^Second search"))).to_contain_text("12")
    expect(page.get_by_role("searchbox", name="Words")).to_have_value("graphite")


def test_charts_add_few_tab_stops_and_have_a_table(open_page):
    page = open_page("/analysis/")
    stops = "[...document.querySelectorAll('main a, main summary, main [tabindex=\"0\"]')]"
    visible = "filter(e => e.tabIndex >= 0 && e.checkVisibility())"

    assert page.evaluate(f"{stops}.{visible}.length") < 30

    page.get_by_text("The numbers as a table").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Articles over time")).to_be_visible()


def test_pages_do_not_scroll_sideways_on_a_small_phone(open_page):
    page = open_page("/analysis/", viewport={"width": 320, "height": 640})

    for name in ("over time", "matrix", "map", "coverage", "comparison"):
        page.goto(PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        expect(page.locator(".grid-scroll").first).to_be_visible()
