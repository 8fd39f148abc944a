"""Work counted in function calls, which no busy machine changes."""

import sys


def calls_of(ask):
    """Return how many functions are called to get an answer, and the answer."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = ask()
    finally:
        sys.setprofile(before)
    return calls, found
