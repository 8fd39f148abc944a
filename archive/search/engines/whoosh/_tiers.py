"""Which segments to merge: many of like size, never a large one for the sake of a small one."""

from collections.abc import Callable, Sequence

from archive.search.engines.whoosh._inverting import MAX_DOCUMENTS

_SEGMENTS = 8  # of like size, that are merged into one
_WORTH_REWRITING = 64  # documents of a segment most of which are deleted

Sizes = Sequence[tuple[int, int]]  # (documents, live documents) of each segment
Policy = Callable[[Sizes], list[int]]


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


def packable(sizes: Sizes) -> list[int]:
    """Return segments that fit into one; empty when no two do."""
    chosen = _fitting(sizes, range(len(sizes)))
    return chosen if len(chosen) > 1 else []


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
