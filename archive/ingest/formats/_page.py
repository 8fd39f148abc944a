"""What a reader hands back, and how it says that it cannot."""

from dataclasses import dataclass


class CannotRead(Exception):
    """The bytes hold no text that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a document and what its format says about it; the dates are EDTF.

    `captured` is the day on which a page was saved.
    """

    text: str
    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    captured: str = ""
