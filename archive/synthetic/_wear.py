"""What copying and pasting does to a text: other quotation marks, wrapped lines, lost signs."""

import textwrap
from collections.abc import Callable
from random import Random

Wear = Callable[[str], str]

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_NO_APOSTROPHES = str.maketrans("", "", "’'")
_NO_BREAK_SPACE = " "


def wear(random: Random) -> Wear:
    """Choose what happens to the characters of a whole text, the same in all its parts."""
    chance = random.random()
    if chance < 0.035:
        return lambda text: text.translate(_NO_APOSTROPHES)
    if chance < 0.06:
        return lambda text: text.translate(_STRAIGHT).replace(" — ", " - ").replace("–", "-")
    if chance < 0.085:
        return lambda text: text.replace(" tonnes", _NO_BREAK_SPACE + "tonnes")
    if chance < 0.6:
        return lambda text: text.translate(_STRAIGHT)
    return lambda text: text


def block_style(random: Random) -> tuple[Wear, str]:
    """Choose how paragraphs are wrapped and what stands between them."""
    separator = "\n\n"
    chance = random.random()
    if chance < 0.3:
        separator = "\n"
    elif chance < 0.4:
        separator = "\n \n"
    if random.random() < 0.04:
        width = 58 + int(random.random() * 18)
        return lambda text: textwrap.fill(
            text, width, break_long_words=False, break_on_hyphens=False
        ), "\n\n"
    return lambda text: text, separator
