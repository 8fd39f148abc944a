"""A real Chromium on a running server with a small archive.

Without a Chromium these tests are skipped on a developer's machine, and fail where CI is set.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client, override_settings
from playwright.sync_api import Error, expect, sync_playwright

from archive import indexing
from archive.models import Evidence
from tests.factories import make_article, make_country, make_mineral, make_source

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
expect.set_options(timeout=30_000)  # a condition seldom takes 1 s; a busy machine may
ThreadedWSGIServer.daemon_threads = False  # the server waits for its last answers
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def pytest_collection_modifyitems(items):
    """Mark everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def static_root(tmp_path_factory):
    """Give the server, which outlives single tests, an existing folder of static files."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def browser(live_server):
    """Return a running Chromium.

    It ends before the server does: a connection still open would close the database of a
    thread that has gone.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        message = "No Chromium found: install the package `chromium` to run the browser tests."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    # Playwright's synchronous interface runs an event loop in this thread, which makes Django
    # refuse the database calls that set the tests up.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=found, args=_FLAGS)
            yield chromium
            chromium.close()
    except Error as error:
        pytest.fail(f"Chromium at {found} does not start: {error.message}")
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def archive(browser, transactional_db, live_server):
    """Return the address of a server with 25 articles."""
    _fill()
    indexing.rebuild()
    return live_server.url


@pytest.fixture
def open_page(browser, archive):
    """Return a function that opens an address in a window of its own."""
    contexts = []

    def open_in(address="/", **options):
        context = browser.new_context(base_url=archive, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("console", lambda message: _note(page, message))
        page.goto(address)
        return page

    yield open_in
    for context in contexts:
        context.close()


@pytest.fixture
def open_desk(open_page):
    """Return a function that opens an address, signed in as an editor."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("ed"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def open_in(address, **options):
        page = open_page("/about/", **options)
        origin = page.evaluate("location.origin")
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}]
        )
        page.goto(address)
        return page

    return open_in


def _note(page, message):
    """Keep what the browser complains about, blocked styles and scripts above all."""
    if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
        page.faults.append(message.text)


def _fill():
    countries = [
        make_country(slug, name)
        for slug, name in (("cl", "Chile"), ("kr", "South Korea"), ("cn", "China"))
    ]
    make_mineral("spodumene", parent=make_mineral("lithium"), kind="form")
    make_source("daryo", "Daryo")
    make_source("yonhap", "Yonhap News Agency")
    for number in range(1, 26):
        country = countries[number % 3]
        mineral = "lithium" if number % 2 else "graphite"
        _clipping(number, country, mineral)


def _clipping(number, country, mineral):
    body = (
        f"Exports of {mineral} from {country.name} rose again, the ministry said in a report.\n\n"
        "Analysts expect the market to stay tight until new mines open."
    )
    header = f"Daily news | Subscribe\nPublished 2024-{number % 12 + 1:02d}-05\n\n"
    article = make_article(
        header + body,
        title=f"{mineral.title()} report {number}" if number != 7 else "",
        body_ranges=[[len(header), len(header + body)]],
        countries=[country.slug],
        minerals=[mineral],
        source="daryo" if number % 4 else "yonhap",
        published=f"2024-{number % 12 + 1:02d}-05" if number % 5 else "XXXX-11-06",
        language="en",
    )
    for field, value, words in (
        ("country", country.slug, country.name),
        ("mineral", mineral, mineral),
        ("date", article.published, f"2024-{number % 12 + 1:02d}-05"),
    ):
        start = article.text.index(words)
        Evidence.objects.create(
            article=article,
            field=field,
            value=value,
            start=start,
            end=start + len(words),
            rule="name in the text",
            confidence=0.9,
        )
