"""What an analyst does with an article: from match to match, on to its like, onto paper."""

import re

import pytest
from playwright.sync_api import expect

QUESTION = "/?q=lithium+OR+ministry+OR+exports"


def open_first(page):
    page.locator(".hit-title a").first.click()
    expect(page.get_by_role("navigation", name="Words of the search")).to_be_visible()


def match(page):
    return page.locator("[data-match]")


@pytest.mark.parametrize("javascript", [True, False])
def test_matches_follow_each_other_by_links(open_page, javascript):
    page = open_page(QUESTION, java_script_enabled=javascript)
    open_first(page)
    total = page.locator("mark.term").count()
    assert total > 2

    for place in (1, 2):
        page.get_by_role("link", name="Next match").click()
        expect(match(page)).to_have_text(f"{place} of {total}")
        expect(page.locator(f"#term-{place}")).to_be_in_viewport()
    page.get_by_role("link", name="Previous match").click()
    page.get_by_role("link", name="Previous match").click()

    expect(match(page)).to_have_text(f"{total} of {total}")
    expect(page.get_by_text(re.compile("^1 of 25"))).to_be_visible()


def test_n_goes_on_and_capital_n_back_until_keys_are_switched_off(open_page):
    page = open_page(QUESTION)
    open_first(page)
    total = page.locator("mark.term").count()

    page.keyboard.press("n")
    page.keyboard.press("n")
    expect(match(page)).to_have_text(f"2 of {total}")
    page.keyboard.press("Shift+N")
    expect(match(page)).to_have_text(f"1 of {total}")
    assert page.url.endswith("#term-1")
    article = page.url

    page.goto("/about/")
    page.get_by_label("goes to the next match").uncheck()
    page.goto(article)
    page.keyboard.press("n")
    expect(match(page)).to_have_text(str(total))


def test_typing_n_in_the_search_box_is_typing(open_page):
    page = open_page(QUESTION)
    open_first(page)

    page.get_by_label("Search the archive").press_sequentially("nn")

    assert "#term" not in page.url


def test_stepping_through_matches_leaves_one_step_in_the_history(open_page):
    page = open_page(QUESTION)
    open_first(page)
    for _ in range(3):
        page.keyboard.press("n")

    page.go_back()

    expect(page.locator(".hit").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_term_leads_to_its_first_place_in_the_text(open_page, javascript):
    page = open_page("/?q=lithium", java_script_enabled=javascript)
    open_first(page)

    page.get_by_role("navigation", name="Words of the search").get_by_role(
        "link", name="lithium"
    ).click()

    expect(page.locator(".text mark.term:target")).to_have_text("lithium")


def test_the_box_of_an_article_searches_on_with_the_same_filters(open_page):
    page = open_page("/?q=lithium&country=cl")
    open_first(page)
    box = page.get_by_label("Search the archive")
    expect(box).to_have_value("lithium")

    box.fill("exports")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"q=exports&country=cl"))


def test_related_articles_say_what_is_common_and_open(open_page):
    page = open_page("/?q=lithium&country=cl")
    open_first(page)
    here = page.get_by_role("heading", level=1).inner_text()

    related = page.locator(".related li").first
    expect(related).to_contain_text(re.compile("In common: lithium, .*Chile"))
    related.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).not_to_have_text(here)


def test_underlined_words_lead_to_their_evidence_beside_the_text(open_page):
    page = open_page("/?q=lithium", viewport={"width": 1280, "height": 600})
    open_first(page)
    words = page.locator(".text mark.evidence").last
    quote = page.locator(f'[data-lights="{words.get_attribute("data-evidence")}"]')

    words.click()

    expect(quote).to_be_focused()
    expect(quote).to_be_in_viewport()
    expect(words).to_be_in_viewport()


def test_a_phone_reads_on_from_the_end_of_an_article(open_page):
    page = open_page("/?q=lithium", viewport={"width": 360, "height": 740})
    titles = page.locator(".hit-title a").all_inner_texts()
    open_first(page)

    page.locator(".article > :last-child").get_by_role("link", name="Next result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])
    page.get_by_role("link", name="Why it is tagged").click()

    expect(page.get_by_role("heading", name="Why it is tagged")).to_be_in_viewport()


def test_paper_is_black_on_white_with_address_and_date(open_page):
    page = open_page("/?q=lithium", color_scheme="dark")
    open_first(page)

    page.emulate_media(media="print")

    for name in ("body", ".text", "mark.term"):
        expect(page.locator(name).first).to_have_css("color", "rgb(0, 0, 0)")
    for name in ("body", "mark.term"):
        expect(page.locator(name).first).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.get_by_text(re.compile(r"http://\S+/articles/\d+/, printed \d"))).to_be_visible()
    for hidden in (".term-line", ".trail", ".views", ".site-header", ".related"):
        expect(page.locator(hidden)).to_be_hidden()
