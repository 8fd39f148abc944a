"""The world map: which countries it shows. `build.py` draws it, once."""

from archive.analysis.map._drawn import HEIGHT, SLUGS, WIDTH

DRAWN = frozenset(SLUGS.split())

__all__ = ["DRAWN", "HEIGHT", "WIDTH"]
