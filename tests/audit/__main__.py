"""Look at every page of a running archive; the status is 1 when anything is found."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, sync_playwright

from tests.audit import tools
from tests.audit.pages import Visitor, addresses, sign_in
from tests.benchmarks.serving import made_archive, running

_ARTICLES = 10_000
_NARROW = 320
_VIEWS = (("light", 1280), ("dark", _NARROW))  # scheme and width
_AXE = {"rules": {"target-size": {"enabled": True}}}


def main() -> int:
    """Print what each checker found."""
    checkers = tools.installed()
    folder = made_archive(_ARTICLES)
    with running(folder, workers=3) as (port, _):
        site, visitor = f"http://127.0.0.1:{port}", sign_in(folder)
        with _browser(checkers.chromium) as browser:
            article = _first_article(browser, site)
            pages = addresses(article, visitor.own)
            found = {name: _look(browser, site, visitor, pages[name]) for name in pages}
        with tempfile.TemporaryDirectory() as scratch:
            html = {name: each["html"] for name, each in found.items()}
            faults = checkers.html_faults(html, Path(scratch))
        bad = _report(found, faults)
        scores = {name: checkers.lighthouse(site + pages[name]) for name in ("search", "article")}
    return int(bad + _report_scores(scores) > 0)


@contextmanager
def _browser(chromium: str) -> Iterator[Any]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


def _first_article(browser: Any, site: str) -> str:
    page = browser.new_page()
    page.goto(f"{site}/?q=lithium")
    href = page.locator(".hit-title a").first.get_attribute("href")
    page.close()
    return href


def _look(browser: Any, site: str, visitor: Visitor, address: str) -> dict[str, Any]:
    """Return the HTML of a page and what axe-core, the console and a narrow screen complain of."""
    seen: dict[str, Any] = {"axe": set(), "console": set(), "wide": False}
    name, value = visitor.cookie
    for scheme, width in _VIEWS:
        size = {"width": width, "height": 800}
        context = browser.new_context(color_scheme=scheme, viewport=size)
        context.add_cookies([{"name": name, "value": value, "url": site}])
        _look_once(context, site + address, seen, is_narrow=width == _NARROW)
        context.close()
    return seen


def _look_once(
    context: BrowserContext, address: str, seen: dict[str, Any], *, is_narrow: bool
) -> None:
    page = context.new_page()
    page.on("pageerror", lambda error: seen["console"].add(str(error)))
    page.on("console", lambda message: _note(message, seen["console"]))
    answer = page.goto(address)
    seen["html"] = answer.text()
    if answer.status >= 500:
        seen["console"].add(f"answered {answer.status}")
    for rule in Axe().run(page, options=_AXE).response["violations"]:
        seen["axe"].add(f"{rule['id']}: {rule['nodes'][0]['html'][:120]}")
    if is_narrow and page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        seen["wide"] = True


def _note(message: Any, console: set[str]) -> None:
    is_fault = message.type in ("error", "warning")
    if is_fault and "Failed to load resource" not in message.text:
        console.add(message.text)


def _report(found: dict[str, dict[str, Any]], faults: dict[str, list[str]]) -> int:
    """Print what was found on each page; return how much."""
    print("| page | axe-core | HTML | console | 320 px |")
    print("| --- | ---: | ---: | ---: | --- |")
    bad = 0
    for name, seen in found.items():
        counts = [len(seen["axe"]), len(faults[name]), len(seen["console"])]
        bad += sum(counts) + seen["wide"]
        numbers = " | ".join(map(str, counts))
        print(f"| {name} | {numbers} | {'scrolls' if seen['wide'] else 'fits'} |")
    for name, seen in found.items():
        for complaint in sorted({*seen["axe"], *seen["console"], *faults[name]}):
            print(f"{name}: {complaint}", file=sys.stderr)
    return bad


def _report_scores(scores: dict[str, dict[str, int]]) -> int:
    """Print Lighthouse's scores; return how many are not perfect."""
    print("\n| page | performance | accessibility | best practices |")
    print("| --- | ---: | ---: | ---: |")
    for name, each in scores.items():
        print(f"| {name} | {' | '.join(map(str, each.values()))} |")
    return sum(score < 100 for each in scores.values() for score in each.values())


if __name__ == "__main__":
    sys.exit(main())
