"""The dateline that opens a story: place, day and agency before the first dash."""

import re
from dataclasses import dataclass

from archive.extraction._date_words import DateMention, find_dates, month_number

_REACH = 190  # characters
_MOST_WORDS = 18
_TERMINATOR = re.compile(
    r"\s?--+\s?|\s?[—–―]\s?|\s-\s|\.-\s?|\s?[:：]\s|(?<=/)[.\s]|(?<=\))\s*[-–—.]?\s?(?=\S)"
    r"|(?<=[A-Z]{4})\.\s(?=\S)"  # YEREVAN, JULY 11, ARMENPRESS. The ...
)
_ALONE = re.compile(r"\d.{0,20}[(/][^()/]{2,30}[)/]\.?\s*[-–—]{1,2}$")
_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*")
_CONNECTORS = frozenset(
    [
        "of",
        "de",
        "del",
        "da",
        "do",
        "dos",
        "la",
        "le",
        "les",
        "el",
        "and",
        "y",
        "e",
        "by",
        "via",
        "am",
        "du",
        "di",
        "en",
        "um",
        "al",
        "the",
        "г",
        "года",
    ]
)
_AGENCY = re.compile(
    r"[(（\[【]\s*([^()（）\[\]/:：]{2,60}?)\s*[)）\]】]"
    r"|/\s*([^\W\d][^()/:,\d]{1,40}?|APA|24\.kg)\s*/"
)
_UNBRACKETED = re.compile(
    r"(?:[,.]\s+|\s/\s?)([^\W\da-zа-яё_][\w.-]+(?: [^\W\da-zа-яё_][\w.-]+)?)\W*$"
)
_SLUG = re.compile(  # "(2nd LD)", "(News Focus)": what an agency says of its own text
    r"[(\[]\s*(?:\d(?:st|nd|rd|th) )?(?:LEAD|LD|URGENT|UPDATE\w*|NEWS\w*|FEATURE|INTERVIEW"
    r"|EDITORIAL|ROUNDUP|CORRECTED|RECAST\w*|PHOTO|VIDEO|EXCLUSIVE|WATCH|OPINION|COLUMN|ANALYSIS"
    r"|BREAKING|YONHAP \w+)\b[^()\[\]]{0,20}[)\]]",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"[^\S\n]*[（(]?(?:本报|据)?(\S{2,6}?社|中新网)\S{0,6}?(\d{1,2}月\d{1,2}日)电"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What stands before the first sentence, as offsets into the paragraph.

    `names` are the bracketed parts, each a possible agency; `last` is the name before the
    dash, which may be an agency without brackets.
    """

    end: int
    date: DateMention | None
    names: tuple[tuple[int, int], ...]
    last: tuple[int, int] | None = None


def read_dateline(paragraph: str) -> Dateline | None:
    """Return the dateline of a paragraph; None when it begins with its first sentence."""
    if match := _CHINESE.match(paragraph[:60]):
        dates = find_dates(match.group())
        return Dateline(match.end(), dates[-1] if dates else None, (match.span(1),))
    opening = paragraph[:_REACH]
    broken_off = " " if _ALONE.search(opening) else ""
    ends = [match.start() for match in _TERMINATOR.finditer(opening + broken_off)]
    end = max((each for each in ends if _is_dateline(opening[:each])), default=None)
    if end is None:
        return None
    segment = opening[:end]
    dates = find_dates(segment)
    names = tuple(match.span(match.lastindex or 0) for match in _AGENCY.finditer(segment))
    if not (dates or names):
        return None
    last = None if names else _UNBRACKETED.search(segment)
    return Dateline(end, dates[0] if dates else None, names, last.span(1) if last else None)


def is_dateline_alone(line: str) -> bool:
    """Tell whether a line ends with the dash of a dateline, its story being on the next."""
    return len(line) <= _REACH and bool(_ALONE.search(line)) and read_dateline(line) is not None


def _is_dateline(segment: str) -> bool:
    words = _WORD.findall(segment)
    if not words or len(segment.split()) > _MOST_WORDS or _SLUG.match(segment):
        return False
    has_mark = any(map(str.isdigit, segment)) or bool(_AGENCY.search(segment))
    return has_mark and all(
        not word[0].islower() or word in _CONNECTORS or month_number(word) is not None
        for word in words
    )
