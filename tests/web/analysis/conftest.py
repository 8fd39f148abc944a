"""Pages over an archive that is worth analysing."""

from tests.analysis.conftest import articles

__all__ = ["articles"]
