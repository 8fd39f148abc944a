"""What the numbers are made of: certain change, and periods of the calendar."""

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest

from archive.analysis._periods import (
    in_words,
    last_full_year,
    previous,
    short,
    suitable,
)
from archive.analysis._surges import certain_change
from archive.search import DateSpan, Period


@pytest.mark.parametrize(
    ("now", "before", "least"),
    [
        (3, 0, 1.0),  # three articles are no surge
        (8, 0, 1.206),
        (40, 10, 1.656),
        (10, 40, 0.604),
        (10, 10, 1.0),
        (0, 0, 1.0),
        (4000, 1000, 3.652),
    ],
)
def test_certain_change_of_equal_periods(now, before, least):
    assert certain_change(now, 5000, before, 5000) == pytest.approx(least, abs=0.001)


def test_certain_change_is_of_the_share_not_of_the_number():
    assert certain_change(80, 2000, 40, 1000) == 1.0  # the archive has doubled, too
    assert certain_change(40, 1000, 40, 4000) > 2


def test_nothing_is_certain_without_articles_to_compare():
    assert certain_change(5, 5, 0, 0) == certain_change(0, 0, 5, 5) == 1.0


@pytest.mark.parametrize("seed", range(100))
def test_certain_change_never_exceeds_what_was_seen(seed):
    draw = random.Random(seed).randint
    now, before, total_now, total_before = draw(0, 90), draw(0, 90), draw(90, 400), draw(90, 400)

    least = certain_change(now, total_now, before, total_before)
    seen = (now / total_now) / (before / total_before) if before else float("inf")

    assert least == 1 or (1 < least <= seen) or (seen <= least < 1)
    mirrored = certain_change(before, total_before, now, total_now)
    assert mirrored == pytest.approx(1 / least)


@pytest.mark.parametrize("length", [0, 1, 30, 31, 45, 300, 729, 731, 2200, 2300, 9000, 80_000])
def test_periods_follow_each_other_and_hold_every_day(length):
    for first in (date(1789, 7, 14), date(2023, 12, 31), date(2024, 2, 29)):
        last = first + timedelta(days=length)

        periods = suitable(first, last)

        assert len(periods) <= 32
        assert periods[0].first <= first <= periods[0].last
        assert periods[-1].first <= last <= periods[-1].last
        for before, after in pairwise(periods):
            assert (after.first - before.last).days == 1
        assert all(in_words(period) and short(period) for period in periods)


@pytest.mark.parametrize(
    ("first", "last", "words", "label"),
    [
        ("2024-01-16", "2024-01-16", "16 January 2024", "16 Jan"),
        ("2024-03-01", "2024-03-31", "March 2024", "Mar ’24"),
        ("2024-04-01", "2024-06-30", "April 2024 to June 2024", "Q2 ’24"),
        ("2024-01-01", "2024-12-31", "2024", "2024"),
        ("2020-01-01", "2029-12-31", "2020 to 2029", "2020–2029"),
        ("0001-01-01", "2019-12-31", "until 2019", "earlier"),
    ],
)
def test_periods_are_said_as_people_say_them(first, last, words, label):
    period = Period(date.fromisoformat(first), date.fromisoformat(last))

    assert (in_words(period), short(period)) == (words, label)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2024-01-01", "2024-12-31", ("2023-01-01", "2023-12-31")),
        ("2024-01-01", "2024-03-31", ("2023-10-01", "2023-12-31")),
        ("2024-03-01", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("2024-03-05", "2024-03-11", ("2024-02-27", "2024-03-04")),
        ("0001-01-01", "2024-12-31", None),
    ],
)
def test_the_period_before_is_equal(first, last, before):
    found = previous(Period(date.fromisoformat(first), date.fromisoformat(last)))

    assert found == (before and tuple(map(date.fromisoformat, before)))


@pytest.mark.parametrize(
    ("last", "today", "expected"),
    [
        ("2024-03-17", "2026-11-22", ("2023-04-01", "2024-03-31")),
        ("2026-11-20", "2026-11-22", ("2025-11-01", "2026-10-31")),
        ("2026-11-30", "2026-11-30", ("2025-12-01", "2026-11-30")),
        ("2031-01-01", "2026-11-22", ("2025-11-01", "2026-10-31")),  # misread dates lie ahead
    ],
)
def test_the_last_full_year_ends_with_a_month_that_is_over(last, today, expected):
    span = DateSpan(last=date.fromisoformat(last))

    assert last_full_year(span, date.fromisoformat(today)) == tuple(
        map(date.fromisoformat, expected)
    )
    assert last_full_year(DateSpan(), date(2026, 1, 1)) is None
