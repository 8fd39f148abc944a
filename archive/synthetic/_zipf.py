"""Choosing few things often and many things seldom."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")
# Zipf-Mandelbrot with exponent 1: the first of 130 items gets about 8 percent.
_OFFSET = 2.7


@dataclass(frozen=True, slots=True)
class Wheel(Generic[Item]):
    """Items with cumulative weights."""

    items: tuple[Item, ...]
    bounds: tuple[float, ...]

    @classmethod
    def weighted(cls, items: Sequence[Item], weights: Sequence[float]) -> "Wheel[Item]":
        """Return a wheel on which each item is as likely as its weight says."""
        return cls(tuple(items), tuple(accumulate(weights)))

    @classmethod
    def ranked(cls, items: Sequence[Item]) -> "Wheel[Item]":
        """Return a wheel on which the chance falls with the place in the sequence."""
        return cls.weighted(items, [1 / (rank + _OFFSET) for rank in range(len(items))])

    def spin(self, random: Random) -> Item:
        """Choose one item."""
        place = bisect(self.bounds, random.random() * self.bounds[-1])
        return self.items[min(place, len(self.items) - 1)]


@cache
def ranks(count: int) -> Wheel[int]:
    """Return a ranked wheel over the numbers from 0 to count - 1."""
    return Wheel.ranked(range(count))
