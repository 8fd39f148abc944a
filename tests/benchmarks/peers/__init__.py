"""The engines under measurement, each behind the same protocol."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.peers.base import Answer, Part, Peer

__all__ = ["NAMES", "Answer", "Part", "Peer", "is_installed", "open_peer", "version_of"]

# name: (what must be installed, class in the module of that name)
_PEERS = {
    "lode": ("whoosh", "Lode"),
    "whoosh": ("whoosh", "StockWhoosh"),
    "fts5": ("sqlite3", "FullText"),
    "tantivy": ("tantivy", "Tantivy"),
}
NAMES = tuple(_PEERS)


def is_installed(name: str) -> bool:
    """Tell whether a peer can be measured here."""
    return find_spec(_PEERS[name][0]) is not None


def open_peer(name: str, folder: Path) -> Peer:
    """Return a peer whose index lies, or will lie, in a folder."""
    peer: Peer = getattr(_module(name), _PEERS[name][1])(folder)
    return peer


def version_of(name: str) -> str:
    """Name what decides how the peer's index looks: another name, another index."""
    version: str = _module(name).version()
    return version


def _module(name: str) -> object:
    return import_module(f"tests.benchmarks.peers.{name}")
