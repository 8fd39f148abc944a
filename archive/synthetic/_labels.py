"""From a printed page to a clipping: the text put together and labelled."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from random import Random

from archive.synthetic._clipping import MARKER, Named, SyntheticClipping
from archive.synthetic._grammar import Passage
from archive.synthetic._page import Page
from archive.synthetic._vocabulary import vocabulary
from archive.synthetic._wear import block_style, wear

_WORD = re.compile(r"[^\W_]+")


def clipping(
    random: Random, page: Page, *, language: str, topic: str, story: int, file_name: str
) -> SyntheticClipping:
    """Put a page together as one text, with the labels of a careful reader."""
    worn = wear(random)
    text = _assembled(random, page)
    slots = page.header.slots | page.body.slots | page.frame.slots
    return SyntheticClipping(
        file_name=file_name,
        text=worn(text),
        title=worn(page.title.text),
        source=worn(_source(page, slots)),
        agency=worn(page.agency.name) if "agency" in slots else "",
        date=page.date,
        countries=_countries(page),
        minerals=_minerals(page, text),
        language=language,
        topic=topic,
        story=story,
        body=worn(page.body.text),
    )


def _assembled(random: Random, page: Page) -> str:
    wrap, separator = block_style(random)
    parts = [*_blocks(page, wrap), *(footer.text for footer in page.footers), MARKER]
    text = page.header.text + separator.join(parts)
    if random.random() < 0.7:
        text += "\n"
    return text.replace("\n", "\r\n") if random.random() < 0.02 else text


def _blocks(page: Page, wrap: Callable[[str], str]) -> Iterable[str]:
    for number, paragraph in enumerate(page.paragraphs):
        yield wrap(paragraph.text)
        yield from (caption.text for place, caption in page.captions if place == number)


def _source(page: Page, slots: frozenset[str]) -> str:
    if "source" in slots:
        return page.outlet.name
    if "domain" in slots:
        return page.domain
    return page.agency.name if "agency" in slots else ""


def _countries(page: Page) -> Named:
    first = page.title.countries | page.paragraphs[0].countries
    mentioned = page.title.countries | page.body.countries
    optional = page.frame.countries | set(page.outlet.countries)
    related = Passage.join(page.related, "").countries
    return _named(first, mentioned, optional, related)


def _minerals(page: Page, text: str) -> Named:
    first = page.title.minerals | page.paragraphs[0].minerals
    mentioned = page.title.minerals | page.body.minerals
    related = Passage.join(page.related, "").minerals
    optional = page.frame.minerals | set(page.outlet.minerals) | (_incidental(text) - related)
    return _named(first, mentioned, optional, related)


def _named(
    first: Iterable[str], mentioned: Iterable[str], optional: Iterable[str], related: Iterable[str]
) -> Named:
    """Sort names into places; what the body mentions is nothing else besides."""
    body, around = set(mentioned), set(optional)
    return Named(
        core=tuple(sorted(set(first) & body)),
        mentioned=tuple(sorted(body)),
        optional=tuple(sorted(around - body)),
        boilerplate=tuple(sorted(set(related) - body - around)),
    )


def _incidental(text: str) -> set[str]:
    """Return minerals that the text names in passing: in codes, uses, alloys."""
    names = _incidental_names()
    lowered = text.lower()
    words = set(_WORD.findall(lowered))
    found = [name for name in names if name in words or (not name.isalnum() and name in lowered)]
    return set().union(*(names[name] for name in found))


@cache
def _incidental_names() -> dict[str, tuple[str, ...]]:
    words = vocabulary()
    # "lead" is nearly always the verb when it does not come from a story about the metal.
    names = {name: (name,) for name in words.minerals if name != "lead"}
    codes = {code.lower(): minerals for code, minerals in words.in_passing.items()}
    return names | codes
