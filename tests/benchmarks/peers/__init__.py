"""The engines under measurement, each behind the same protocol."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.peers.base import Answer, Part, Peer

__all__ = [
    "NAMES",
    "Answer",
    "Part",
    "Peer",
    "is_installed",
    "is_parallel",
    "open_peer",
    "version_of",
]

# name: (what must be installed, class in the module of that name, builds on several cores)
_PEERS = {
    "lode": ("whoosh", "Lode", True),
    "whoosh": ("whoosh", "StockWhoosh", False),
    "fts5": ("sqlite3", "FullText", False),
    "tantivy": ("tantivy", "Tantivy", True),
}
NAMES = tuple(_PEERS)


def is_installed(name: str) -> bool:
    """Tell whether a peer can be measured here."""
    return find_spec(_PEERS[name][0]) is not None


def is_parallel(name: str) -> bool:
    """Tell whether several cores build a peer's index faster than one."""
    return _PEERS[name][2]


def open_peer(name: str, folder: Path, cores: int = 1) -> Peer:
    """Return a peer whose index lies, or will lie, in a folder; `cores` may build it."""
    options = {"cores": cores} if is_parallel(name) else {}
    peer: Peer = getattr(_module(name), _PEERS[name][1])(folder, **options)
    return peer


def version_of(name: str) -> str:
    """Name what decides how the peer's index looks: another name, another index."""
    version: str = _module(name).version()
    return version


def _module(name: str) -> object:
    return import_module(f"tests.benchmarks.peers.{name}")
