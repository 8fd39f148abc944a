"""The checkers that come from npm, pinned, in a cache folder outside the repository."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.cache import kept

_PACKAGES = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
_CATEGORIES = ("performance", "accessibility", "best-practices")
_RUNS = 3  # of Lighthouse where the first is not perfect: other work slows a page down


@dataclass(frozen=True, slots=True)
class Tools:
    """Where the checkers are."""

    folder: Path
    chromium: str

    def lighthouse(self, address: str) -> dict[str, int]:
        """Return the scores of a page on a simulated phone, 100 at best; the median of runs."""
        runs = [self._lighthouse(address)]
        if min(runs[0].values()) < 100:
            runs += [self._lighthouse(address) for _ in range(_RUNS - 1)]
        return {name: int(median(run[name] for run in runs)) for name in _CATEGORIES}

    def _lighthouse(self, address: str) -> dict[str, int]:
        command = [
            str(self.folder / "node_modules/.bin/lighthouse"),
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(_CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]
        environment = os.environ | {"CHROME_PATH": self.chromium}
        for _ in range(_RUNS):  # on a busy machine its browser may be too slow to start
            done = subprocess.run(command, check=False, capture_output=True, env=environment)
            if not done.returncode:
                break
        else:
            raise SystemExit(f"Lighthouse failed:\n{done.stderr.decode()}")
        scores = json.loads(done.stdout)["categories"]
        return {name: round((scores[name]["score"] or 0) * 100) for name in _CATEGORIES}

    def html_faults(self, pages: Mapping[str, str], scratch: Path) -> dict[str, list[str]]:
        """Return what the Nu HTML checker says of each page, warnings included."""
        files = {}
        for number, (name, html) in enumerate(pages.items()):
            file = scratch / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            files[file.name] = name
        jar = self.folder / "node_modules/vnu-jar/build/dist/vnu.jar"
        command = ["java", "-jar", str(jar), "--format", "json", *map(str, scratch.glob("*.html"))]
        done = subprocess.run(command, check=False, capture_output=True)
        faults: dict[str, list[str]] = {name: [] for name in pages}
        for each in json.loads(done.stderr)["messages"]:
            if each["type"] != "info" or each.get("subType") == "warning":
                faults[files[Path(each["url"]).name]].append(each["message"])
        return faults


def installed() -> Tools:
    """Return the checkers, installed on first use; raise SystemExit with what is missing."""
    if missing := [name for name in ("npm", "java") if not shutil.which(name)]:
        raise SystemExit(
            f"The audit needs {' and '.join(missing)}. "
            "On Debian: apt-get install npm default-jre-headless."
        )
    chromium = find_chromium()
    versions = "-".join(_PACKAGES.values())
    return Tools(kept(f"audit-{versions}", _install), chromium)


def find_chromium() -> str:
    """Return where Chromium is; raise SystemExit without one."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if not found:
        raise SystemExit("Chromium is missing. On Debian: apt-get install chromium.")
    return found


def _install(folder: Path) -> None:
    names = [f"{name}@{version}" for name, version in _PACKAGES.items()]
    (folder / "package.json").write_text('{"private": true}')
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(["npm", "install", *options, *names], check=True, cwd=folder)
