"""What an analyst does, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
ADDRESSES = [
    "/",
    "/?q=lithium&country=cl",
    "/?after=soon",
    "/?q=zzz",
    "/facet/country/",
    "/about/",
    "/login/",
    "/nowhere/",
]


def search(page, words):
    page.get_by_label("Search the archive").fill(words)
    page.get_by_role("button", name="Search").click()


def heading(page):
    return page.get_by_role("heading", level=1)


@pytest.mark.parametrize("javascript", [True, False])
def test_search_narrow_open_and_go_on(open_page, javascript):
    page = open_page(java_script_enabled=javascript)

    search(page, "lithium")
    expect(heading(page)).to_contain_text("13 articles")

    page.get_by_role("checkbox", name=re.compile("^Chile")).check()
    page.get_by_role("button", name="Apply").first.click()
    expect(page).to_have_url(re.compile("q=lithium.*country=cl"))
    expect(page.get_by_role("link", name="Remove filter Country: Chile")).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("^Chile"))).to_be_checked()
    narrowed = page.locator(".hit").count()
    assert 0 < narrowed < 13

    titles = page.locator(".hit-title a").all_inner_texts()
    page.locator(".hit-title a").first.click()
    expect(page.get_by_text(f"1 of {narrowed}")).to_be_visible()
    expect(heading(page)).to_have_text(titles[0])

    page.get_by_role("link", name="Next result").first.click()
    expect(heading(page)).to_have_text(titles[1])
    page.get_by_role("link", name="Previous result").click()
    expect(heading(page)).to_have_text(titles[0])
    page.get_by_role("link", name="Back to the results").click()
    expect(heading(page)).to_contain_text(f"{narrowed} articles")
    assert page.faults == []


def test_words_typed_later_keep_the_ticks(open_page):
    page = open_page("/?country=cl")

    search(page, "graphite")

    expect(page.get_by_role("link", name="Remove filter Country: Chile")).to_be_visible()


def test_not_leaves_a_value_out_and_the_chip_takes_it_back(open_page):
    page = open_page("/?q=lithium")

    page.get_by_role("link", name="not Chile").click()
    expect(page).to_have_url(re.compile("not_country=cl"))
    page.get_by_role("link", name="Remove filter Not Country: Chile").click()

    expect(heading(page)).to_contain_text("13 articles")


def test_a_bar_of_the_histogram_narrows_to_its_year_and_month(open_page):
    page = open_page()

    page.get_by_role("link", name=re.compile("^2024: ")).first.click()
    expect(page).to_have_url(re.compile("after=2024&before=2024"))
    page.get_by_role("link", name=re.compile("^March 2024: ")).first.click()
    expect(page.get_by_role("link", name="Remove filter Date: March 2024")).to_be_visible()
    page.get_by_role("link", name="All years").click()

    expect(heading(page)).to_contain_text("25 articles")


def test_dates_are_typed_as_people_write_them(open_page):
    page = open_page()

    page.get_by_label("From").fill("March 2024")
    page.get_by_label("To", exact=True).fill("2024-04")
    page.get_by_role("button", name="Apply").first.click()

    expect(
        page.get_by_role("link", name="Remove filter Date: March 2024 to April 2024")
    ).to_be_visible()


def test_the_number_stays_in_sight_while_ticking_far_down(open_page):
    page = open_page("/?q=exports", viewport={"width": 1280, "height": 640})

    page.get_by_role("checkbox", name=re.compile("^Unreviewed")).check()

    expect(page.get_by_role("link", name="Remove filter Review: Unreviewed")).to_be_in_viewport()
    expect(heading(page)).to_be_in_viewport()


def test_a_bad_date_is_explained_at_its_box(open_page):
    page = open_page("/?country=cl")

    page.get_by_label("From").fill("soon")
    page.get_by_label("From").press("Enter")

    expect(page.get_by_label("From")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("From")).to_have_value("soon")
    expect(page.get_by_role("alert")).to_contain_text("There are no results yet")
    page.get_by_role("link", name="Search without this part").click()
    expect(heading(page)).to_contain_text("8 articles")
    expect(page.get_by_role("link", name="Remove filter Country: Chile")).to_be_visible()


def background(locator):
    return locator.evaluate("element => getComputedStyle(element).backgroundColor")


@pytest.mark.parametrize("javascript", [True, False])
def test_evidence_lights_up_the_words_it_quotes(open_page, javascript):
    page = open_page("/?q=lithium&country=cl", java_script_enabled=javascript)
    page.locator(".hit-title a").first.click()
    quote = page.get_by_role("link", name="“Chile”").first
    words = page.locator(quote.get_attribute("href"))
    dark = background(words)

    quote.click()

    expect(words).to_have_text("Chile")
    expect(words).to_be_in_viewport()
    expect(words).not_to_have_css("background-color", dark)


def test_evidence_lights_up_under_the_pointer(open_page):
    page = open_page("/?q=lithium&country=cl")
    page.locator(".hit-title a").first.click()
    quote = page.get_by_role("link", name="“Chile”").first

    quote.hover()
    expect(page.locator(".evidence.is-lit")).to_have_text("Chile")
    page.mouse.move(0, 0)

    expect(page.locator(".evidence.is-lit")).to_have_count(0)


def test_evidence_outside_the_body_opens_the_clipping_as_received(open_page):
    page = open_page("/?q=lithium&after=2024-02&before=2024-02")
    page.locator(".hit-title a").first.click()

    page.get_by_role("link", name="“2024-02-05”").click()

    expect(page).to_have_url(re.compile("view=received#evidence-"))
    expect(page.get_by_text("Daily news | Subscribe")).to_be_visible()
    expect(page.get_by_text(re.compile("1 of "))).to_be_visible()


def test_a_keyboard_alone_searches_and_narrows(open_page):
    page = open_page("/about/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("graphite")
    page.keyboard.press("Enter")
    expect(heading(page)).to_contain_text("12 articles")

    page.get_by_role("checkbox", name=re.compile("^China")).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("country=cn"))
    page.locator(".hit-title a").first.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text(re.compile("^1 of"))).to_be_visible()


def test_slash_goes_to_the_search_box_until_it_is_switched_off(open_page):
    page = open_page("/about/")
    box = page.get_by_label("Search the archive")

    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    page.get_by_label("key goes to the search box").uncheck()
    page.reload()
    page.keyboard.press("/")

    expect(box).not_to_be_focused()


def test_focus_is_always_visible(open_page):
    page = open_page("/?q=lithium")

    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")


def test_the_facets_open_and_close_on_a_phone(open_page):
    page = open_page("/?q=lithium", **PHONE)
    tick = page.get_by_role("checkbox", name=re.compile("^Chile"))
    expect(tick).to_be_hidden()

    page.get_by_role("link", name="Filters", exact=True).click()
    tick.check()
    page.get_by_role("button", name="Apply").first.click()

    expect(page.get_by_role("link", name="Filters (1 active)")).to_be_visible()
    expect(tick).to_be_hidden()


def test_no_page_scrolls_sideways_on_a_narrow_phone(open_page):
    page = open_page("/?q=lithium", **PHONE)
    article = page.locator(".hit-title a").first.get_attribute("href")

    for address in [*ADDRESSES, "/?q=lithium#filters", article, f"{article}&view=received"]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("size", [{"width": 1280, "height": 900}, {"width": 360, "height": 740}])
def test_controls_are_large_enough_to_hit(open_page, size):
    page = open_page("/?q=lithium&country=cl", viewport=size)

    small = page.evaluate("""() => [...document.querySelectorAll('button, .chip, .pager a, .tags a,'
        + ' .facet-not, .facet-value label, .result-options a, .site-nav a, .as-list summary')]
        .map(element => [element.getBoundingClientRect(), element.outerHTML])
        .filter(([box]) => box.width && (box.height < 24 || box.width < 20))
        .map(([box, html]) => `${box.width}x${box.height} ${html}`)""")

    assert small == []


def test_the_full_list_of_a_facet_finds_and_applies_values(open_page):
    page = open_page("/facet/country/?q=lithium")

    page.get_by_label("Find", exact=True).fill("KOREA")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("checkbox", name=re.compile("^South Korea")).check()
    page.get_by_role("button", name="Apply").first.click()

    expect(page).to_have_url(re.compile("q=lithium&country=kr"))


def test_paper_gets_the_article_alone(open_page):
    page = open_page("/?q=lithium")
    page.locator(".hit-title a").first.click()

    page.emulate_media(media="print")

    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    expect(heading(page)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_phone_goes_from_the_question_to_the_evidence_and_back(open_page, javascript):
    page = open_page("/", java_script_enabled=javascript, **PHONE)
    search(page, "lithium")
    page.get_by_role("link", name="Filters", exact=True).click()
    page.get_by_role("link", name="not China").click()
    expect(page.get_by_role("link", name="Remove filter Not Country: China")).to_be_visible()
    expect(heading(page)).to_contain_text("9 articles")

    page.locator(".hit-title a").nth(1).click()
    expect(page.get_by_text("2 of 9", exact=True)).to_be_visible()
    quote = page.locator(".receipt-mineral .quote-words").first
    quote.click()
    expect(page.locator(".text mark.evidence:target")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the results").click()

    expect(page.locator(".hit").nth(1)).to_be_in_viewport()
    assert page.faults == []


@pytest.mark.parametrize("javascript", [True, False])
def test_the_histogram_leads_from_year_to_month_to_day_and_out(open_page, javascript):
    page = open_page("/", java_script_enabled=javascript)

    for name in ("2024", "March 2024", "5 March 2024"):
        page.get_by_role("link", name=re.compile(f"^{name}: ")).first.click()
        expect(page.get_by_role("link", name=f"Remove filter Date: {name}")).to_be_visible()
    page.get_by_role("link", name="March 2024", exact=True).click()
    expect(page.get_by_role("link", name="Remove filter Date: March 2024")).to_be_visible()
    page.get_by_role("link", name="All years").click()

    expect(heading(page)).to_contain_text("25 articles")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_full_list_is_sorted_found_in_and_left_again(open_page, javascript):
    page = open_page("/facet/country/?q=lithium&source=daryo", java_script_enabled=javascript)

    page.get_by_role("link", name="A to Z").click()
    expect(page.get_by_role("checkbox").first).to_have_accessible_name(re.compile("^Chile"))
    page.get_by_label("Find", exact=True).fill("CHÍNA")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    expect(page.get_by_role("link", name="A to Z")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Back to the results").click()

    expect(page.get_by_role("link", name="Remove filter Source: Daryo")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_nothing_found_offers_a_way_that_finds(open_page, javascript):
    page = open_page("/?q=graphite&mineral=lithium", java_script_enabled=javascript)
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()

    page.get_by_role("link", name="Without Mineral: lithium").click()

    expect(heading(page)).to_contain_text("12 articles")
