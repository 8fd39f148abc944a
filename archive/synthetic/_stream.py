"""Clippings one after the other, some of them copies of earlier ones."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random

from archive.synthetic._calendar import later
from archive.synthetic._clipping import SyntheticClipping
from archive.synthetic._dice import dice
from archive.synthetic._labels import clipping
from archive.synthetic._page import page
from archive.synthetic._story import Story, story

_EXACT_COPIES = 0.01
_NEAR_COPIES = 0.05
_REACH = 400  # a copy comes at most so many clippings after its model


def clippings(count: int, seed: int) -> Iterator[SyntheticClipping]:
    """Yield `count` clippings; equal seeds give equal clippings.

    Each depends on the seed and its number alone: about 5 in 100 carry the story of an
    earlier one with small cuts, about 1 in 100 is an earlier one again.
    Raises ValueError when `count` is negative.
    """
    if count < 0:
        raise ValueError(f"Cannot make {count} clippings.")
    return (_clipping(seed, number) for number in range(count))


def _clipping(seed: int, number: int) -> SyntheticClipping:
    kind, model = _kind(seed, number)
    if kind == "exact":
        return replace(_clipping(seed, model), file_name=_file_name(number))
    random = dice("clipping", seed, number)
    first = _first_told(seed, number)
    told = _story(seed, first)
    if kind == "near":
        told = replace(_shortened(random, told), day=later(random, told.day, 3))
    printed = page(random, told, told.day)
    return clipping(
        random,
        printed,
        language=told.edition.language,
        topic=told.topic,
        story=first,
        file_name=_file_name(number),
    )


@lru_cache(maxsize=1024)
def _kind(seed: int, number: int) -> tuple[str, int]:
    """Say whether a clipping is new or a copy, and the number of its model."""
    random = dice("kind", seed, number)
    chance = random.random()
    if chance >= _EXACT_COPIES + _NEAR_COPIES or number == 0:
        return "new", number
    earlier = number - 1 - int(random.random() * min(number, _REACH))
    return ("near" if chance >= _EXACT_COPIES else "exact"), earlier


@lru_cache(maxsize=1024)
def _first_told(seed: int, number: int) -> int:
    """Return the number of the clipping that told a clipping's story first."""
    kind, model = _kind(seed, number)
    return number if kind == "new" else _first_told(seed, model)


@lru_cache(maxsize=512)
def _story(seed: int, number: int) -> Story:
    return story(dice("story", seed, number))


def _shortened(random: Random, told: Story) -> Story:
    """Cut one or two paragraphs, never the first."""
    paragraphs = list(told.paragraphs)
    for _ in range(1 + int(random.random() * 2)):
        if len(paragraphs) > 3:
            del paragraphs[1 + int(random.random() * (len(paragraphs) - 1))]
    return replace(told, paragraphs=tuple(paragraphs))


def _file_name(number: int) -> str:
    return f"synthetic-{number + 1:07d}.txt"
