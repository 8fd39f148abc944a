"""How long the server took, for the developer tools of any browser and for load tests."""

from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponseBase


class ServerTimingMiddleware:
    """Say in `Server-Timing` how many milliseconds a response took inside the process.

    Waiting for a free process is not in it, nor is what a streamed response does afterwards.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and note the time."""
        start = perf_counter()
        response = self._get_response(request)
        response["Server-Timing"] = f"app;dur={(perf_counter() - start) * 1000:.1f}"
        return response
