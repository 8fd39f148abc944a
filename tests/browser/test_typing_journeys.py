"""Results and suggestions while a question is typed; the form alone does without scripts."""

import re

from playwright.sync_api import expect


def box(page):
    return page.get_by_label("Search the archive")


def heading(page):
    return page.get_by_role("heading", level=1)


def options(page):
    return page.get_by_role("option")


def test_results_follow_the_typing_and_the_box_keeps_the_focus(open_page):
    page = open_page("/?country=cl")

    box(page).press_sequentially("graphite", delay=20)

    expect(heading(page)).to_contain_text(re.compile("articles for graphite, country Chile"))
    expect(page).to_have_url(re.compile(r"\?q=graphite&country=cl$"))
    expect(page).to_have_title(re.compile("graphite"))
    expect(page.get_by_role("status")).to_contain_text("articles for graphite")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("graphite")
    assert page.faults == []


def test_half_a_word_finds_what_begins_so_and_its_address_shows_the_same_again(open_page):
    page = open_page("/")

    box(page).press_sequentially("graphi", delay=20)

    expect(page.locator(".result-facts")).to_contain_text("read as graphi*")
    expect(page).to_have_url(re.compile(r"\?q=graphi&unfinished=1$"))
    expect(box(page)).to_have_value("graphi")
    page.reload()
    expect(heading(page)).to_contain_text("12 articles")
    expect(box(page)).to_have_value("graphi")

    page.get_by_role("link", name="search for exactly graphi").click()
    expect(page).to_have_url(re.compile(r"\?q=graphi$"))
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


def test_typing_is_one_step_of_the_history(open_page):
    page = open_page("/about/")
    page.goto("/")
    box(page).press_sequentially("graphite", delay=10)
    expect(heading(page)).to_contain_text("12 articles")
    page.keyboard.press("Escape")
    page.locator(".hit-title a").first.click()

    page.go_back()
    expect(heading(page)).to_contain_text("12 articles")
    expect(box(page)).to_have_value("graphite")
    page.go_back()

    expect(heading(page)).to_have_text("How to search")


def search_for(words):
    """Return what tells whether a request is for the results, not for suggestions, of words."""
    return lambda asked: f"/?{words}" in asked.url and "/suggest/" not in asked.url


def hold(page, words):
    """Keep the answers for these words from coming."""
    page.route(
        lambda address: f"?{words}" in address and "/suggest/" not in address, lambda _: None
    )


def test_only_the_last_of_many_answers_is_shown(open_page):
    page = open_page()
    hold(page, "q=lithium")
    with page.expect_request(search_for("q=lithium")):
        box(page).fill("lithium")

    with page.expect_event("requestfailed", search_for("q=lithium")) as given_up:
        box(page).fill("graphite")

    assert given_up.value.failure == "net::ERR_ABORTED"
    expect(heading(page)).to_contain_text("12 articles for graphite")


def test_half_a_word_does_not_empty_the_page_at_once(open_page):
    page = open_page("/about/")
    page.clock.install(time=0)
    page.goto("/?q=lithium")
    page.clock.pause_at(60_000)  # from here on no time passes by itself

    with page.expect_response(search_for("q=lithiuq")) as coming:
        box(page).fill("lithiuq")
        page.clock.run_for(300)
    coming.value.finished()
    page.clock.run_for(300)
    page.evaluate("fetch('/about/').then((answer) => answer.text())")  # the page has read its own
    expect(heading(page)).to_contain_text("13 articles")

    page.clock.resume()
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()


def test_a_tick_counts_at_once_and_keeps_the_focus(open_page):
    page = open_page("/?q=lithium")
    tick = page.get_by_role("checkbox", name=re.compile("^South Korea"))

    tick.focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("link", name="Remove filter Country: South Korea")).to_be_visible()
    expect(page).to_have_url(re.compile("country=kr"))
    expect(tick).to_be_focused()
    expect(tick).to_be_checked()


def test_facets_stay_open_on_a_phone_while_ticking(open_page):
    page = open_page("/?q=lithium#filters", viewport={"width": 360, "height": 740})

    page.get_by_role("checkbox", name=re.compile("^Chile")).check()
    expect(page).to_have_url(re.compile("country=cl"))

    expect(page.get_by_role("checkbox", name=re.compile("^China"))).to_be_visible()
    for name in (".hits", ".site-header", ".chips", ".result-actions a"):
        expect(page.locator(name).first).to_be_hidden()
    expect(page.get_by_role("link", name="Show 4 articles")).to_be_in_viewport()
    page.get_by_role("link", name="Show 4 articles").click()
    expect(page.locator(".hit").first).to_be_in_viewport()
    expect(page.get_by_role("checkbox", name=re.compile("^China"))).to_be_hidden()


def test_empty_boxes_stay_out_of_the_address(open_page):
    page = open_page("/?country=cl")

    box(page).fill("lithium")
    page.get_by_role("button", name="Search").click()

    expect(page).to_have_url(re.compile(r"/\?q=lithium&country=cl$"))


def test_results_follow_once_a_spent_budget_allows(open_page, settings, clock):
    page = open_page("/?q=lithium")
    settings.PAGE_RATE = 1
    box(page).fill("graphite")

    notice = page.get_by_text("Go on in 1 second")
    expect(notice.last).to_be_visible()
    expect(heading(page)).to_contain_text("13 articles for lithium")
    clock(5_000_100.0)

    expect(heading(page)).to_contain_text("12 articles for graphite")
    expect(notice).to_have_count(0)
    assert page.faults == []


def test_a_lost_connection_leaves_the_results_and_the_form(open_page):
    page = open_page("/?q=lithium")
    page.route(re.compile("graphite"), lambda route: route.abort())

    with page.expect_event("requestfailed", search_for("q=graphite")):
        box(page).fill("graphite")

    expect(heading(page)).to_contain_text("13 articles for lithium")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    page.unroute_all()
    page.get_by_role("button", name="Search").click()
    expect(heading(page)).to_contain_text("12 articles")


def test_suggestions_are_chosen_by_keyboard(open_page):
    page = open_page("/about/")
    box(page).press_sequentially("chi")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(options(page)).to_have_count(2)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    expect(box(page)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    name = chosen.locator("span").first.inner_text()
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name=f"Remove filter Country: {name}")).to_be_visible()
    expect(box(page)).to_have_value("")
    assert page.faults == []


def test_escape_closes_the_suggestions_and_keeps_the_words(open_page):
    page = open_page("/about/")
    box(page).press_sequentially("chi")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Escape")

    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("chi")


def test_enter_without_a_choice_searches_for_the_words(open_page):
    page = open_page("/about/")
    box(page).press_sequentially("chile")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/\?q=chile$"))


def test_a_suggestion_is_chosen_by_pointer(open_page):
    page = open_page()
    box(page).press_sequentially("rising gra")

    page.get_by_role("option", name="graphite Mineral").click()

    expect(page).to_have_url(re.compile(r"\?q=rising&mineral=graphite"))


def test_an_article_is_suggested_by_its_title(open_page):
    page = open_page("/about/")
    box(page).press_sequentially("report 24")

    page.get_by_role("option", name="Graphite report 24 Article").click()

    expect(heading(page)).to_have_text("Graphite report 24")


def test_leaving_the_box_closes_the_suggestions(open_page):
    page = open_page("/about/")
    box(page).press_sequentially("chi")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Tab")

    expect(options(page)).to_have_count(0)


def test_without_scripts_the_box_is_a_plain_one(open_page):
    page = open_page(java_script_enabled=False)

    expect(page.get_by_role("searchbox", name="Search the archive")).to_be_visible()
    box(page).fill("graphite")
    box(page).press("Enter")

    expect(heading(page)).to_contain_text("12 articles")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_own_scripts_are_small():
    from pathlib import Path

    scripts = Path(__file__).parents[2].glob("static/js/*.js")

    assert sum(script.stat().st_size for script in scripts) < 12 * 1024


def test_an_answer_on_its_way_leaves_a_date_being_typed_alone(open_page):
    page = open_page()
    hold(page, "after=2024-03")
    with page.expect_request(search_for("after=2024-03")):
        page.get_by_label("From").fill("2024-03")
        page.get_by_label("To", exact=True).focus()

    with page.expect_event("requestfailed", search_for("after=2024-03")):
        page.get_by_label("To", exact=True).press_sequentially("2024")

    expect(page.get_by_label("To", exact=True)).to_have_value("2024")
    expect(page).to_have_url(re.compile(r"/$"))


def test_pressing_a_button_calls_off_the_answer_that_would_replace_it(open_page):
    page = open_page("/?q=lithium")

    def hold(route):
        if route.request.resource_type != "fetch":
            route.continue_()

    page.route(re.compile(r"country=cl"), hold)
    with page.expect_request(re.compile(r"country=cl")):
        page.get_by_role("checkbox", name=re.compile("^Chile")).check()
    page.get_by_role("button", name="Apply").first.hover()
    with page.expect_event("requestfailed"):
        page.mouse.down()
    page.mouse.up()

    expect(page.get_by_role("link", name="Remove filter Country: Chile")).to_be_visible()
