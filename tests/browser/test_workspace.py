"""The workspace: a saved search and what is new in it, a collection and who may read it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import expect

from archive import indexing
from archive.models import Collection, SavedSearch
from archive.search import SearchQuery
from archive.workspace import make_token, save_search, token_of_person
from tests.browser.test_accessibility import violations
from tests.factories import make_article

PASSWORD = "correct horse battery"


@pytest.fixture
def ana(archive):
    """Return an analyst."""
    return User.objects.create_user("ana", "ana@example.org", PASSWORD)


@pytest.fixture
def sign_in(open_page, ana):
    """Return a function that opens an address as the analyst."""

    def open_as_ana(address, **options):
        page = open_page(f"/login/?next={address}", **options)
        fill_in(page)
        return page

    return open_as_ana


def fill_in(page):
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def heading(page):
    return page.get_by_role("heading", level=1)


def box(page, selector):
    return page.locator(selector).bounding_box()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_saved_search_tells_what_came_in(open_page, ana, scripts):
    page = open_page("/?q=lithium", java_script_enabled=scripts)
    page.get_by_role("link", name="Save search").click()
    fill_in(page)
    expect(page.get_by_label("Name")).to_have_value("lithium")
    page.get_by_label("Name").fill("Battery metals")
    page.get_by_role("button", name="Save search").click()
    expect(page.get_by_role("status").filter(has_text="Saved as “Battery metals”")).to_be_visible()
    expect(heading(page)).to_contain_text("13 articles")
    tops = [box(page, name)["y"] for name in ("#results", "#filters")]
    assert max(tops) - min(tops) < 100  # the notice above them does not push one below the other

    make_article("Lithium prices doubled overnight.", title="Lithium doubles", published="2019")
    indexing.drain()

    page.get_by_role("link", name="Workspace").click()
    expect(page.get_by_text("1 new", exact=True)).to_be_visible()
    page.get_by_role("link", name="Battery metals").first.click()
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.locator(".hit-title")).to_contain_text("Lithium doubles")

    page.get_by_role("link", name="Lithium doubles").click()
    expect(heading(page)).to_have_text("Lithium doubles")
    page.go_back()
    page.get_by_role("button", name="Mark it as seen").click()
    expect(page.get_by_text("14 articles")).to_be_visible()
    expect(page.get_by_text("nothing new since")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".hit")).to_have_count(1)
    assert page.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_saved_search_is_changed_where_it_is_asked(sign_in, ana, scripts):
    saved = save_search(ana, "Metals", SearchQuery("lithium"), now=timezone.now())
    page = sign_in("/workspace/", java_script_enabled=scripts)

    page.get_by_role("link", name="Open search").click()
    editing = page.get_by_role("group", name="Editing “Metals”")
    expect(editing).to_contain_text("this is what it asks")
    assert not scripts or violations(page) == []
    page.get_by_role("checkbox", name=re.compile("^Chile")).check()
    if not scripts:
        page.get_by_role("button", name="Apply").first.click()
    expect(editing).to_contain_text("this is not what it asks yet")
    expect(page).to_have_url(re.compile(f"saved={saved.pk}&country=cl"))
    assert not scripts or violations(page) == []
    expect(editing.get_by_role("link", name="Save as new")).to_be_visible()
    editing.get_by_role("button", name="Save changes").click()

    said = page.get_by_role("status").filter(has_text="“Metals” now asks: lithium, country Chile.")
    expect(said).to_be_visible()
    expect(editing).to_contain_text("this is what it asks")
    saved.refresh_from_db()
    assert saved.parameters == "q=lithium&country=cl"
    assert page.faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_collection_is_made_ordered_annotated_shared_and_exported(
    sign_in, open_page, tmp_path, scripts
):
    page = sign_in("/?q=graphite", java_script_enabled=scripts)
    titles = page.locator(".hit-title a").all_inner_texts()[:2]
    for title in titles:
        page.get_by_role("checkbox", name=f"Choose {title}", exact=True).check()
    page.get_by_role("button", name="Add to collection").click()
    page.get_by_label("Name of the new collection").fill("Anodes")
    page.get_by_role("button", name="Add 2 articles").click()
    expect(page.get_by_text("2 articles added to “Anodes”.")).to_be_visible()

    page.get_by_role("link", name="Workspace").click()
    page.get_by_role("link", name="Anodes").click()
    page.get_by_role("button", name=f"Down {titles[0]}", exact=True).click()
    expect(page.locator(".item h2").first).to_have_text(titles[1])
    page.get_by_text("Add a note").first.click()
    page.get_by_label("Note", exact=True).first.fill("Quote this first.")
    page.get_by_role("button", name="Keep note").first.click()
    expect(page.locator(".note")).to_have_text("Quote this first.")

    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Markdown brief").click()
    file = tmp_path / "brief.md"
    waiting.value.save_as(file)
    brief = file.read_text(encoding="utf-8")
    assert brief.index(titles[1]) < brief.index("Quote this first") < brief.index(titles[0])

    page.get_by_role("button", name="Share by link").click()
    link = page.locator(".citation").inner_text()
    private = open_page(link)
    expect(heading(private)).to_have_text("Anodes")
    expect(private.locator(".item h2")).to_have_text([titles[1], titles[0]])
    expect(private.get_by_text("Quote this first.")).to_be_visible()
    expect(private.get_by_role("button", name="Remove")).to_have_count(0)
    page.get_by_role("button", name="Stop sharing").click()
    expect(page.get_by_text("no longer shared")).to_be_visible()
    private.reload()
    expect(heading(private)).to_have_text("There is no such page")
    assert page.faults == private.faults == []


def test_removing_is_undone_by_keyboard(sign_in):
    page = sign_in("/?q=graphite")
    page.get_by_role("checkbox", name=re.compile("^Choose")).first.press("Space")
    page.get_by_role("button", name="Add to collection").press("Enter")
    page.get_by_label("Name of the new collection").fill("Anodes")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 article added")).to_be_visible()
    page.goto(Collection.objects.get().get_absolute_url())

    page.get_by_role("button", name=re.compile("^Remove")).press("Enter")
    expect(page.get_by_text("Nothing is in this collection yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")

    expect(page.locator(".item")).to_have_count(1)


def keep(page):
    """Keep a search with something new and a collection with a note; return all addresses."""
    page.get_by_label("Name").fill("Battery metals")
    page.get_by_role("button", name="Save search").click()
    article = make_article("Lithium prices doubled overnight.", title="Lithium doubles")
    indexing.drain()
    page.goto(f"/workspace/collect/?article={article.pk}&back=/")
    page.get_by_label("Name of the new collection").fill("Anodes")
    page.get_by_role("button", name="Add 1 article").click()
    expect(page.get_by_text("1 article added")).to_be_visible()
    collection = Collection.objects.get()
    collection.items.update(note="Quote this first.")
    Collection.objects.update(share_token=make_token())
    SavedSearch.objects.update(feed_token=make_token())
    saved, made = SavedSearch.objects.get(), collection.get_absolute_url()
    searched = saved.get_absolute_url()
    token = token_of_person(saved.person_id)
    return [
        "/?q=lithium",
        article.get_absolute_url(),
        "/workspace/",
        searched,
        f"{searched}edit/",
        f"{searched}delete/",
        "/workspace/searches/save/?q=graphite&not_country=cl",
        "/workspace/collect/",
        f"/workspace/collect/?article={article.pk}",
        made,
        f"{made}name/",
        f"{made}delete/",
        f"/shared/{Collection.objects.get().share_token}/",
        f"/unsubscribe/{token}/",
        "/workspace/password/",
    ]


def faint(page):
    """Return what has too little contrast."""
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    return [node["html"] for rule in found for node in rule["nodes"]]


def test_axe_finds_nothing_in_the_workspace_and_nothing_is_wider_than_a_phone(sign_in, settings):
    settings.CAN_SEND_EMAIL = True
    page = sign_in(
        "/workspace/searches/save/?q=lithium",
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": 320, "height": 640},
    )
    found, wide = {}, []
    for address in keep(page):
        page.goto(address)
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true }")
        problems = violations(page)
        page.emulate_media(color_scheme="dark")
        problems += faint(page)
        page.emulate_media(color_scheme="light")
        if problems:
            found[address] = problems
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)

    assert (found, wide) == ({}, [])
    assert page.faults == []
