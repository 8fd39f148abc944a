"""Periods of a calendar: which unit suits a span, what they are called, what came before."""

from calendar import month_abbr, monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from archive.edtf import parse
from archive.search import DateSpan, Period, edtf_range

_MOST_DAYS = 31  # above, months
_MOST_MONTHS = 24  # above, quarters
_MOST_QUARTERS = 24  # above, years
_MOST_YEARS = 30  # above, several years at a time
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
_DAY = timedelta(days=1)


def months(first: date, last: date) -> tuple[Period, ...]:
    """Return the months from one day to another."""
    return tuple(_runs(first, last, 1))


def suitable(first: date, last: date) -> tuple[Period, ...]:
    """Return days, months, quarters or years from one day to another, at most some thirty."""
    if (last - first).days < _MOST_DAYS:
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return tuple(Period(day, day) for day in days)
    span = _month_number(last) - _month_number(first) + 1
    if span <= _MOST_MONTHS:
        return tuple(_runs(first, last, 1))
    if span <= _MOST_QUARTERS * 3:
        return tuple(_runs(first, last, 3))
    years = last.year - first.year + 1
    step = next((step for step in _STEPS if years / step <= _MOST_YEARS), 1000)
    return tuple(_runs(first, last, 12 * step))


def unit_of(period: Period) -> str:
    """Return what a period is: `day`, `month`, `quarter`, `year` or `years`."""
    length = _month_number(period.last) - _month_number(period.first) + 1
    if period.first == period.last:
        return "day"
    return {1: "month", 3: "quarter", 12: "year"}.get(length, "years")


def in_words(period: Period) -> str:
    """Return a period as people say it: `March 2024`, `2024`, `16 January 2024`."""
    after, before = (parse(end).in_words() if end else "" for end in edtf_range(period))
    if not after:
        return f"until {before}"
    return after if after == before else f"{after} to {before}"


def short(period: Period) -> str:
    """Return a period for the axis of a chart: `Mar 24`, `Q2 24`, `2024`, `16 Jan`."""
    first, last = period
    year = f"’{first.year % 100:02d}"
    if first == date.min:
        return "earlier"
    unit = unit_of(period)
    if unit == "day":
        return f"{first.day} {month_abbr[first.month]}"
    if unit == "month":
        return f"{month_abbr[first.month]} {year}"
    if unit == "quarter":
        return f"Q{(first.month + 2) // 3} {year}"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def previous(period: Period) -> Period | None:
    """Return the equal period just before: whole months before whole months, else days.

    None when that would be before the calendar.
    """
    try:
        return _previous(period)
    except (OverflowError, ValueError):
        return None


def _previous(period: Period) -> Period:
    first, last = period
    if is_whole_months(period):
        length = _month_number(last) - _month_number(first) + 1
        begin = _month_number(first) - length
        return _months_from(begin // 12, begin % 12 + 1, length)
    days = (last - first).days + 1
    return Period(first - timedelta(days=days), first - _DAY)


def is_whole_months(period: Period) -> bool:
    """Tell whether a period begins and ends with a month."""
    return period.first.day == 1 and (period.last + _DAY).day == 1


def last_full_year(span: DateSpan, today: date) -> Period | None:
    """Return the last twelve full months in which there are articles; None without dates."""
    if span.last is None:
        return None
    last = min(span.last, today)
    if (last + _DAY).day != 1 and _month_number(last) == _month_number(today):
        last = date(last.year, last.month, 1) - _DAY  # the month is not over
    begin = _month_number(last) - 11
    return _months_from(begin // 12, begin % 12 + 1, 12)


def _months_from(year: int, month: int, count: int) -> Period:
    end = year * 12 + month - 1 + count - 1
    last_day = monthrange(end // 12, end % 12 + 1)[1]
    return Period(date(year, month, 1), date(end // 12, end % 12 + 1, last_day))


def _runs(first: date, last: date, length: int) -> Iterator[Period]:
    """Yield periods of so many months, each beginning at a multiple of that."""
    begin = _month_number(first) // length * length
    for number in range(begin, _month_number(last) + 1, length):
        year, month = divmod(max(number, 12), 12)
        yield _months_from(year, month + 1, length - max(0, 12 - number))


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1
