"""Find known names in text: longest match, whole words, exact capitals, true offsets.

What a name means there is for its user to judge; this module only says where it stands.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import ahocorasick

Range = tuple[int, int]
Reads = Callable[[str, str], bool]
_ENDING = 6  # letters that may follow a stem
_COMPOUND = 18  # letters that a German compound may add to a stem
_PARTICLE = re.compile(  # what Korean writes onto a name: "of", "and", "from", "made in" ...
    r"(?:은|는|이|가|을|를|의|에|와|과|로|도|만|산|인|등|측|에서|에는|에도|에만|으로|로는|로부터|부터|까지|보다"
    r"|처럼|이나|나|이라|라|이며|며|이고|고)(?![가-힣])"
)
_SHORTEST_HANGUL = 2  # syllables of a name that a particle may follow
_SMALL = re.compile(r"(?<= )(?:A|An|And|For|In|Of|On|Or|The|To)(?= )")
_ADDRESS = 120  # characters of a web address to look back on
# Each character stands for one other, so that offsets hold.
_FOLDED = {
    **{ord(quote): "'" for quote in "\u2018\u2019\u02bc`\u00b4\u2032"},
    **{ord(quote): '"' for quote in "\u201c\u201d\u00ab\u00bb"},
    **dict.fromkeys(range(8208, 8214), "-"),
    **{ord(space): " " for space in "\n\t\r\u00a0\u2007\u2009\u202f"},
    **{ord(dot): "\u00b7" for dot in "\u2022\u22c5\u2219"},
    **{0x2080 + digit: str(digit) for digit in range(10)},
    0x2212: "-",
    ord("（"): "(",
    ord("）"): ")",
    ord("，"): ",",
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name stands for. `language` is empty when the name is read in any text."""

    slug: str
    rule: str
    confidence: float = 1.0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at `text[start:end]`; no meanings when it is a misleading phrase.

    `name` is the name as the gazetteer spells it; `is_shouted` when only capitals match it.
    """

    start: int
    end: int
    name: str
    meanings: tuple[Meaning, ...]
    is_shouted: bool = False


@dataclass(slots=True)
class _Entry:
    name: str
    meanings: list[Meaning]
    is_shouted: bool
    ending: int
    is_phrase: bool


def fold(text: str) -> str:
    """Return `text` with quotes, dashes, spaces and subscripts made plain, at equal length."""
    return text.translate(_FOLDED)


class Matcher:
    """Names compiled into one automaton; scanning takes time linear in the text."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._automaton = ahocorasick.Automaton()

    def add(
        self, key: str, name: str, meaning: Meaning | None, *, is_shouted: bool = False
    ) -> None:
        """Read `key` as `meaning`, or as a phrase without meaning.

        A trailing `*` makes a stem of it, `**` one that opens compounds. A spelling in its own
        right wins over the same letters as capitals of another.
        """
        ending = _COMPOUND if key.endswith("**") else _ENDING if key.endswith("*") else 0
        folded = fold(key.rstrip("*"))
        entry = self._entries.get(folded)
        if entry is None or (entry.is_shouted and not is_shouted):
            entry = _Entry(name, [], is_shouted, ending, meaning is None)
            self._entries[folded] = entry
        elif is_shouted and not entry.is_shouted:
            return
        entry.ending = max(entry.ending, ending)
        if meaning is None:
            entry.is_phrase = True
        elif meaning not in entry.meanings:
            entry.meanings.append(meaning)

    def compile(self) -> "Matcher":
        """Make the automaton of the names added so far, and return the matcher.

        Names may be added later, when it has to be compiled again; they replace known ones.
        """
        for key, entry in self._entries.items():
            meanings = () if entry.is_phrase else tuple(entry.meanings)
            value = (len(key), entry.name, meanings, entry.is_shouted, entry.ending)
            self._automaton.add_word(key, value)
        self._entries = {}
        if len(self._automaton):
            self._automaton.make_automaton()
        return self

    def scan(self, folded: str, ranges: Sequence[Range], reads: Reads) -> list[Hit]:
        """Return the longest names within `ranges` of folded text, in order, without overlap.

        `reads(language, name)` tells whether names of a language count in this text.
        """
        hits: list[Hit] = []
        for start, end in ranges:
            found = sorted(self._candidates(folded, start, end, reads), key=_leftmost_longest)
            position = start
            for hit in found:
                if hit.start >= position and not _is_in_address(folded, hit):
                    hits.append(hit)
                    position = hit.end
        return hits

    def inside(self, folded: str, phrase: Hit, reads: Reads) -> list[Hit]:
        """Return the names with a meaning that stand within a phrase without one."""
        position = phrase.start
        names: list[Hit] = []
        found = self._candidates(folded, phrase.start, phrase.end, reads)
        for hit in sorted((hit for hit in found if hit.meanings), key=_leftmost_longest):
            if hit.start >= position:
                names.append(hit)
                position = hit.end
        return names

    def _candidates(self, folded: str, start: int, end: int, reads: Reads) -> Iterator[Hit]:
        end = min(end, len(folded))
        if start >= end or not len(self._automaton):
            return
        for last, value in self._automaton.iter(folded, start, end):
            length, name, meanings, is_shouted, ending = value
            first = last + 1 - length
            stop = _word_end(folded, first, last + 1, end, ending)
            if not stop or not _starts_word(folded, first):
                continue
            read = tuple(meaning for meaning in meanings if reads(meaning.language, name))
            if read or not meanings:
                yield Hit(first, stop, name, read, is_shouted)


def _leftmost_longest(hit: Hit) -> tuple[int, int, bool, int]:
    return hit.start, -hit.end, bool(hit.meanings), -len(hit.name)


def _is_letter(char: str) -> bool:
    """Tell whether `char` binds words together; Han characters do not."""
    return (char.isalnum() or char in "_@") and not "\u2e80" <= char <= "\u9fff"


def _starts_word(text: str, start: int) -> bool:
    return start == 0 or not _is_letter(text[start]) or not _is_letter(text[start - 1])


def _is_in_address(text: str, hit: Hit) -> bool:
    """Tell whether the name is part of a web address."""
    if text[hit.end : hit.end + 1] == "." and text[hit.end + 1 : hit.end + 2].islower():
        return True
    before = text[max(0, hit.start - _ADDRESS) : hit.start].rsplit(" ", 1)[-1]
    return "://" in before or before.startswith("www.")


def _word_end(text: str, start: int, stop: int, limit: int, ending: int) -> int:
    """Return where the word ends that the name fills, or 0 when it is part of a longer one."""
    if not _is_letter(text[stop - 1]):
        return stop
    if "\uac00" <= text[stop - 1] <= "\ud7a3":
        return _hangul_end(text, start, stop)
    if ending:
        longest = min(limit, stop + ending)
        while stop < longest and text[stop].isalpha():
            stop += 1
    elif stop < limit and text[stop] == "s" and text[stop - 1].islower():
        stop += 1  # a plural, or an apostrophe that got lost
    return 0 if stop < len(text) and _is_letter(text[stop]) else stop


def _hangul_end(text: str, start: int, stop: int) -> int:
    """Return where a Korean name ends, whose particles are written onto it; 0 within a word."""
    if stop == len(text) or not _is_letter(text[stop]):
        return stop
    is_name = stop - start >= _SHORTEST_HANGUL and _PARTICLE.match(text, stop)
    return stop if is_name else 0


def capitalised(name: str) -> Iterable[str]:
    """Return the spellings of a lower-case name: as it is, sentence, title and all capitals."""
    first = name[:1].upper() + name[1:]
    titled = _titled(name)
    plain = _SMALL.sub(lambda small: small[0].lower(), titled)
    return dict.fromkeys((name, first, titled, plain, name.upper()))


def _titled(name: str) -> str:
    return "".join(
        char.upper() if index == 0 or name[index - 1] in " -/" else char
        for index, char in enumerate(name)
    )
