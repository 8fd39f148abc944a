"""The tokens as the stylesheet has them, with the contrast of every pair that meets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_COLOUR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);")
_LENGTH = re.compile(r"--((?:size|space|radius|measure|target)[\w-]*): ([^;]+);")
_FACE = re.compile(r"--(sans|serif|mono): ([^;]+);")

# Which colours stand on which, and the ratio that WCAG 2.2 asks for: 4.5 for text, 3 for the
# borders of controls.
_TEXT, _BORDER = 4.5, 3.0
_GROUNDS = ("paper", "surface", "sunken")
_PAIRS = (
    *((ink, ground, _TEXT) for ink in ("ink", "ink-quiet", "accent") for ground in _GROUNDS),
    ("accent-strong", "paper", _TEXT),
    ("ink", "accent-soft", _TEXT),
    ("ink-quiet", "accent-soft", _TEXT),
    ("on-accent", "accent", _TEXT),
    ("on-accent", "accent-strong", _TEXT),
    ("ink", "mark", _TEXT),
    ("ink", "mark-strong", _TEXT),
    ("danger", "paper", _TEXT),
    ("ink", "danger-soft", _TEXT),
    ("danger", "danger-soft", _TEXT),
    ("ink", "warning-soft", _TEXT),
    ("warning", "warning-soft", _TEXT),
    ("good", "paper", _TEXT),
    ("line-strong", "surface", _BORDER),
    ("line-strong", "paper", _BORDER),
)


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour in the light and in the dark scheme, as `#rrggbb`."""

    name: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on another: the contrast in both schemes and the least that is allowed."""

    name: str
    ground: str
    light: float
    dark: float
    least: float

    @property
    def is_enough(self) -> bool:
        """Tell whether both schemes reach the ratio."""
        return min(self.light, self.dark) >= self.least


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that `tokens.css` names."""

    colours: tuple[Colour, ...]
    pairs: tuple[Pair, ...]
    lengths: tuple[tuple[str, str], ...]
    faces: tuple[tuple[str, str], ...]


def read_tokens() -> Tokens:
    """Read the stylesheet."""
    css = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
    colours = {name: Colour(name, light, dark) for name, light, dark in _COLOUR.findall(css)}
    return Tokens(
        tuple(colours.values()),
        tuple(_pairs(colours)),
        tuple(_LENGTH.findall(css)),
        tuple(_FACE.findall(css)),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours `#rrggbb` as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _pairs(colours: Mapping[str, Colour]) -> Iterator[Pair]:
    for name, ground, least in _PAIRS:
        ink, paper = colours[name], colours[ground]
        light, dark = contrast(ink.light, paper.light), contrast(ink.dark, paper.dark)
        yield Pair(name, ground, light, dark, least)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (_linear(channel) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
