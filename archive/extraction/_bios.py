"""The sentence or two about its writer that an article may end with."""

import re
from collections.abc import Sequence

from archive.extraction._lines import Block

_LAST = 3  # blocks of the body in which it may stand
_ABOUT = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3})"
    r" (?:is|was|writes|works|covers|reports|est|es|é)\b"
)


def without_bio(blocks: Sequence[Block], head: Sequence[int], body: list[int]) -> list[int]:
    """Return the body up to what tells of the person whom the head names as the writer."""
    above = " ".join(blocks[index].text for index in head).casefold()
    for place in range(max(1, len(body) - _LAST), len(body)):
        match = _ABOUT.match(blocks[body[place]].text)
        if match and match["name"].casefold() in above:
            return body[:place]
    return body
