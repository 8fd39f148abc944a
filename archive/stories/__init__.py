"""Near-identical copies of one text: finding them, and showing how they differ."""

from archive.stories._copies import Copy, find_copies
from archive.stories._diff import Piece, compare_words

__all__ = ["Copy", "Piece", "compare_words", "find_copies"]
