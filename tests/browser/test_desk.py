"""The editors' desk in a browser: axe-core finds nothing, and the heading lies free."""

import re

import pytest
from playwright.sync_api import expect

from archive.models import Article, Country, IndexTask, Mineral, Source
from archive.stories import place
from tests.factories import make_article
from tests.ingest.test_bundle import zipped
from tests.stories.texts import WIRE

from .test_accessibility import violations


def change(row):
    return f"/admin/archive/{row._meta.model_name}/{row.pk}/change/"


def addresses():
    article = Article.objects.latest("pk")
    return {
        "desk": "/admin/",
        "imports": "/admin/import/",
        "list": "/admin/archive/article/",
        "counts": "/admin/archive/article/?_facets=True",
        "change": change(article),
        "add": "/admin/archive/article/add/",
        "delete": change(article).replace("change", "delete"),
        "source": change(Source.objects.first()),
        "country": change(Country.objects.first()),
        "mineral": change(Mineral.objects.first()),
        "token": "/admin/archive/apitoken/add/",
        "tasks": f"/admin/archive/{IndexTask._meta.model_name}/",
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_desk(open_desk, scheme, width):
    page = open_desk("/admin/", color_scheme=scheme, viewport={"width": width, "height": 800})
    Article.objects.filter(pk=1).update(language="")

    found, wide = {}, []
    for name, address in addresses().items():
        page.goto(address)
        found[name] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)

    assert found == {name: [] for name in found}
    assert wide == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_clipping_is_looked_at_changed_and_saved(open_desk, scheme, width):
    place(make_article(WIRE))
    viewport = {"width": width, "height": 800}
    page = open_desk("/admin/", color_scheme=scheme, viewport=viewport)
    page.get_by_role("link", name="Add a clipping").last.click()
    page.get_by_label("Paste the text").fill(WIRE.replace("were loaded", "were carefully loaded"))
    page.get_by_role("button", name="Preview", exact=True).click()
    expect(page.get_by_role("heading", name="The archive has this story")).to_be_visible()

    assert page.locator("ins").first.inner_text().strip() == "carefully"
    quote = page.locator(".quotes a").first
    quote.focus()
    expect(page.locator("mark.is-lit").first).to_be_visible()
    assert page.faults == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Title", exact=True).fill("Looked at")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Added: Looked at.")).to_be_visible()


def test_rows_and_choices_added_later_have_names_too(open_desk):
    page = open_desk(change(Article.objects.latest("pk")))
    page.get_by_role("button", name="Add another Country").click()
    page.get_by_role("combobox", name="Country: new row").last.click()
    assert page.get_by_label("Type to find a row").is_visible()
    page.keyboard.press("Escape")

    assert page.get_by_role("combobox", name="Country: new row").count() >= 2
    assert page.get_by_role("combobox", name=re.compile("Source.*Daryo")).count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_buttons_leave_the_heading_free(open_desk, width):
    page = open_desk(change(Article.objects.latest("pk")), viewport={"width": width, "height": 800})
    heading = page.locator("#content > h2").bounding_box()
    tools = page.locator(".object-tools").bounding_box()

    assert tools["y"] >= heading["y"] + heading["height"]
    assert page.locator("#id_url").bounding_box()["width"] > width * 0.4
    assert page.faults == []


def test_many_clippings_are_read_to_the_end_by_themselves(open_desk):
    page = open_desk("/admin/import/")
    packed = zipped(*((f"{number}.txt", f"Tin news {number}.") for number in range(30)))
    page.get_by_label("Files").set_input_files(
        {"name": "tin.zip", "mimeType": "application/zip", "buffer": packed}
    )
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("status").filter(has_text="30 of 30 read. Done.")).to_be_visible()
    expect(page.get_by_role("link", name="Added (30)")).to_be_visible()
    assert page.faults == []
    assert violations(page) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_articles_are_reviewed_by_keys_alone(open_desk, scheme, width):
    viewport = {"width": width, "height": 800}
    page = open_desk("/admin/review/", color_scheme=scheme, viewport=viewport)
    rows = page.locator("[data-row]")
    expect(rows.first).to_have_class(re.compile("is-current"))
    lit = page.locator("mark.is-lit").first.inner_text()
    first, count = page.url, rows.count()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_have_class(re.compile("is-current"))
    expect(page.locator("mark.is-lit").filter(has_text=lit)).to_have_count(0)
    assert page.faults == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.keyboard.press("a")
    expect(rows).to_have_count(count - 1)
    page.keyboard.press("d")
    expect(page.get_by_text("You reviewed 1 today")).to_be_visible()
    assert page.url != first


def test_articles_are_reviewed_without_scripts(open_desk):
    page = open_desk("/admin/review/", java_script_enabled=False)
    first = page.url
    page.get_by_role("button", name=re.compile("^Reject")).first.click()
    expect(page.get_by_text("Rejected for ever")).to_be_visible()
    page.get_by_role("button", name="Reviewed, next").click()
    expect(page.get_by_text("You reviewed 1 today")).to_be_visible()
    assert page.url != first
