"""Days of publication: more every year, fewer in August and at weekends."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from archive.synthetic._grammar import Binding, literal, ordinal
from archive.synthetic._vocabulary import Edition
from archive.synthetic._zipf import Wheel

_YEARS = Wheel.weighted(
    range(2012, 2027), (2, 2.2, 2, 2.3, 2.8, 4, 4.6, 4.4, 5, 7, 9, 11, 12.5, 15, 7)
)
_MONTHS = Wheel.weighted(range(1, 13), (7, 8, 10, 9, 9, 8.5, 7.5, 5.5, 9, 10, 10.5, 6))
# The last year of the spread is a half year; nothing is dated later than its end.
_LAST = date(2026, 6, 30)


def day_of_publication(random: Random) -> date:
    """Choose a day between 2012 and the middle of 2026."""
    while True:
        year, month = _YEARS.spin(random), _MONTHS.spin(random)
        day = date(year, month, 1 + int(random.random() * monthrange(year, month)[1]))
        is_rare = day.weekday() >= 5 and random.random() < 0.7
        if day <= _LAST and not is_rare:
            return day


def later(random: Random, day: date, days: int) -> date:
    """Return the day itself or one up to `days` later."""
    return min(day + timedelta(int(random.random() * (days + 1))), _LAST)


def date_parts(random: Random, edition: Edition, day: date) -> Mapping[str, Binding]:
    """Return the parts of a date as a page of this edition prints them."""
    hour, minute = 5 + int(random.random() * 18), int(random.random() * 60)
    parts = {
        "d": str(day.day),
        "dd": f"{day.day:02d}",
        "m": str(day.month),
        "mm": f"{day.month:02d}",
        "yyyy": str(day.year),
        "month": edition.months[day.month - 1],
        "mon": edition.months_short[day.month - 1],
        "weekday": edition.weekdays[day.weekday()],
        "dow": edition.weekdays_short[day.weekday()],
        "ordinal": ordinal(day.day),
        "time": f"{hour:02d}:{minute:02d}",
    }
    return {name: literal(text) for name, text in parts.items()}


def edtf(day: date, precision: str) -> str:
    """Return what a text tells that prints the day with this precision."""
    if precision == "month-day":
        return f"XXXX-{day:%m-%d}"
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
