"""The value that leaves this package: a text and what a careful reader would find in it."""

from dataclasses import dataclass

# INVARIANT: every synthetic text ends with this line, whatever its language.
MARKER = "Synthetic clipping for testing. Not news."


@dataclass(frozen=True, slots=True)
class Named:
    """Countries (ISO alpha-2) or minerals by where the text names them.

    `core` is what it is about, `mentioned` all of its title and body; `optional` only in the
    masthead or a product code; `boilerplate` only in menus, captions and related links.
    """

    core: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyntheticClipping:
    """One clipping with its labels; a label is empty when the text does not tell.

    `topic` is the kind of event: prices, strikes. `story` is the same number in all copies of a
    text, with small cuts or without. `date` is EDTF: `2024-01-16`, `2024-01`,
    `2024`, or `XXXX-11-06` without a year.
    """

    file_name: str
    text: str
    title: str
    source: str
    agency: str
    date: str
    countries: Named
    minerals: Named
    language: str
    topic: str
    story: int
    body: str
