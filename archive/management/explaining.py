"""What was found in a clipping and why, and what was not and why not, as lines for people."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from archive.extraction import Extraction, Finding, Gazetteer, NearMiss

_CONTEXT = 30  # characters shown on either side of the words
_LONGEST_QUOTE = 80
_SHOWN = 3  # quotes of one value and rule
_FIELDS = ("title", "source", "origin", "date", "country", "mineral", "company", "project")
_BREAK = re.compile(r"\r\n|[\n\r]")


def explain(text: str, found: Extraction, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the findings field by field, then the near misses, each with line and rule."""
    lines = _Lines(text)
    yield "  Why"
    for field in _FIELDS:
        findings = [each for each in found.findings if each.field == field]
        if not findings:
            yield f"    {field}: nothing was found"
        for (value, rule, confidence), same in _grouped(findings).items():
            yield f"    {field}: {_shown(field, value, gazetteer)}  [{rule}, {confidence:.0%}]"
            yield from _quotes(lines, same)
    if found.implied:
        yield "  Implied, not said"
    for by, values in _implied(found, gazetteer).items():
        yield f"    by {by}: {', '.join(values)}"
    missed = found.why_not()
    if missed:
        yield "  Why not"
    for each in missed:
        yield f"    {each.field}: {_shown(each.field, each.value, gazetteer)}  [{each.rule}]"
        yield f"      line {lines.number(each.start)}: {lines.quote(each)}"


def _shown(field: str, value: str, gazetteer: Gazetteer) -> str:
    """Return a value with its name, where it is a slug."""
    names = _names(field, gazetteer)
    return f"{names[value].name} ({value})" if value in names else value


def _names(field: str, gazetteer: Gazetteer) -> Mapping[str, Any]:
    """Return the rows that the slugs of a field stand for."""
    return {
        "country": gazetteer.countries,
        "mineral": gazetteer.minerals,
        "company": gazetteer.companies,
        "project": gazetteer.projects,
    }.get(field, {})


def _implied(found: Extraction, gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Return what each company or project stands for, by its name."""
    lines: dict[str, list[str]] = {}
    for each in found.implied:
        lines.setdefault(each.by, []).append(_names(each.field, gazetteer)[each.value].name)
    return lines


def _grouped(findings: list[Finding]) -> dict[tuple[str, str, float], list[Finding]]:
    groups: dict[tuple[str, str, float], list[Finding]] = {}
    for each in findings:
        groups.setdefault((each.value, each.rule, each.confidence), []).append(each)
    return groups


def _quotes(lines: "_Lines", same: list[Finding]) -> Iterator[str]:
    for each in same[:_SHOWN]:
        if each.start is None:
            yield "      outside the text"
        else:
            yield f"      line {lines.number(each.start)}: {lines.quote(each)}"
    if len(same) > _SHOWN:
        yield f"      and {len(same) - _SHOWN:,} more"


@dataclass(slots=True)
class _Lines:
    """A text whose lines are numbered from 1, as editors of text number them."""

    text: str
    _starts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self._starts = tuple(match.end() for match in _BREAK.finditer(self.text))

    def number(self, position: int) -> int:
        """Return the number of the line that a position is on."""
        return bisect_right(self._starts, position) + 1

    def quote(self, found: Finding | NearMiss) -> str:
        """Return the words found, between › and ‹, with a little of what is around them."""
        start, end = found.start or 0, found.end or 0
        words = " ".join(found.quote.split())
        if len(words) > _LONGEST_QUOTE:
            words = words[:_LONGEST_QUOTE] + "…"
        before = self.text[max(0, start - _CONTEXT) : start]
        after = self.text[end : end + _CONTEXT]
        return f"{_tail(before)}›{words}‹{_head(after)}"


def _tail(before: str) -> str:
    return re.split(r"[\r\n]", before)[-1].lstrip()


def _head(after: str) -> str:
    return re.split(r"[\r\n]", after)[0].rstrip()
