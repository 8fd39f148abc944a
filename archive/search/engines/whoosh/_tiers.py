"""Which segments to merge: many of like size, never a large one for the sake of a small one."""

from collections.abc import Sequence
from math import ceil

from archive.search.engines.whoosh._inverting import MAX_DOCUMENTS

_SEGMENTS = 8  # of like size, that are merged into one
_WORTH_REWRITING = 64  # documents of a segment most of which are deleted

Sizes = Sequence[tuple[int, int]]  # (documents, live documents) of each segment


def due(sizes: Sizes) -> list[int]:
    """Return the segments to merge after a commit; empty when none are due."""
    tiers: dict[int, list[int]] = {}
    for number, (_, live) in enumerate(sizes):
        tiers.setdefault((live.bit_length() - 1) // 3, []).append(number)
    for _, numbers in sorted(tiers.items()):
        chosen = _fitting(sizes, numbers)
        if len(numbers) >= _SEGMENTS and len(chosen) > 1:
            return chosen
    return next(([number] for number, size in enumerate(sizes) if _is_wasteful(*size)), [])


def packed(sizes: Sequence[int]) -> list[list[int]]:
    """Return groups of neighbouring segments to merge, few and of like size, for a whole index.

    `sizes` are live documents.
    """
    wanted = max(1, ceil(sum(sizes) / MAX_DOCUMENTS))
    share = sum(sizes) / wanted
    groups: list[list[int]] = []
    total = 0
    for number, size in enumerate(sizes):
        if not groups or total >= share or total + size > MAX_DOCUMENTS:
            groups.append([])
            total = 0
        groups[-1].append(number)
        total += size
    return groups


def _fitting(sizes: Sizes, numbers: Sequence[int]) -> list[int]:
    """Return the smallest of some segments, as many as one segment can hold, in their order."""
    chosen, total = [], 0
    for number in sorted(numbers, key=lambda number: sizes[number][1]):
        total += sizes[number][1]
        if total > MAX_DOCUMENTS:
            break
        chosen.append(number)
    return sorted(chosen)


def _is_wasteful(documents: int, live: int) -> bool:
    return documents >= _WORTH_REWRITING and live * 2 < documents
