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
    rows = np.ascontiguousarray(letters.T)
    distances = _distances(rows, lengths, [ord(letter) for letter in wanted], edits)
    return [near[number] for number in np.flatnonzero(distances <= edits).tolist()]


def _distances(
    letters: np.ndarray, lengths: np.ndarray, wanted: list[int], edits: int
) -> np.ndarray:
    """Return the Damerau-Levenshtein distances up to `edits`, and larger numbers beyond.

    Row i of `letters` is every word's letter i. Whoosh's `damerau_levenshtein` counts alike, for
    one pair of words.
    """
    width, count = letters.shape
    beyond = np.full(count, edits + 1, dtype=np.int8)
    columns = len(wanted) + 1
    rows = [np.full(count, min(j, edits + 1), dtype=np.int8) for j in range(columns)]
    before, found = rows, rows[-1].copy()
    for i in range(width):
        here = [beyond] * columns
        if i < edits:
            here[0] = np.full(count, i + 1, dtype=np.int8)
        for j in range(max(0, i - edits), min(len(wanted), i + edits + 1)):
            cost = np.minimum(rows[j + 1], here[j]) + 1
            np.minimum(cost, rows[j] + (letters[i] != wanted[j]), out=cost)
            if i and j:
                swapped = (letters[i] == wanted[j - 1]) & (letters[i - 1] == wanted[j])
                np.minimum(cost, np.where(swapped, before[j - 1] + 1, cost), out=cost)
            here[j + 1] = cost
        before, rows = rows, here
        np.copyto(found, rows[-1], where=lengths == i + 1)
    return found
