"""Indexing is tested against an engine in memory; the real one has its own contract tests."""

import pytest

from archive.search import engines
from tests.indexing.memory_engine import MemoryEngine


@pytest.fixture
def engine(monkeypatch):
    """Put an engine in memory in the place of the configured one."""
    memory = MemoryEngine()
    monkeypatch.setattr(engines, "_open_engine", lambda name, directory: memory)
    return memory
