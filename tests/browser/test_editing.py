"""What an editor does on an article's page, with and without scripts."""

import pytest
from playwright.sync_api import expect

from archive.models import Article, Evidence, Verdict
from tests.browser.test_accessibility import violations

BOTH = pytest.mark.parametrize("scripts", [True, False])


@pytest.fixture
def open_article(open_desk):
    """Return a function that opens an article about Chile as an editor."""

    def open_in(address="", **options):
        article = Article.objects.filter(countries__slug="cl").earliest("pk")
        return open_desk(f"{article.get_absolute_url()}{address}", **options)

    return open_in


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def note(page):
    return page.locator("#note")


def verdicts(**where):
    return set(Evidence.objects.filter(**where).values_list("verdict", flat=True))


@BOTH
def test_a_value_is_confirmed_in_place_and_that_undone(open_article, scripts):
    page = open_article("?q=lithium&at=1", java_script_enabled=scripts)

    press(page, "Confirm Country Chile")
    expect(note(page)).to_contain_text("Confirmed: country Chile.")
    expect(note(page)).to_be_focused()
    expect(note(page)).to_be_in_viewport()
    expect(page.get_by_role("button", name="Confirm Country Chile")).to_have_count(0)
    assert verdicts(field="country", value="cl", verdict="confirmed")

    press(page, "Undo")
    expect(note(page)).to_have_text("Undone: country.")
    expect(page.get_by_role("button", name="Confirm Country Chile")).to_be_visible()
    assert verdicts(field="country", value="cl") == {Verdict.MACHINE}
    assert "?q=lithium&at=1" in page.url
    assert page.faults == []


@BOTH
def test_a_rejected_value_goes_and_can_be_confirmed_after_all(open_article, scripts):
    page = open_article(java_script_enabled=scripts)

    press(page, "Reject Country Chile")
    expect(note(page)).to_be_focused()
    expect(page.locator(".refused")).to_contain_text("Chile")
    expect(page.locator(".text mark.evidence", has_text="Chile")).to_have_count(0)

    press(page, "Confirm Country Chile")
    expect(page.locator(".receipt-country")).to_contain_text("Confirmed by an editor")
    expect(page.locator(".refused")).to_have_count(0)


def test_with_scripts_the_page_stays_where_it_is(open_article):
    page = open_article(viewport={"width": 390, "height": 400})
    button = page.get_by_role("button", name="Confirm Country Chile")
    button.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    button.click()

    expect(note(page)).to_be_focused()
    assert page.evaluate("scrollY") == before


@BOTH
def test_a_value_is_added_with_words_that_were_copied(open_article, scripts):
    page = open_article(java_script_enabled=scripts)
    page.get_by_text("Add a value").click()
    page.get_by_label("Field").select_option("Country")
    words = page.get_by_label("Words of the text that say so")
    words.fill("no such words")
    page.get_by_label("Value").fill("south korea")
    press(page, "Add")

    expect(page.get_by_text("do not stand in the text like this")).to_be_visible()
    expect(words).to_be_focused()
    expect(page.get_by_label("Value")).to_have_value("south korea")
    expect(page.get_by_label("Field")).to_have_value("country")
    words.fill("tight until new mines")
    press(page, "Add")

    expect(note(page)).to_contain_text("Added: country South Korea.")
    expect(note(page)).to_be_focused()
    expect(page.locator(".text mark.evidence", has_text="tight until")).to_be_visible()


def test_selected_words_become_evidence_by_keyboard(open_article):
    page = open_article()
    offer = page.get_by_role("button", name="Add as evidence")
    expect(offer).to_be_hidden()

    second = page.locator(".text p").nth(1)
    second.dblclick(position={"x": 8, "y": 8})
    expect(offer).to_be_visible()
    page.keyboard.press("Tab")
    expect(offer).to_be_focused()
    page.keyboard.press("Enter")

    field = page.get_by_label("Field")
    expect(field).to_be_focused()
    expect(page.get_by_label("Words of the text that say so")).to_have_value("Analysts")
    field.select_option("Country")
    page.get_by_label("Value").press_sequentially("sou")
    expect(page.get_by_role("option", name="South Korea")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Value")).to_have_value("South Korea")
    page.keyboard.press("Enter")

    expect(note(page)).to_contain_text("Added: country South Korea.")
    row = Evidence.objects.get(verdict=Verdict.EDITOR)
    assert row.quote == "Analysts"
    assert page.faults == []


@pytest.mark.parametrize("view", ["", "?view=received"])
def test_the_place_of_a_selection_is_that_in_the_clipping(open_article, view):
    article = Article.objects.filter(countries__slug="cl").earliest("pk")
    text = "𝟙𝟚𝟛 Header: tin.\n\nTin 😀 and tin, then tin.\nMore tin."
    Article.objects.filter(pk=article.pk).update(text=text, body_ranges=[[18, len(text)]])
    Evidence.objects.filter(article=article).delete()
    page = open_article(view)

    page.evaluate("""() => {
        const last = [...document.querySelectorAll("#text p")].at(-1);
        const node = last.lastChild, place = node.data.lastIndexOf("tin");
        getSelection().setBaseAndExtent(node, place, node, place + 3);
    }""")
    press(page, "Add as evidence")
    page.get_by_label("Field").select_option("Country")
    page.get_by_label("Value").fill("China")
    press(page, "Add")

    expect(note(page)).to_contain_text("Added: country China.")
    assert Evidence.objects.get(verdict=Verdict.EDITOR).start == text.rindex("tin")


def test_who_is_signed_out_meanwhile_is_led_to_sign_in(open_article):
    page = open_article()
    page.context.clear_cookies()

    press(page, "Reject Country Chile")

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert verdicts(field="country", value="cl") == {Verdict.MACHINE}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_an_editors_page(open_article, scheme, width):
    page = open_article(color_scheme=scheme, viewport={"width": width, "height": 700})
    press(page, "Reject Country Chile")
    expect(note(page)).to_be_focused()
    assert violations(page) == []

    page.get_by_text("Add a value").click()
    page.get_by_label("Value").fill("Atlantis")
    press(page, "Add")
    expect(page.get_by_label("Value")).to_be_focused()

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []
