"""Counting across processes: what is let through, and how long the rest must wait."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from archive.web import seconds_to_wait


def asked(times, rate, cost=1):
    """Ask so many times as one client; return how often it had to wait."""
    return sum(seconds_to_wait("address a", rate, cost) > 0 for _ in range(times))


def test_rate_holds_for_requests_at_once(data_dir, clock):
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: seconds_to_wait("address a", 10), range(40)))

    assert waits.count(0.0) == 10


@pytest.mark.parametrize(("rate", "cost", "allowed"), [(10, 1, 10), (10, 5, 2), (10, 3, 3)])
def test_dear_requests_count_as_several(data_dir, clock, rate, cost, allowed):
    assert asked(12, rate, cost) == 12 - allowed


def test_a_request_that_costs_more_than_a_minute_gives_is_not_locked_out(data_dir, clock):
    assert asked(2, rate=3, cost=5) == 1


def test_waiting_as_long_as_told_is_enough(data_dir, clock):
    wait = [seconds_to_wait("address a", 1) for _ in range(2)][1]

    clock(5_000_000.0 + wait)

    assert wait > 0
    assert seconds_to_wait("address a", 1) == 0


def test_a_spent_budget_comes_back_bit_by_bit(data_dir, clock):
    assert asked(61, rate=60) == 1

    clock(5_000_010.0)

    assert asked(11, rate=60) == 1


def test_clock_set_back_locks_nobody_out(data_dir, clock):
    assert asked(2, rate=1) == 1

    clock(1_000_000.0)

    assert asked(1, rate=1) == 0


def test_rate_file_that_cannot_be_written_stops_nobody(data_dir, clock):
    (data_dir / "rates").mkdir()

    assert asked(5, rate=1) == 0
