"""Dates as they are written: words and figures of many languages to calendar dates.

Says what a piece of text can mean, not whether it is when the article was published.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from archive.edtf import PartialDate

Order = Literal["dmy", "mdy"]

_YEARS = range(1900, 2100)

_FILE = Path(__file__).parent / "gazetteers" / "languages.toml"

_ALSO_OTHER_WORDS = frozenset(("may", "march", "mar", "dec", "set", "out"))
_LETTERS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"[A-Z][a-z]+")
_YEAR_FIRST = re.compile(r"(?<![\d.,])(\d{4})([-/.]|\. )(\d{1,2})\2(\d{1,2})(?=T\d|(?![\d]))")
_COMPACT = re.compile(r"(?<!\S)((?:19|20)\d\d)(\d\d)(\d\d)(?!\S)")
_REIWA = re.compile(r"令和\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_REIWA_BEGAN = 2018  # the year before its first
_YEAR_LAST = re.compile(
    r"(?<![\d.,/-])(\d{1,2})(\s?[-/.]\s?)(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])(?![.,]\d)"
)
_CJK = re.compile(r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일号])?")
_MONTH_YEAR = re.compile(r"(?<![\d.,/-])(0?[1-9]|1[0-2])([./])((?:19|20)\d\d)(?![\d/-]|[.,]\d)")
_MONTH_DAY_TIME = re.compile(r"(?<![\d.,/-])(\d{1,2})-(\d{1,2})(?=\s+\d{1,2}:\d{2})")
_DAY_BEFORE = re.compile(
    r"(?<![\d.,:/$€£])(\d{1,2})(?:st|nd|rd|th|er|º|°|ª|-го)?[.,]?[\s/–-]*(?:(?:de|of|di|do)\s+)?$"
)
_RANGE_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:[-–/&]|to|and)\s?|—)$")
_YEAR_AFTER = re.compile(r"[.,']{0,2}[\s,/–-]{0,3}(?:(?:de|del|of|do)\s+)?(\d{4})(?!\d|[.,]\d)")
_SHORT_YEAR_AFTER = re.compile(r"[-/' ]{1,2}(\d{2})(?![\d:.,])")
_DAY_AFTER = re.compile(r"\.?[\s-]{0,3}(\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|\.\d|,\d(?!\d{3}(?!\d)))")
_TIME_BETWEEN = re.compile(
    r"[\s,]*(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?[\s,]*(?:[A-Z]{2,4})?"
)
_MONTH_BEFORE = re.compile(r"[^\W\d_]{3,}\s?[-–—/]\s?$")  # "May-June 2024"
_NUMBER_BEFORE = re.compile(r"(?:\b(?:no|nr|vol|issue|number|núm)\.?|[№#])\s?$", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s?(?:[-–—]|to|and)\s?(\d{1,2})(?!\d|:)")
_RANGE_OF_ISSUE = range(5, 15)  # days from the first to the last; conferences are shorter
_MISREAD = re.compile(r"\b(?:Apr(?:i[1I]|1l)|Ju[1I]y|0ct(?:ober)?|N0v(?:ember)?)(?=\W)")
_LETTER_OF_FIGURE = str.maketrans("10I", "lOl")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written at `text[start:end]`.

    `date` is None while day and month may be swapped; then `orders` holds both readings.
    """

    start: int
    end: int
    date: PartialDate | None
    dmy: PartialDate | None = None
    mdy: PartialDate | None = None

    def read(self, order: Order | None) -> PartialDate | None:
        """Return the date; for an ambiguous one without `order`, its year alone."""
        if self.date:
            return self.date
        if order is None:
            return PartialDate(self.dmy.year) if self.dmy else None
        return self.dmy if order == "dmy" else self.mdy


def find_dates(text: str) -> list[DateMention]:
    """Return the dates written in a line, in order, without overlaps or ranges of days."""
    text = _MISREAD.sub(_as_printed, text)
    found = [*_in_figures(text), *_in_words(text)] if any(map(str.isdigit, text)) else []
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[DateMention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _as_printed(misread: re.Match[str]) -> str:
    """Return the month for which character recognition saw "Apri1" or "0ctober"."""
    return misread[0].translate(_LETTER_OF_FIGURE).capitalize()


def month_number(word: str) -> int | None:
    """Return the month that a word names, in any language known here."""
    return _names().months.get(word.lower())


def weekday_in(text: str) -> int | None:
    """Return the first weekday that a text names, Monday being 0."""
    words = (_names().weekdays.get(match.group().lower()) for match in _LETTERS.finditer(text))
    return next((number for number in words if number is not None), None)


def is_weekday(word: str) -> bool:
    """Tell whether a word names a day of the week."""
    return word.lower() in _names().weekdays


def _in_figures(text: str) -> Iterator[DateMention]:
    for match in _YEAR_FIRST.finditer(text):
        yield from _mention(match.start(), match.end(), match[1], match[3], match[4])
    for match in _COMPACT.finditer(text):
        yield from _mention(match.start(), match.end(), match[1], match[2], match[3])
    yield from _in_east_asian_figures(text)
    for match in _MONTH_DAY_TIME.finditer(text):
        yield from _mention(match.start(), match.end(), None, match[1], match[2])
    for match in _YEAR_LAST.finditer(text):
        yield from _year_last(match)
    for match in _MONTH_YEAR.finditer(text):
        yield from _mention(match.start(), match.end(), match[3], match[1], None)


def _in_east_asian_figures(text: str) -> Iterator[DateMention]:
    for match in _REIWA.finditer(text):
        year = _REIWA_BEGAN + (1 if match[1] == "元" else int(match[1]))
        yield from _mention(match.start(), match.end(), str(year), match[2], match[3])
    for match in _CJK.finditer(text):
        if match[1] or match[3]:
            yield from _mention(match.start(), match.end(), match[1], match[2], match[3])


def _year_last(match: re.Match[str]) -> Iterator[DateMention]:
    first, separator, second, year = match.groups()
    if len(year) == 2:
        if "." in separator and int(year) < 20:
            return  # 1.2.10 is a version or a section, not a date
        year = f"20{year}"
    dmy, mdy = _date(year, second, first), _date(year, first, second)
    if separator.strip() == "." or not mdy or dmy == mdy:
        mdy = dmy or mdy
        dmy = dmy or mdy
    dmy = dmy or mdy
    if dmy:
        known = dmy if dmy == mdy else None
        yield DateMention(match.start(), match.end(), known, dmy, mdy)


def _in_words(text: str) -> Iterator[DateMention]:
    for word in _LETTERS.finditer(text):
        month = month_number(word.group())
        if month and _names_month(text, word):
            yield from _around_month(text, word.start(), word.end(), month)
            continue
        for part in _CAMEL.finditer(text, *word.span()):  # "iconMay 17", "6 OctoberAuthor"
            if part.group() != word.group() and (month := month_number(part.group())):
                yield from _around_month(text, *part.span(), month)


def _names_month(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word that may also be a verb or a preposition has a day before it."""
    if word.group() not in _ALSO_OTHER_WORDS:
        return True
    return _DAY_BEFORE.search(text, max(0, word.start() - 12), word.start()) is not None


def _around_month(text: str, start: int, end: int, month: int) -> Iterator[DateMention]:
    before = _DAY_BEFORE.search(text[max(0, start - 12) : start])
    left = start - len(text[max(0, start - 12) : start]) + before.start() if before else start
    if before and not _NUMBER_BEFORE.search(text[max(0, left - 10) : left]):
        if range_before := _RANGE_BEFORE.search(text[max(0, left - 8) : left]):
            first = left - len(range_before[0])
            yield from _issue(text, (first, end), range_before[1], before[1], month)
            return
        year = _YEAR_AFTER.match(text, end) or _SHORT_YEAR_AFTER.match(text, end)
        yield from _mention(left, year.end() if year else end, year and year[1], month, before[1])
        return
    if day := _DAY_AFTER.match(text, end):
        if last := _RANGE_AFTER.match(text, day.end()):
            yield from _issue(text, (start, last.end()), day[1], last[1], month)
            return
        time = _TIME_BETWEEN.match(text, day.end())
        year = _YEAR_AFTER.match(text, day.end()) or (
            _YEAR_AFTER.match(text, time.end()) if time else None
        )
        yield from _mention(
            start, year.end() if year else day.end(), year and year[1], month, day[1]
        )
        return
    year = _YEAR_AFTER.match(text, end)
    if year and not _MONTH_BEFORE.search(text[max(0, start - 14) : start]):
        yield from _mention(start, year.end(), year[1], month, None)


def _issue(
    text: str, span: tuple[int, int], first: str, last: str, month: int
) -> Iterator[DateMention]:
    """Read the week or the fortnight of an issue, of which the month alone is certain."""
    year = _YEAR_AFTER.match(text, span[1])
    if year and int(last) - int(first) in _RANGE_OF_ISSUE:
        yield from _mention(span[0], year.end(), year[1], month, None)


def _mention(
    start: int, end: int, year: str | None, month: str | int, day: str | None
) -> Iterator[DateMention]:
    if year and len(year) == 2:
        year = f"20{year}"
    if date := _date(year, month, day):
        yield DateMention(start, end, date)


def _date(year: str | None, month: str | int, day: str | None) -> PartialDate | None:
    if year and int(year) not in _YEARS:
        return None
    try:
        return PartialDate(int(year) if year else None, int(month), int(day) if day else None)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Names:
    months: dict[str, int]
    weekdays: dict[str, int]


@cache
def _names() -> _Names:
    with _FILE.open("rb") as file:
        dates = tomllib.load(file)["dates"]
    months = _numbered(dates["months"], 1) | dates["other_months"]
    return _Names(months, _numbered(dates["weekdays"], 0))


def _numbered(lines: Iterable[str], first: int) -> dict[str, int]:
    return {name: n for line in lines for n, name in enumerate(line.split(), start=first)}
