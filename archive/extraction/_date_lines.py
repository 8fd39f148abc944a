"""Lines that say when an article was published, told from lines that merely contain a date."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from archive.edtf import PartialDate
from archive.extraction._date_words import DateMention, find_dates, is_weekday, month_number

Label = Literal["published", "signed", "updated", "sent", ""]

_LONGEST = 240  # characters
_MOST_WORDS = 16  # of a line without a label
_MOST_OTHER_WORDS = 4  # beside the date, in its own segment
_LABEL_REACH = 70  # characters before the date
_LABEL_EVENT = 20  # characters before the date: "Event date:"
_LABEL_WORDS = 12
_MOST_EDITION_WORDS = 14
_CONNECTOR = 3  # letters
_SEGMENT = re.compile(
    r"\s*[|•·»►]\s*|\s+[/—–-]+\s+|\s{2,}|[\t\u3000]|(?<=\d)(?=Source\b)|(?<=[a-z\d])(?=Category\b)"
    r"|\s(?=(?:Source|[\u3400-\u9fff]{2,4})\s*[:：])"
)
_TIME_AFTER = re.compile(r"\s+\d{1,2}:\d{2}")
_FILE = Path(__file__).parent / "gazetteers" / "publication.toml"
_DEADLINE = re.compile(r"\bby\W*$", re.IGNORECASE)  # "by June 15"
_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that carries a date; `others` counts its words beside date, time and label."""

    mention: DateMention
    label: Label
    others: int


def read_date_line(line: str, *, labelled_only: bool = False) -> DateLine | None:
    """Return the date by which a header or footer line says when it was published."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return None
    mentions = find_dates(line) or _labelled_year(line)
    readings = [reading for mention in mentions if (reading := _read(line, mention))]
    for label in ("published", "signed", *(() if labelled_only else ("",)), "updated", "sent"):
        if chosen := next((r for r in readings if r.label == label), None):
            return chosen
    return None


def _labelled_year(line: str) -> list[DateMention]:
    """Return the year that stands for the date: "Published: 2021", "Tin Review, 2020"."""
    wording = _wording()
    match = wording.year.fullmatch(line)
    if match is None or not (match["label"] or wording.edition.search(match["name"])):
        return []
    return [DateMention(*match.span("year"), PartialDate(int(match["year"])))]


def _read(line: str, mention: DateMention) -> DateLine | None:
    label = _label(line[: mention.start])
    segment_start, segment_end = _segment(line, mention)
    rest = line[segment_start : mention.start] + " \n " + line[mention.end : segment_end]
    rest = _wording().update.sub(" ", rest)
    is_event = _wording().event.search(line[: mention.start][-_LABEL_EVENT:])
    if label and not is_event and len(line.split()) <= 2 * _MOST_WORDS:
        return DateLine(mention, label, 0)
    if _wording().event.search(line) or len(line.split()) > _MOST_WORDS:
        return None
    if _DEADLINE.search(line[: mention.start]):
        return None
    if _is_edition(line, mention):
        return DateLine(mention, "", 0)
    others = _other_words(rest)
    if others > _most_others(mention, line):
        return None
    return DateLine(mention, "", others)


def _is_edition(line: str, mention: DateMention) -> bool:
    """Tell whether a line is how an issue cites itself: "Mining Journal, July 2019"."""
    if line[mention.end :].strip(" .)") or len(line.split()) > _MOST_EDITION_WORDS:
        return False
    before = line[: mention.start]
    words = _WORD.findall(before)
    return bool(_wording().edition.search(before)) and all(
        word[0].isupper() or len(word) <= _CONNECTOR for word in words
    )


def _most_others(mention: DateMention, line: str) -> int:
    """Return how many other words a date bears; without day or year it stands alone."""
    if mention.date and mention.date.day and _TIME_AFTER.match(line, mention.end):
        return _MOST_OTHER_WORDS
    if mention.date and mention.date.precision != "day":
        return 0 if mention.date.precision == "month" else 1
    return _MOST_OTHER_WORDS


def _label(before: str) -> Label:
    tail = before[-_LABEL_REACH:]
    if len(tail.split()) > _LABEL_WORDS:
        return ""
    found = [(match.start(), label) for label, match in _labels_in(tail)]
    return max(found)[1] if found else ""


def _labels_in(tail: str) -> Iterator[tuple[Label, re.Match[str]]]:
    for label, shape in _wording().labels:
        yield from ((label, match) for match in shape.finditer(tail))


def _segment(line: str, mention: DateMention) -> tuple[int, int]:
    starts = [m.end() for m in _SEGMENT.finditer(line) if m.end() <= mention.start]
    ends = [m.start() for m in _SEGMENT.finditer(line) if m.start() >= mention.end]
    return (starts[-1] if starts else 0), (ends[0] if ends else len(line))


def _other_words(rest: str) -> int:
    words = _WORD.findall(_wording().noise.sub(" ", rest))
    return sum(not (is_weekday(word) or month_number(word)) for word in words)


@dataclass(frozen=True, slots=True)
class _Wording:
    labels: tuple[tuple[Label, re.Pattern[str]], ...]
    update: re.Pattern[str]
    event: re.Pattern[str]
    noise: re.Pattern[str]
    edition: re.Pattern[str]
    year: re.Pattern[str]


@cache
def _wording() -> _Wording:
    with _FILE.open("rb") as file:
        tables = tomllib.load(file)
    between = rf"\W*(?:{'|'.join(tables['between'])})?\W*.{{0,24}}$"
    updated, published, signed, event, noise = (
        re.compile(f"(?:{'|'.join(tables[name])}){rest}", re.IGNORECASE)
        for name, rest in (
            ("updated", between),
            ("published", between),
            ("signed", between),
            ("events", ""),
            ("noise", ""),
        )
    )
    update = re.compile(
        rf"\b(?:last )?(?:{'|'.join(tables['updated'])})\b.{{0,40}}(?=\n|$)", re.IGNORECASE
    )
    sent = re.compile(r"^sent\s*:.{0,24}$", re.IGNORECASE)
    edition = re.compile(rf"\b(?:{'|'.join(tables['editions'])})\b", re.IGNORECASE)
    year = re.compile(
        rf"(?:(?P<label>{'|'.join(tables['published'])})\s*[:：]?\s*"
        r"|(?P<name>[A-Z][^,;:]{3,50}), ?)"
        r"(?P<year>(?:19|20)\d\d)(?:\s?(?:年|г\.?|года?))?(?:\s*(?:来源|Source|\|).*)?",
        re.IGNORECASE,
    )
    labels: tuple[tuple[Label, re.Pattern[str]], ...] = (
        ("updated", updated),
        ("published", published),
        ("signed", signed),
        ("sent", sent),
    )
    return _Wording(labels, update, event, noise, edition, year)
