"""What every address of the API has in common: tokens, rates, JSON, caching, other origins."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.exceptions import AuthenticationFailed, ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from archive.api._problems import NO_LENGTH, TOO_LARGE, Problem
from archive.api._throttle import RateThrottle
from archive.api._tokens import BearerAuthentication
from archive.web.rate_limit import costs

_OVERHEAD = 1024 * 1024  # bytes of a body beside the clipping itself


class StrictJSONParser(BaseParser):
    """JSON in UTF-8, as RFC 8259 has it: no NaN, no other encoding, no bottomless nesting."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        """Return the value; raise ParseError with the place for anything else."""
        try:
            return json.loads(stream.read().decode("utf-8"), parse_constant=_refuse)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply.") from error
        except ValueError as error:
            raise ParseError(f"The body is not JSON in UTF-8: {error}.") from error


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a number in JSON")


@method_decorator(costs(0), name="dispatch")  # counted by tokens, which pages do not know
@method_decorator(conditional_page, name="dispatch")
class ApiView(APIView):
    """A view whose answers are JSON and whose failures are problems."""

    authentication_classes = [BearerAuthentication]
    throttle_classes = [RateThrottle]
    parser_classes = [StrictJSONParser]

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """Read parameters as UTF-8, whatever charset the request names."""
        request.encoding = "utf-8"
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse a body that is too large, or whose end is not known, before it is read."""
        super().initial(request, *args, **kwargs)
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            raise Problem(NO_LENGTH, NO_LENGTH.advice)
        if length.isdecimal() and int(length) > settings.MAX_UPLOAD_BYTES + _OVERHEAD:
            limit = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
            detail = f"A clipping may have {limit} MB. Send its text alone, or split it."
            raise Problem(TOO_LARGE, detail)

    def perform_authentication(self, request: Request) -> None:
        """Find out who asks; wrong tokens count for the address that sends them."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are, and to other origins what they may send."""
        return Response(status=204)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Add the headers that every answer has."""
        response = super().finalize_response(request, response, *args, **kwargs)
        is_stored = request.method in ("GET", "HEAD") and response.status_code == 200
        patch_cache_control(response, **({"no_cache": True} if is_stored else {"no_store": True}))
        response["X-Robots-Tag"] = "noindex"
        self._admit_origin(request, response)
        return response

    def _admit_origin(self, request: Request, response: Response) -> None:
        """Let pages of the origins in ARCHIVE_API_ORIGINS read the answer (CORS)."""
        if not settings.API_ORIGINS:
            return
        patch_vary_headers(response, ["Origin"])
        origin = request.headers.get("Origin", "")
        if origin not in settings.API_ORIGINS:
            return
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "ETag, Location, Retry-After"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = ", ".join(self.allowed_methods)
            response["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response["Access-Control-Max-Age"] = "86400"
