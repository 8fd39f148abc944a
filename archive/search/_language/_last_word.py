"""The last word of a question, which may be the beginning of another."""

import re
from dataclasses import dataclass

from archive.search._analysis import fold

_LAST_WORD = re.compile(
    r"(?P<before>(?:.*[\s(])?)(?P<sign>[-−]?)(?P<field>(?i:title:)?)(?P<typed>[^\W_]{2,})"
)
_OR = re.compile(r"(?:^|.*[\s(])OR[\s(]*")


@dataclass(frozen=True, slots=True)
class LastWord:
    """The last word as far as it is typed, and what stands before it."""

    before: str
    sign: str
    field: str
    typed: str

    @property
    def word(self) -> str:
        """Return the word as the index has it."""
        return fold(self.typed)

    @property
    def context(self) -> str:
        """Return the words whose articles count: none when others may come instead."""
        return "" if _OR.fullmatch(self.before) else self.before

    def finished(self, word: str) -> str:
        """Return the question with another last word."""
        return f"{self.before}{self.sign}{self.field}{word}"


def last_word(text: str) -> LastWord | None:
    """Return what may be finished; None for a phrase, another field or words without letters."""
    match = _LAST_WORD.fullmatch(text)
    if match is None or text.count('"') % 2:
        return None
    if match["typed"].upper() == match["typed"].lower():  # words without spaces between them
        return None
    return LastWord(**match.groupdict())


def begun(text: str) -> str:
    """Return a question for words that begin like its last one; empty when that has no sense."""
    last = last_word(text)
    return last.finished(f"{last.typed}*") if last and not last.sign else ""
