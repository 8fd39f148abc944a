"""Taking results away: the export menu, the citation, and what the policy thinks of the head."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import violations


def test_a_reader_downloads_exactly_the_search(open_page, tmp_path):
    page = open_page("/?q=lithium&country=cl&sort=oldest")
    count = page.locator("#results-heading").inner_text().split()[0]

    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()

    download = waiting.value
    assert download.suggested_filename.startswith("lode-lithium-country-chile-")
    file = tmp_path / "download.csv"
    download.save_as(file)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    assert lines[2] == f"# Articles,{count}"
    assert len(lines) == 6 + int(count)
    assert page.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_works_by_keyboard_with_and_without_scripts(open_page, scripts):
    page = open_page("/?q=lithium", java_script_enabled=scripts)

    page.locator(".export-menu summary").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="Feed of new articles")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="CSV")).to_be_focused()


def test_the_menu_closes_by_escape_and_by_a_click_elsewhere(open_page):
    page = open_page("/?q=lithium")
    menu, feed = page.locator(".export-menu summary"), page.get_by_role("link", name="Feed of new")

    menu.click()
    page.keyboard.press("Escape")
    expect(feed).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    expect(feed).to_be_visible()
    page.get_by_role("heading", level=1).click()

    expect(feed).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
def test_axe_finds_nothing_in_the_open_menu_and_it_stays_on_the_page(open_page, scheme, width):
    page = open_page("/?q=lithium", color_scheme=scheme, viewport={"width": width, "height": 800})

    page.get_by_text("Export", exact=True).click()

    assert violations(page) == []
    panel = page.locator(".menu-panel").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= width


def test_the_article_can_be_cited_and_its_data_breaks_no_policy(open_page):
    page = open_page("/?q=lithium")
    page.locator(".hit-title a").first.click()

    page.get_by_text("Cite", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="BibTeX").click()

    expect(page.locator(".citation")).to_contain_text("archived in Lode")
    assert waiting.value.suggested_filename.endswith(".bib")
    # A refused inline script would be reported in the console.
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert violations(page) == []
    assert page.faults == []


def test_browsers_are_led_to_the_search_description(open_page):
    page = open_page("/")
    href = page.locator('link[rel="search"]').get_attribute("href")

    response = page.request.get(href)

    assert response.headers["content-type"].startswith("application/opensearchdescription+xml")
