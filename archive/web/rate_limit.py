"""So many pages a minute for each client; the API counts for itself.

What is served without a view, as static files are, is not counted.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from archive.web._clients import client_of
from archive.web._rates import seconds_to_wait

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Price:
    """As how many pages a view counts, and in which budget; 0 is not counted at all."""

    pages: int
    budget: str = "pages"


_ONE_PAGE = Price(1)


def costs(pages: int, budget: str = _ONE_PAGE.budget) -> Callable[[View], View]:
    """Return a decorator of views that count as more than a page, or as none."""

    def priced(view: View) -> View:
        @wraps(view)
        def same(*args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(*args, **kwargs)

        cast("Any", same).price = Price(pages, budget)
        return same

    return priced


# Checking a password is dear by design; its own budget lets people sign in who have spent theirs.
count_sign_in = costs(5, "sign-in")


class RateLimitMiddleware:
    """Ask a client that opens too many pages to wait; belongs behind the authentication."""

    def __init__(self, get_response: View) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Count a page; answer 429 instead of it when there were too many."""
        price: Price = getattr(view, "price", _ONE_PAGE)
        if not price.pages:
            return None
        client = f"{price.budget} {client_of(request)}"
        wait = seconds_to_wait(client, settings.PAGE_RATE, price.pages)
        return _too_many(request, math.ceil(wait)) if wait else None


@never_cache
def _too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Say when to go on: on a page, or to a script or program as one paragraph."""
    is_page = "text/html" in request.headers.get("Accept", "")
    template = "429.html" if is_page else "_too_many.html"
    context = {"seconds": seconds, "rate": settings.PAGE_RATE}
    response = render(request, template, context, status=429)
    response["Retry-After"] = str(seconds)
    return response
