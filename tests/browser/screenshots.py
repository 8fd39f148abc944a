"""`make screenshots`: the pictures of README.md, taken from the running application."""

import subprocess
import sys
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.audit import tools
from tests.benchmarks.cache import ROOT
from tests.benchmarks.serving import environment, made_archive, running

FOLDER = Path(__file__).parent / "screenshots"
MOST_BYTES = 150 * 1024
_ARTICLES = 10_000
_DESKTOP, _PHONE = (1280, 860), (390, 780)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: an address, or the article that a search of it finds first."""

    name: str
    address: str
    size: tuple[int, int] = _DESKTOP
    scheme: str = "light"
    is_article: bool = False


_PICTURES = (
    Picture("search", '/?q="export+controls"+OR+permits&country=cn&not_country=us&after=2023'),
    Picture("search-dark", "/?q=lithium+price&mineral=lithium&country=cl", scheme="dark"),
    Picture("search-phone", "/?q=graphite&country=cn", size=_PHONE),
    Picture("article", "/?q=graphite+exports+Koreas+battery", is_article=True),
    Picture("article-phone", "/?q=lithium+Golmud+customs", _PHONE, "dark", is_article=True),
    Picture("analysis", "/analysis/timeline/?q=price&after=2018"),
    Picture("map", "/analysis/map/?q=lithium", scheme="dark"),
)


def main() -> int:
    """Take every picture anew."""
    chromium = tools.find_chromium()
    FOLDER.mkdir(exist_ok=True)
    folder = made_archive(_ARTICLES)
    # Articles are photographed with the evidence of a real clipping.
    for command in (["up", "--no-serve"], ["ingest", "seeds"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], check=True, cwd=ROOT, env=environment(folder)
        )
    with running(folder, workers=2) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in _PICTURES:
            _take(browser, f"http://127.0.0.1:{port}", picture)
        browser.close()
    return 0


def _take(browser: Any, site: str, picture: Picture) -> None:
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    page = context.new_page()
    page.goto(site + picture.address)
    if picture.is_article:
        page.locator(".hit-title a").first.click()
        page.locator(".receipt-mineral [data-lights]").first.hover()
    (FOLDER / f"{picture.name}.webp").write_bytes(_photograph(page))
    context.close()


def _photograph(page: Any) -> bytes:
    """Return what is seen as WebP, as good as the limit allows."""
    session = page.context.new_cdp_session(page)
    for quality in (90, 75, 60, 40):
        options = {"format": "webp", "quality": quality}
        picture = b64decode(session.send("Page.captureScreenshot", options)["data"])
        if len(picture) <= MOST_BYTES:
            return picture
    raise SystemExit(f"{page.url} makes a picture of {len(picture):,} bytes; choose a calmer one.")


if __name__ == "__main__":
    sys.exit(main())
