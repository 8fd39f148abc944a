"""README.md tells the truth: every setting, command, parameter and facet is in it."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from archive.search import FACETS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OWN_COMMANDS = sorted(name for name, app in get_commands().items() if app == "archive")
SETTINGS = sorted(
    {
        name
        for path in (ROOT / "archive").rglob("*.py")
        for name in re.findall(r"\"(ARCHIVE_[A-Z_]+)\"", path.read_text(encoding="utf-8"))
    }
)


@pytest.mark.parametrize("name", SETTINGS)
def test_readme_names_every_setting(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", OWN_COMMANDS)
def test_readme_names_every_command(name):
    assert f"`{name}" in README or f"manage.py {name}" in README


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_readme_names_every_facet(facet):
    assert f"`{facet}`" in README or f"`{facet}:" in README


def test_readme_begins_with_the_two_commands():
    head = README[:1500]

    assert head.index("make run") < head.index("make test")


def test_readme_links_only_to_files_that_exist():
    links = re.findall(r"\]\((?!http|#)([^)#]+)", README)

    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_top_level_is_the_design_card():
    card = {"manage.py", "requirements.txt", "README.md", "seeds", "archive", "templates"}
    card |= {"static", "tests", "Makefile", "pyproject.toml", "CHANGELOG.md", "DECISIONS.md"}
    card |= {"LICENSE", "requirements-dev.txt"}
    shown = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert card <= shown
    assert shown - card <= {"var"}
