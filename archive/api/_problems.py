"""Whatever goes wrong becomes a problem (RFC 9457), with the fix in words."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from archive.ingest import UnreadableClipping
from archive.search import IndexUnavailable, InvalidQuery

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
ROOT = "/api/"
RETRY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem; `name` is its anchor on the docs page, `advice` what to do about it."""

    name: str
    status: int
    title: str
    advice: str

    @property
    def type(self) -> str:
        """Return the reference that identifies the kind."""
        return f"{ROOT}#{self.name}"


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong: a parameter, or a place in the body (a JSON pointer)."""

    detail: str
    parameter: str = ""
    pointer: str = ""


BAD_PARAMETERS = Kind(
    "parameters",
    400,
    "The parameters cannot be used",
    "Each of the errors names a parameter and the fix. A part that cannot be read is never left "
    "out, as that would widen the result without a word.",
)
BAD_BODY = Kind(
    "body",
    400,
    "The body cannot be used",
    "Send JSON as described, or a form with a file; each of the errors points at its place.",
)
BAD_REQUEST = Kind("request", 400, "The request cannot be read", "Look at how it was written.")
NO_TOKEN = Kind(
    "token",
    401,
    "A valid token is needed",
    "Send the header Authorization: Bearer and the token. Tokens are made at the editors’ desk "
    "or with manage.py api_token, and end when they are revoked.",
)
FORBIDDEN = Kind(
    "permission",
    403,
    "The token does not allow this",
    "The person whom the token belongs to may not add articles. Ask an administrator.",
)
NOT_FOUND = Kind("not-found", 404, "There is nothing here", "It may have been deleted.")
WRONG_METHOD = Kind(
    "method", 405, "This address has no such method", "The header Allow lists them."
)
NOT_ACCEPTABLE = Kind(
    "accept", 406, "Lode answers in JSON", "Leave out the header Accept, or accept JSON."
)
NO_LENGTH = Kind(
    "length",
    411,
    "The body has no length",
    "Send it in one piece, with the header Content-Length, not in chunks.",
)
TOO_LARGE = Kind("size", 413, "The clipping is too large", "Send its text alone, or split it.")
WRONG_MEDIA_TYPE = Kind(
    "media-type",
    415,
    "The body is of another type",
    "Send application/json, or multipart/form-data with a file.",
)
UNREADABLE = Kind(
    "clipping",
    422,
    "No text can be read from the clipping",
    "The detail says what it is and in which format to send it.",
)
TOO_MANY = Kind(
    "too-many", 429, "Too many requests", "Wait as many seconds as the header Retry-After says."
)
FAULT = Kind("fault", 500, "Lode has a fault", "It is not your request. Please report it.")
UNAVAILABLE = Kind(
    "unavailable",
    503,
    "Lode cannot answer just now",
    "The index is being repaired, or the database is busy. Ask again after the seconds of "
    "Retry-After. Rather than some of the articles, you get none.",
)
KINDS = (
    BAD_PARAMETERS,
    BAD_BODY,
    BAD_REQUEST,
    NO_TOKEN,
    FORBIDDEN,
    NOT_FOUND,
    WRONG_METHOD,
    NOT_ACCEPTABLE,
    NO_LENGTH,
    TOO_LARGE,
    WRONG_MEDIA_TYPE,
    UNREADABLE,
    TOO_MANY,
    FAULT,
    UNAVAILABLE,
)


class Problem(Exception):
    """A request that is refused, and why."""

    def __init__(self, kind: Kind, detail: str, errors: Sequence[Error] = ()) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = tuple(errors)


class BadParameters(Problem):
    """Parameters that cannot be used, by name."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        errors = [Error(message, parameter=name) for name, message in messages.items()]
        super().__init__(BAD_PARAMETERS, " ".join(messages.values()), errors)


def problem_body(problem: Problem) -> dict[str, Any]:
    """Return the members of a problem as RFC 9457 names them."""
    kind = problem.kind
    body = {"type": kind.type, "title": kind.title, "status": kind.status, "detail": problem.detail}
    errors = [
        {name: text for name, text in asdict(error).items() if text} for error in problem.errors
    ]
    return body | ({"errors": errors} if errors else {})


def exception_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer an exception of a view; None leaves a fault to Django."""
    problem = _understood(error)
    if problem is None:
        return None
    set_rollback()
    headers = _headers(error, problem)
    status = problem.kind.status
    return Response(problem_body(problem), status, headers=headers, content_type=MEDIA_TYPE)


def or_problem(page: Callable[..., HttpResponse], kind: Kind) -> Callable[..., HttpResponse]:
    """Return an error page that answers addresses of the API with a problem instead."""

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return page(request, *args, **kwargs)
        problem = Problem(kind, kind.advice)
        return JsonResponse(problem_body(problem), status=kind.status, content_type=MEDIA_TYPE)

    return answer


def _understood(error: Exception) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return _bad_body(error)
    if isinstance(error, InvalidQuery):
        return BadParameters({"q": str(error)})
    for known, kind in _KNOWN:
        if isinstance(error, known):
            return Problem(kind, _detail(error, kind))
    return None


_KNOWN: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Kind], ...] = (
    (UnreadableClipping, UNREADABLE),
    ((IndexUnavailable, OperationalError), UNAVAILABLE),
    ((exceptions.NotAuthenticated, exceptions.AuthenticationFailed), NO_TOKEN),
    ((exceptions.PermissionDenied, PermissionDenied), FORBIDDEN),
    ((exceptions.NotFound, Http404), NOT_FOUND),
    (exceptions.MethodNotAllowed, WRONG_METHOD),
    (exceptions.NotAcceptable, NOT_ACCEPTABLE),
    (exceptions.UnsupportedMediaType, WRONG_MEDIA_TYPE),
    (exceptions.Throttled, TOO_MANY),
    (exceptions.ParseError, BAD_BODY),
    (RequestDataTooBig, TOO_LARGE),
    (SuspiciousOperation, BAD_REQUEST),
)
_OUR_WORDS = (UnreadableClipping, exceptions.AuthenticationFailed, Http404)


def _detail(error: Exception, kind: Kind) -> str:
    """Return our own words about this very request, or what the kind advises."""
    if kind is UNAVAILABLE:
        logger.error("The API cannot answer.", exc_info=error)
    if isinstance(error, _OUR_WORDS) or kind is BAD_BODY:
        return str(error) or kind.advice
    return kind.advice


def _headers(error: Exception, problem: Problem) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", ""):
        headers["WWW-Authenticate"] = challenge
    if problem.kind is TOO_MANY:
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 1))
    if problem.kind is UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_SECONDS)
    return headers


def _bad_body(error: exceptions.ValidationError) -> Problem:
    """Turn the messages of a serializer into errors with JSON pointers."""
    messages = error.detail if isinstance(error.detail, dict) else {"": error.detail}
    errors = [
        Error(str(message), pointer=_pointer(name))
        for name, found in messages.items()
        for message in (found if isinstance(found, list) else [found])
    ]
    return Problem(BAD_BODY, " ".join(each.detail for each in errors), errors)


def _pointer(name: str) -> str:
    """Return the JSON pointer of a member of the body; of the whole body without a name."""
    if name in ("", "non_field_errors"):
        return "#"
    return "#/" + name.replace("~", "~0").replace("/", "~1")
