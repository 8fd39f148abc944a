"""What stands around a name: its line, the words beside it, the language of the text."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from archive.extraction._matcher import Range

_LINE = 240  # characters; a longer line is no headline
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_][\w'’.&-]*")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "after",
        "amid",
        "is",
    ]
)
_STOP_WORDS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "for",
            "that",
            "with",
            "by",
            "from",
            "has",
            "was",
            "its",
            "are",
            "will",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "del",
            "una",
            "por",
            "con",
            "para",
            "que",
            "en",
            "se",
            "su",
            "como",
            "más",
            "y",
        ]
    ),
    "fr": frozenset(
        [
            "le",
            "les",
            "des",
            "une",
            "du",
            "et",
            "dans",
            "pour",
            "que",
            "qui",
            "est",
            "sur",
            "au",
            "aux",
            "par",
        ]
    ),
    "de": frozenset(
        ["der", "die", "das", "und", "den", "von", "mit", "des", "auf", "für", "ist", "im", "nicht"]
    ),
    "id": frozenset(
        ["yang", "dan", "di", "dari", "dengan", "ini", "itu", "dalam", "untuk", "akan", "tidak"]
    ),
    "pt": frozenset(
        [
            "o",
            "os",
            "do",
            "da",
            "dos",
            "das",
            "uma",
            "em",
            "no",
            "na",
            "para",
            "que",
            "com",
            "não",
            "e",
            "ao",
        ]
    ),
}
_AFTER = re.compile(r"[ \n]([^\W\d_][\w'’-]*)")
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*)\.?[ \n]$")


@dataclass(slots=False)
class Context:
    """A text and what is worth knowing once about it."""

    text: str
    ranges: tuple[Range, ...]
    _styles: dict[int, str] = field(default_factory=dict)

    @cached_property
    def lead(self) -> str:
        """The first characters of what is to be read."""
        return " ".join(
            self.text[start : min(end, start + _SAMPLE)] for start, end in self.ranges[:3]
        )[:_SAMPLE]

    @cached_property
    def language(self) -> str:
        """The language whose small words occur most at the start; English in doubt."""
        words = re.findall(r"[^\W\d_]+", self.lead.lower())
        scores = {
            language: sum(word in stop for word in words) for language, stop in _STOP_WORDS.items()
        }
        best = max(scores, key=lambda language: scores[language])
        return best if scores[best] > scores["en"] else "en"

    def reads(self, language: str, name: str) -> bool:
        """Tell whether a name of `language` (empty: any) is to be read in this text.

        Names in a script of their own need no proof of language.
        """
        return language in ("", self.language) or (not name[0].isascii() and name[0] > "\u024f")

    def line(self, start: int, end: int) -> str:
        """Return the line around a name, at most `_LINE` characters to either side."""
        return self.text[self._line_start(start) : self._line_end(end)]

    def is_headline(self, start: int, end: int) -> bool:
        """Tell whether capitals say nothing here: a line in title case or capitals."""
        return self._style(start, end) in ("title", "capitals")

    def is_shouted(self, start: int, end: int) -> bool:
        """Tell whether the line is in capitals, or begins in them as a dateline does."""
        if self._style(start, end) == "capitals":
            return True
        return not re.search(r"[a-z]", self.text[self._line_start(start) : start][-60:])

    def word_after(self, end: int) -> str:
        """Return the word that follows after one space, or an empty string."""
        match = _AFTER.match(self.text, end, end + 40)
        return match[1] if match else ""

    def word_before(self, start: int) -> str:
        """Return the word before, one space away, or an empty string."""
        match = _BEFORE.search(self.text[max(0, start - 40) : start])
        return match[1] if match else ""

    def starts_sentence(self, start: int) -> bool:
        """Tell whether nothing precedes in the sentence, so that a capital is due."""
        before = self.text[max(0, start - 4) : start].rstrip(" \"'“‘([•-–—*")
        return not before or before[-1] in ".!?:;\n\r\t•"

    def _line_start(self, start: int) -> int:
        first = max(0, start - _LINE)
        # Rounded, so that an endless line is looked at once every `_LINE` characters.
        return self.text.rfind("\n", first, start) + 1 or first - first % _LINE

    def _line_end(self, end: int) -> int:
        last = self.text.find("\n", end, end + _LINE)
        return min(len(self.text), end + _LINE) if last < 0 else last

    def _style(self, start: int, end: int) -> str:
        first = self._line_start(start)
        if first not in self._styles:
            self._styles[first] = _style(self.text[first : self._line_end(end)])
        return self._styles[first]


def _style(line: str) -> str:
    letters = [char for char in line if char.isalpha()]
    if len(letters) > 5 and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        return "capitals"
    words = [word for word in _WORD.findall(line[:_LINE]) if word.lower() not in _SMALL]
    capitals = sum(word[0].isupper() for word in words)
    is_title = len(line) < _LINE and len(words) >= 3 and capitals >= 0.8 * len(words)
    return "title" if is_title and not line.rstrip().endswith(".") else "sentence"
