"""Words that a margin has broken in two, read whole: "Swe-", and "den" on the next line."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from archive.extraction._findings import Finding
from archive.extraction._gazetteer import Gazetteer

Range = tuple[int, int]
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad][ \t]*\r?\n[ \t]*(?=[a-zà-ÿа-я])")
_FEWEST = 2  # a single hyphen at a line's end may be one of the word's own

Find = Callable[[str, Sequence[Range], Gazetteer], list[Finding]]


def find_unbroken(
    find: Find, text: str, ranges: Sequence[Range], gazetteer: Gazetteer
) -> list[Finding]:
    """Return what `find` finds once broken words are joined, with offsets into the text itself."""
    joined = _joined(text)
    if joined is None:
        return find(text, ranges, gazetteer)
    inner = [(joined.inward(start), joined.inward(end)) for start, end in ranges]
    return [joined.outward(finding, text) for finding in find(joined.text, inner, gazetteer)]


@dataclass(frozen=True, slots=True)
class _Joined:
    """A text without its breaks; `starts` and `ends` are where they stood in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    removed: tuple[int, ...]
    kept: tuple[int, ...]

    def inward(self, position: int) -> int:
        """Return where a position of the original is in the joined text."""
        passed = bisect_right(self.starts, position - 1)
        if passed and position < self.ends[passed - 1]:
            return self.kept[passed - 1]
        return position - (self.removed[passed - 1] if passed else 0)

    def outward(self, finding: Finding, text: str) -> Finding:
        """Return a finding with the offsets and the words of the original."""
        if finding.start is None or finding.end is None:
            return finding
        start, end = self._outward(finding.start), self._outward(finding.end - 1) + 1
        return replace(finding, start=start, end=end, quote=text[start:end])

    def _outward(self, position: int) -> int:
        passed = bisect_right(self.kept, position)
        return position + (self.removed[passed - 1] if passed else 0)


def without_breaks(part: str, text: str) -> str:
    """Return a part of a text with broken words whole, if the text has several of them."""
    return _BROKEN.sub("", part) if len(_BROKEN.findall(text)) >= _FEWEST else part


def _joined(text: str) -> _Joined | None:
    breaks = list(_BROKEN.finditer(text))
    if len(breaks) < _FEWEST:
        return None
    parts, removed, kept = [], [], []
    previous = total = 0
    for match in breaks:
        parts.append(text[previous : match.start()])
        kept.append(match.start() - total)
        total += match.end() - match.start()
        removed.append(total)
        previous = match.end()
    parts.append(text[previous:])
    starts = tuple(match.start() for match in breaks)
    ends = tuple(match.end() for match in breaks)
    return _Joined("".join(parts), starts, ends, tuple(removed), tuple(kept))
