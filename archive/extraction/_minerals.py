"""Find the minerals that a text names."""

from collections.abc import Sequence

from archive.extraction._findings import Finding
from archive.extraction._gazetteer import Gazetteer


def find_minerals(
    text: str, ranges: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> list[Finding]:
    """Return every naming of a mineral within `ranges`, in text order."""
    return []
