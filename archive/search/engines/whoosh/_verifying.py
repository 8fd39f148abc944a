"""Checking a stored index against the sums written with its last commit."""

from pathlib import Path

from archive.search._errors import SearchError
from archive.search.engines.whoosh import _storage
from archive.search.engines.whoosh._directory import IndexDirectory
from archive.search.engines.whoosh._manifest import read_manifest, seal
from archive.search.engines.whoosh._snapshot import Snapshot


def problems(directory: IndexDirectory) -> list[str]:
    """Return what is wrong with the current generation; empty when it is sound."""
    try:
        generation = directory.current()
        directory.check_fingerprint(generation)
        found = damage(generation)
        if not found:
            Snapshot(generation, _storage.latest_toc(generation))
    except SearchError as error:
        return [str(error)]
    except Exception as error:  # noqa: BLE001 (damage can raise anything)
        return [f"The index cannot be opened: {type(error).__name__}: {error}"]
    return found


def damage(generation: Path) -> list[str]:
    """Return which files of the last commit are not as they were written."""
    toc = _storage.latest_toc(generation)
    manifest = read_manifest(generation, toc)
    if manifest is None:
        return [f"The manifest of commit {toc} is missing."]
    found = []
    for name, expected in sorted(manifest.files.items()):
        path = generation / name
        if not path.exists():
            found.append(f"{name} is missing.")
        elif seal(path) != expected:
            found.append(f"{name} differs from what was written.")
    return found
