"""Dates with the precision they have: a small subset of EDTF (ISO 8601-2), and nothing else.

`2024-01-16`, `2024-01`, `2024`, and `XXXX-11-06` for a day whose year is unknown
(https://www.loc.gov/standards/datetime/).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", "month-day"]

_EDTF = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_ISO_LIKE = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+"
    r"(?:(?P<day_after>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})"
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_LEAP_YEAR = 2000  # any leap year: XXXX-02-29 is a possible day


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the year, the month or the day may be unknown.

    Raises ValueError for an impossible date and for combinations that EDTF cannot say.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and (self.day is not None or self.year is None):
            raise ValueError("A date needs a year, or a month and a day.")
        if self.year is None and self.day is None:
            raise ValueError("A month without a year needs its day.")
        date(self.year or _LEAP_YEAR, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        return year + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    @property
    def precision(self) -> Precision:
        """Say which parts are known."""
        if self.year is None:
            return "month-day"
        return "day" if self.day else "month" if self.month else "year"

    @property
    def earliest(self) -> date | None:
        """Return the first day it may be; None when the year is unknown."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    @property
    def latest(self) -> date | None:
        """Return the last day it may be; None when the year is unknown."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def in_words(self) -> str:
        """Return the date as the pages write it, e.g. `16 January 2024`."""
        month = calendar.month_name[self.month] if self.month else ""
        known = [str(part) for part in (self.day, month, self.year) if part]
        return " ".join(known) + (", year unknown" if self.year is None else "")


def parse(text: str) -> PartialDate:
    """Read an EDTF date; raise ValueError for anything else."""
    match = _EDTF.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date such as 2024-01-16, 2024-01, 2024 or XXXX-11-06.")
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    return PartialDate(year, month, day)


def parse_typed(text: str) -> PartialDate:
    """Read a date as a person types it: `2024`, `2024-3`, `6 Nov 2024`, `March 2024`.

    Raises ValueError, with a message for that person, for anything else. Dates in figures
    must begin with the year, as 3/4/2024 is one day in Britain and another in America.
    """
    text = text.strip()
    match = _ISO_LIKE.fullmatch(text) or _IN_WORDS.fullmatch(text)
    try:
        if not match:
            raise ValueError
        parts = match.groupdict()
        month = parts["month"]
        return PartialDate(
            int(parts["year"]),
            (int(month) if month.isdigit() else _month_number(month)) if month else None,
            _number(parts["day"] or parts.get("day_after")),
        )
    except ValueError:
        raise ValueError(f"“{text}” is not a date. Try 2024, 2024-03 or 6 Nov 2024.") from None


def parse_given(text: str) -> PartialDate:
    """Read a date that an editor gives an article: EDTF, or as people type it.

    Raises ValueError, with a message for that person, for anything else.
    """
    try:
        return parse(text.strip().upper())
    except ValueError:
        pass
    try:
        return parse_typed(text)
    except ValueError as error:
        raise ValueError(f"{error} Without the year, write XXXX-11-06 for 6 November.") from error


def _number(digits: str | None) -> int | None:
    return int(digits) if digits and digits.isdigit() else None


def _month_number(name: str) -> int:
    """Return the number of an English month; three letters are enough."""
    for month, number in _MONTHS.items():
        if month.startswith(name.lower()) or (name.lower() == "sept" and number == 9):
            return number
    raise ValueError(name)
