"""The embedded engine, on Whoosh."""

from archive.search.engines.whoosh._engine import WhooshEngine

__all__ = ["WhooshEngine"]
