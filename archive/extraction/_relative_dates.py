"""Dates told from today: "yesterday", "hace 3 días", counted from a day that is known."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from archive.edtf import PartialDate

_MOST_OTHER_WORDS = 6
_MOST_DAYS = 31
_WEEK = 7
_MINUTES = r"min(?:ute)?s?|minutos?|Minuten?|минут[ыу]?|menit|dakika|分钟|分鐘|分"
_HOURS = r"h(?:ou)?rs?|hours?|horas?|heures?|Stunden?|час(?:а|ов)?|jam|saat|小时|小時|時間"
_DAYS = r"days?|d[ií]as?|jours?|Tag(?:en?)?|дн(?:я|ей)|день|hari|gün|天|日"
_WEEKS = r"weeks?|semanas?|semaines?|Wochen?|недел[юиь]|minggu|hafta|周|週間"
_COUNT = r"(?P<count>\d{1,3}|an?|one|una?|uma?|une|eine[rm]?)"
_UNIT = rf"(?:(?P<minutes>{_MINUTES})|(?P<hours>{_HOURS})|(?P<weeks>{_WEEKS})|(?P<days>{_DAYS}))"
_AGO = re.compile(
    rf"(?<!\w)(?:(?:hace|h[aá]|il y a|vor) {_COUNT} ?{_UNIT}(?!\w)".replace("?P<", "?P<b_")
    + rf"|{_COUNT} ?{_UNIT} ?(?:ago|atrás|назад|lalu|yang lalu|önce|前)(?!\w))",
    re.IGNORECASE,
)
_TODAY = re.compile(
    r"(?<!\w)(?:just now|today|hoy|aujourd['’]hui|heute|hoje|сегодня|hari ini|今天)(?!\w)",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(
    r"(?<!\w)(?:yesterday|ayer|hier|gestern|ontem|вчера|kemarin|dün|昨天)(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A date counted from another, as far as it is certain, said at `line[start:end]`."""

    date: PartialDate
    start: int
    end: int


def parse_day(edtf: str) -> date | None:
    """Return the calendar day of an EDTF day; None for anything else."""
    try:
        return date.fromisoformat(edtf.strip())
    except ValueError:
        return None


def read_relative_date(line: str, seen: date) -> RelativeDate | None:
    """Return the date that a short line tells relative to the day it was `seen`.

    Hours and weeks leave several days possible: then the month alone is told, if it is one.
    """
    if len(line.split()) > _MOST_OTHER_WORDS + 3:
        return None
    for shape, days in ((_TODAY, 0), (_YESTERDAY, 1)):
        if match := shape.search(line):
            return _between(seen, days, days, match)
    match = _AGO.search(line)
    if match is None:
        return None
    unit, count = _unit_and_count(match)
    fewest, most = {
        "minutes": (0, 0),
        "hours": (0, 1 + count // 24),
        "weeks": (count * _WEEK, count * _WEEK + _WEEK - 1),
        "days": (count, count),
    }[unit]
    return _between(seen, fewest, most, match) if fewest <= _MOST_DAYS else None


def _unit_and_count(match: re.Match[str]) -> tuple[str, int]:
    groups = {name.removeprefix("b_"): value for name, value in match.groupdict().items() if value}
    count = groups.pop("count")
    return next(iter(groups)), int(count) if count.isdigit() else 1


def _between(seen: date, fewest: int, most: int, match: re.Match[str]) -> RelativeDate | None:
    late, early = seen - timedelta(days=fewest), seen - timedelta(days=most)
    if late == early:
        told = PartialDate(late.year, late.month, late.day)
    elif (late.year, late.month) == (early.year, early.month):
        told = PartialDate(late.year, late.month)
    else:
        return None
    return RelativeDate(told, *match.span())
