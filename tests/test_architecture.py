"""The arrows of the design: who may import whom. Any other import fails here."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "archive"
LEAVES = {"edtf", "errors"}  # pure modules that anybody may use
ROOMS_BELOW_THE_DOOR = {"ingest", "indexing", "search", "stories", "models"}

ARROWS = {
    "extraction": set(),
    "synthetic": set(),
    "models": set(),
    "search": set(),
    "stories": {"models"},
    "ingest": {"extraction", "models", "indexing", "stories"},
    "indexing": {"models", "search"},
    "analysis": {"models", "search"},
    "exports": {"models", "search"},
    "workspace": {"exports", "models", "search"},
    "web": ROOMS_BELOW_THE_DOOR | {"analysis", "exports", "workspace"},
    "api": ROOMS_BELOW_THE_DOOR | {"analysis", "exports", "web"},
    "admin": ROOMS_BELOW_THE_DOOR | {"api", "extraction"},
    "management": ROOMS_BELOW_THE_DOOR
    | {"api", "exports", "extraction", "synthetic", "launch", "management", "web", "workspace"},
    "launch": {"gunicorn_config", "indexing", "ingest", "models", "search", "stories"},
    "gunicorn_config": {"indexing"},
    "apps": {"checks", "admin"},
    "checks": {"models", "search", "web"},
    "urls": {"web", "admin", "api"},
    "settings": {"environment"},
    "environment": set(),
    "wsgi": set(),
    "migrations": {"models"},
}
PURE = {"extraction", "synthetic", "edtf", "errors"}
FILES = sorted(ROOT.rglob("*.py"))


def room(path):
    """Return the package or module of archive/ that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_names(path):
    """Return the dotted names that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:  # relative ones stay inside
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_arrows(path):
    here = room(path)
    rooms = {each.stem if each.suffix else each.name for each in ROOT.iterdir()}
    targets = {
        parts[1]
        for name in imported_names(path)
        if (parts := name.split("."))[0] == "archive" and len(parts) > 1 and parts[1] in rooms
    }

    assert targets - {here} - LEAVES <= ARROWS.get(here, set())


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in PURE], ids=str)
def test_pure_rooms_do_not_know_django(path):
    assert not {name for name in imported_names(path) if name.split(".")[0] == "django"}


@pytest.mark.parametrize("path", [path for path in FILES if room(path) == "search"], ids=str)
def test_search_knows_neither_models_nor_http(path):
    forbidden = ("django.db", "django.http", "django.shortcuts")

    assert not [name for name in imported_names(path) if name.startswith(forbidden)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_private_modules_stay_inside_their_package(path):
    if room(path) == "migrations":
        pytest.skip("Django writes the validators' module paths")
    strangers = [
        name
        for name in imported_names(path)
        if name.startswith("archive.")
        and any(part.startswith("_") for part in name.split(".")[1:])
        and room(path) != name.split(".")[1]
    ]

    assert not strangers


def test_no_modules_import_each_other_in_a_circle():
    modules = {
        ".".join(("archive", *path.relative_to(ROOT).with_suffix("").parts)) for path in FILES
    }
    imports = {
        name: set(imported_names(ROOT.parent / (name.replace(".", "/") + ".py"))) & modules
        for name in modules
    }

    TopologicalSorter(imports).prepare()  # raises CycleError, which names them


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_grows_past_400_lines(path):
    if "migrations" not in path.parts:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
