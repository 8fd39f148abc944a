"""How often programs may ask."""

import math
from typing import Any

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from archive.web import client_of, seconds_to_wait


class RateThrottle(BaseThrottle):
    """So many requests a minute for each token, and fewer for each network address."""

    def __init__(self) -> None:
        self._wait = 0.0

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count a request and tell whether it may go on."""
        if request.auth is not None:
            self._wait = seconds_to_wait(f"token {request.auth.pk}", settings.API_TOKEN_RATE)
        else:
            self._wait = seconds_to_wait(f"api {client_of(request)}", settings.API_RATE)
        return not self._wait

    def wait(self) -> float:
        """Return the whole seconds after which to try again."""
        return math.ceil(self._wait)
