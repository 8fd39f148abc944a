"""axe-core finds nothing on any page, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from archive.stories import place
from tests.factories import make_article
from tests.stories.texts import EXCERPT, WIRE

ADDRESSES = {
    "home": "/",
    "result": "/?q=lithium&country=cl&country=kr&not_source=yonhap&after=2024",
    "page 2": "/?page=2",
    "bad date": "/?after=soon&country=cl",
    "nothing": "/?q=zzz&country=cl",
    "facet": "/facet/mineral/?q=lithium",
    "help": "/about/",
    "sign-in": "/login/",
    "API": "/api/",
    "API, a part": "/api/reference/articles/",
    "missing": "/nowhere/",
}


def violations(page):
    options = {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(open_page, settings, clock, scheme):
    page = open_page("/?q=lithium", color_scheme=scheme)
    article = page.locator(".hit-title a").first.get_attribute("href")
    addresses = ADDRESSES | {"article": article, "as received": f"{article}&view=received"}
    addresses |= {"why not": f"{article}&why=not"}

    found = {}
    for name, address in addresses.items():
        page.goto(address)
        found[name] = violations(page)
    settings.PAGE_RATE = 1
    page.goto("/")
    found["too many"] = violations(page)

    assert page.get_by_role("heading", level=1).inner_text() == "Too many pages at once"
    assert found == {name: [] for name in found}
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_copies_differ(open_page, archive, scheme):
    wire, excerpt = make_article(WIRE), make_article(EXCERPT)
    place(wire), place(excerpt)

    page = open_page(reverse("copies", args=[excerpt.pk]), color_scheme=scheme)

    assert page.locator("ins").count() > 0
    assert violations(page) == []


def test_axe_finds_nothing_on_a_phone_with_open_facets(open_page):
    # As high as all facets: axe counts what the sticky line of buttons covers as too small.
    page = open_page("/?q=lithium&country=cl#filters", viewport={"width": 360, "height": 2400})

    assert violations(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_style_guide_is_as_good_as_what_it_shows(open_page, settings, scheme, width):
    settings.DEBUG = True
    page = open_page("/styleguide/", color_scheme=scheme, viewport={"width": width, "height": 800})

    assert page.get_by_role("heading", level=1).inner_text() == "Style guide"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_suggestions_are_open(open_page, scheme):
    page = open_page("/?country=cl", color_scheme=scheme)
    page.get_by_label("Search the archive").press_sequentially("gra")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.get_by_role("status").filter(has_text="article").wait_for()

    assert violations(page) == []


def test_pages_follow_reduced_motion_and_forced_colours(open_page):
    page = open_page("/?q=lithium", forced_colors="active", reduced_motion="reduce")

    durations = page.evaluate(
        "[...document.querySelectorAll('a')].map(a => getComputedStyle(a).transitionDuration)"
    )

    assert set(durations) <= {"0s"}
    assert page.locator(".hit-title a").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_evidence_can_be_read_in_forced_colours(open_page, scheme):
    page = open_page("/?q=lithium", forced_colors="active", color_scheme=scheme)
    page.locator(".hit-title a").first.click()
    words = page.locator(".text mark.evidence").first

    ink = words.evaluate("element => getComputedStyle(element).color")

    expect(page.locator(".text p").first).to_have_css("color", ink)


def test_what_is_chosen_is_told_without_colours(open_page):
    page = open_page("/?q=lithium&country=cl&not_source=yonhap&sort=newest", forced_colors="active")

    chip = page.get_by_role("link", name="Remove filter Country: Chile")
    assert chip.evaluate("element => getComputedStyle(element).borderTopStyle") == "solid"
    assert page.get_by_text("Excluded: ").count() == 1
    assert page.locator(".result-options [aria-current]").first.inner_text() == "Newest"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_zooming_to_400_percent_keeps_every_control_on_the_page(open_page):
    page = open_page("/?q=lithium&country=cl#filters", viewport={"width": 320, "height": 256})

    outside = page.evaluate("""() => [...document.querySelectorAll('a, button, input, summary')]
        .map(element => [element.getBoundingClientRect(), element.outerHTML])
        .filter(([box]) => box.width > 1 && (box.left < 0 || box.right > innerWidth))
        .map(([, html]) => html)""")

    assert outside == []
