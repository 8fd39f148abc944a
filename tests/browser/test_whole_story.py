"""One morning of an analyst, from the question to the reference manager and tomorrow's news."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive import indexing
from archive.models import Evidence
from tests.factories import make_article, make_country, make_source

PASSWORD = "correct horse battery"


@pytest.fixture
def controls(archive):
    """Add what a year brought on export controls of graphite; return the address."""
    make_country("us", "United States", region="Northern America")
    make_source("kyodo", "Kyodo News")
    for number in range(1, 13):
        countries = ["kr", *(["us"] if number % 4 == 0 else [])]
        source = ("yonhap", "daryo", "kyodo")[number % 3]
        _article(number, f"2024-{number:02d}-17", countries, source)
    _article(13, "2023-10-20", ["kr"], "yonhap")
    for number in range(1, 21):  # what the year before was about
        make_article("Cobalt from Congo.", minerals=["cobalt"], published=f"2023-04-{number:02d}")
    indexing.rebuild()
    User.objects.create_user("ana", "ana@example.org", PASSWORD)
    return archive


def _article(number, published, countries, source):
    text = (
        "Graphite export controls worry makers of anodes in South Korea, a ministry said.\n\n"
        f"Export controls on graphite enter phase {number}."
    )
    article = make_article(
        text,
        title=f"Graphite export controls, part {number}",
        countries=countries,
        minerals=["graphite"],
        source=source,
        published=published,
        language="en",
    )
    start = text.index("South Korea")
    Evidence.objects.create(
        article=article,
        field="country",
        value="kr",
        start=start,
        end=start + len("South Korea"),
        rule="name in the text",
        confidence=0.97,
    )
    return article


def heading(page):
    return page.get_by_role("heading", level=1)


def tick(page, name, *, scripts):
    page.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    if not scripts:
        page.get_by_role("button", name="Apply").first.click()
    expect(page.get_by_role("link", name=re.compile(f"^Remove filter .*{name}$"))).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_question_to_references_and_tomorrows_news(open_page, controls, tmp_path, scripts):
    page = open_page("/", java_script_enabled=scripts)

    narrow(page, scripts=scripts)
    search = page.url
    titles = page.locator(".hit-title a").all_inner_texts()
    read_the_third(page, titles)
    take_references(page, titles, tmp_path)
    see_what_surged(page)
    page.goto(search)
    save(page)
    _article(14, "2024-12-30", ["kr"], "yonhap")
    _article(15, "2024-12-30", ["kr", "us"], "yonhap")
    indexing.drain()
    see_what_is_new(page)

    assert page.faults == []


def narrow(page, *, scripts):
    """Ask for graphite export controls, Korea, 2024, two sources, without one country."""
    page.get_by_label("Search the archive").fill('graphite "export controls"')
    page.get_by_label("Search the archive").press("Enter")
    expect(heading(page)).to_contain_text("13 articles")
    tick(page, "South Korea", scripts=scripts)
    page.get_by_role("link", name=re.compile("^2024: ")).first.click()
    expect(heading(page)).to_contain_text("12 articles")
    tick(page, "Yonhap News Agency", scripts=scripts)
    tick(page, "Daryo", scripts=scripts)
    expect(heading(page)).to_contain_text("8 articles")
    page.get_by_role("link", name="not United States").click()
    expect(heading(page)).to_contain_text("6 articles")


def read_the_third(page, titles):
    page.locator(".hit-title a").nth(2).click()
    expect(heading(page)).to_have_text(titles[2])
    expect(page.get_by_text("3 of 6", exact=True)).to_be_visible()
    quote = page.get_by_role("link", name="“South Korea”").first
    expect(quote.locator("..")).to_contain_text("name in the text")
    expect(quote.locator("..")).to_contain_text("97%")
    quote.click()
    expect(page.locator(".text mark.evidence:target")).to_have_text("South Korea")
    page.get_by_role("link", name="Next result").first.click()
    expect(heading(page)).to_have_text(titles[3])
    page.get_by_role("link", name="Back to the results").click()
    expect(heading(page)).to_contain_text("6 articles")


def take_references(page, titles, folder):
    page.locator(".export-menu summary").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="RIS").click()
    file = folder / "list.ris"
    waiting.value.save_as(file)
    records = file.read_text(encoding="utf-8")
    assert len(re.findall("^TY  - ", records, re.MULTILINE)) == len(titles) == 6
    assert all(title in records for title in titles)


def see_what_surged(page):
    page.get_by_role("link", name="Clear all").first.click()
    page.get_by_label("Search the archive").fill("")
    page.get_by_role("button", name="Search").click()
    expect(heading(page)).to_contain_text("58 articles")
    page.get_by_role("link", name="Analyse").click()
    page.get_by_role("navigation", name="Analyses").get_by_role("link", name="Surges").click()
    expect(page.get_by_role("row", name=re.compile("graphite"))).to_be_visible()


def save(page):
    page.get_by_role("link", name="Save search").click()
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Name").fill("Korean anodes")
    page.get_by_role("button", name="Save search").click()
    expect(heading(page)).to_contain_text("6 articles")


def see_what_is_new(page):
    page.get_by_role("link", name="Workspace").click()
    expect(page.get_by_text("1 new", exact=True)).to_be_visible()
    page.get_by_role("link", name="Korean anodes").first.click()
    expect(page.locator(".hit-title a")).to_have_text(["Graphite export controls, part 14"])
