"""Lines that say when an article was published, told from lines that merely contain a date."""

import re
from dataclasses import dataclass
from typing import Literal

from archive.extraction._date_words import DateMention, find_dates, is_weekday, month_number

Label = Literal["published", "updated", "sent", ""]

_LONGEST = 240  # characters
_MOST_WORDS = 16  # of a line without a label
_MOST_OTHER_WORDS = 4  # beside the date, in its own segment
_LABELS: tuple[tuple[Label, re.Pattern[str]], ...] = (
    (
        "updated",
        re.compile(
            r"(?:updated?|modified|revised|actualizad[oa]|atualizad[oa]|mis à jour|aktualisiert"
            r"|aggiornato|diperbarui|обновлено|güncelle\w*|更新|수정|last edited)\W*(?:on|at|em|le|el|am|time|date)?\W*.{0,24}$",
            re.IGNORECASE,
        ),
    ),
    (
        "published",
        re.compile(
            r"(?:published|posted|released?|publish(?:ing)? date|publication date|publication|issued(?: on)?|dated?|created|filed|uploaded"
            r"|publicad[oa]|publicación|fecha|data|publié|parution|veröffentlicht|datum|pubblicato|diterbitkan|tanggal|tarih|yayın\w*"
            r"|опубликовано|дата(?: публикации)?|жарияланды|chop etilgan|发布(?:时间|日期|于)?|时间|日期|公開|掲載|입력|등록|작성|نشر)\W*"
            r"(?:on|at|em|le|el|am|in|by .{1,40}?on|date|time)?\W*.{0,24}$",
            re.IGNORECASE,
        ),
    ),
    ("sent", re.compile(r"^sent\s*:.{0,24}$", re.IGNORECASE)),
)
_EVENT = re.compile(
    r"\b(?:deadline|until|till|effective|expires?|expir\w+|due|valid|conference|webinar|summit|forum|event|meeting|register|registration|copyright"
    r"|closing|closes|close|starts?|begins?|ends?|ended|ending|since|as of|as at|quarter|q[1-4]|h[12]|fy|no later|before|through|from|between|join us|hearing"
    r"|comments? by|submissions?|apply|booth|expo|exhibition|born|founded|established|est|retrieved|accessed|archived|price|prices|delivery|contract)\b|©|\(c\)",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"\s*[|•·»►]\s*|\s+[/—–-]+\s+|\s{3,}|\t|(?<=\d)(?=Source\b)|(?<=[a-z\d])(?=Category\b)|\s(?=Source\s*[:：])"
)
_NOISE = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?|(?<!\w)[ap]\.?m\.?(?!\w)|[+-]\d{4}|(?:gmt|utc)(?:[+-]\d+)?|\b[A-Z]{3,4}\b(?=\W*$)|\b\d+\b"
    r"|\b(?:at|on|the|of|à|a las|às|um|uhr|pukul|wib|wita|ist|jst|kst|hkt|sgt|cet|cest|bst|est|edt|pst|pdt|et|pt|last|local time|мск)\b"
    r"|\d+ (?:min(?:ute)?s?)(?: read)?|\bread\b|\bT?\d+Z?\b",
    re.IGNORECASE,
)
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
    readings = [reading for mention in find_dates(line) if (reading := _read(line, mention))]
    labelled = [reading for reading in readings if reading.label]
    if labelled:
        return next((r for r in labelled if r.label == "published"), labelled[0])
    return readings[0] if readings and not labelled_only else None


def _read(line: str, mention: DateMention) -> DateLine | None:
    label = _label(line[: mention.start])
    segment_start, segment_end = _segment(line, mention)
    rest = line[segment_start : mention.start] + " \n " + line[mention.end : segment_end]
    if label and len(line.split()) <= 2 * _MOST_WORDS:
        return DateLine(mention, label, 0)
    if _EVENT.search(rest) or len(line.split()) > _MOST_WORDS:
        return None
    others = _other_words(rest)
    if others > _most_others(mention):
        return None
    return DateLine(mention, "", others)


def _most_others(mention: DateMention) -> int:
    """A date without its day or its year is as good as alone on its line."""
    if mention.date and mention.date.precision != "day":
        return 0 if mention.date.precision == "month" else 1
    return _MOST_OTHER_WORDS


def _label(before: str) -> Label:
    tail = before[-70:]
    if len(tail.split()) > 12:
        return ""
    return next((label for label, shape in _LABELS if shape.search(tail)), "")


def _segment(line: str, mention: DateMention) -> tuple[int, int]:
    starts = [m.end() for m in _SEGMENT.finditer(line) if m.end() <= mention.start]
    ends = [m.start() for m in _SEGMENT.finditer(line) if m.start() >= mention.end]
    return (starts[-1] if starts else 0), (ends[0] if ends else len(line))


def _other_words(rest: str) -> int:
    words = _WORD.findall(_NOISE.sub(" ", rest))
    return sum(not (is_weekday(word) or month_number(word)) for word in words)
