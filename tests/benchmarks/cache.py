"""What is kept between runs, outside the repository: corpora, indexes, databases."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_COMPLETE = ".complete"


def folder() -> Path:
    """Return the folder of everything that is kept; deleting it costs time, nothing else."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "lode-benchmarks"


def use_own_data_dir() -> None:
    """Keep Lode's settings away from the archive of this checkout."""
    own = folder() / "settings"
    own.mkdir(parents=True, exist_ok=True)
    os.environ["ARCHIVE_DATA_DIR"] = str(own)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


def kept(name: str, build: Callable[[Path], None]) -> Path:
    """Return the folder `name`, filled by `build` unless an earlier run finished doing so."""
    path = folder() / name
    if not (path / _COMPLETE).exists():
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        build(path)
        (path / _COMPLETE).touch()
    return path


def fingerprint(paths: Iterable[Path], *versions: str) -> str:
    """Name the contents of source files and folders: another name after any change."""
    digest = hashlib.sha256(repr(versions).encode())
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def digest_of(path: Path) -> str:
    """Name the contents of one file, of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def size_of(path: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
