"""Words that differ from a given one in few letters, thousands of them compared at once."""

from collections.abc import Sequence

import numpy as np

_PADDING = 0


def within_edits(words: Sequence[str], wanted: str, edits: int) -> list[str]:
    """Return the words at most `edits` letters away: changed, missing, added or swapped ones."""
    shortest, longest = len(wanted) - edits, len(wanted) + edits
    sized = zip(words, map(len, words), strict=True)
    near = [word for word, length in sized if shortest <= length <= longest]
    if not near:
        return []
    width = max(map(len, near))
    letters = np.array(near, dtype=f"<U{width}").view("<u4").reshape(len(near), width)
    lengths = np.array([len(word) for word in near])
    distances = _distances(np.ascontiguousarray(letters.T), lengths, [ord(c) for c in wanted])
    return [near[number] for number in np.flatnonzero(distances <= edits).tolist()]


def _distances(letters: np.ndarray, lengths: np.ndarray, wanted: list[int]) -> np.ndarray:
    """Return the Damerau-Levenshtein distances; row i of `letters` is every word's letter i.

    Whoosh's `damerau_levenshtein` counts alike, for one pair of words.
    """
    width, count = letters.shape
    rows = [np.full(count, column, dtype=np.int16) for column in range(len(wanted) + 1)]
    before: list[np.ndarray] = rows
    found = np.full(count, len(wanted), dtype=np.int16)
    for i in range(width):
        here = [np.full(count, i + 1, dtype=np.int16)]
        for j, letter in enumerate(wanted):
            cost = np.minimum(rows[j + 1], here[j]) + 1
            np.minimum(cost, rows[j] + (letters[i] != letter), out=cost)
            if i and j:
                swapped = (letters[i] == wanted[j - 1]) & (letters[i - 1] == letter)
                np.minimum(cost, np.where(swapped, before[j - 1] + 1, cost), out=cost)
            here.append(cost.astype(np.int16))
        before, rows = rows, here
        np.copyto(found, rows[-1], where=lengths == i + 1)
    return found
