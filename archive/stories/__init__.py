"""Near-identical copies -> one story."""

from archive.stories._copies import Copy, find_copies
from archive.stories._diff import Piece, compare_words
from archive.stories._grouping import (
    accept_story,
    find_stories,
    other_copies,
    place,
    reject_story,
)

__all__ = [
    "Copy",
    "Piece",
    "accept_story",
    "compare_words",
    "find_copies",
    "find_stories",
    "other_copies",
    "place",
    "reject_story",
]
