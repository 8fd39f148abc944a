"""The description of the API in OpenAPI 3.1, made from its views."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator

from archive.api import _problems as problems

_AN_HOUR = 60 * 60
_ALWAYS = (
    problems.NO_TOKEN,
    problems.NOT_ACCEPTABLE,
    problems.TOO_MANY,
    problems.FAULT,
    problems.UNAVAILABLE,
)
_WITH_BODY = (
    problems.BAD_BODY,
    problems.FORBIDDEN,
    problems.NO_LENGTH,
    problems.TOO_LARGE,
    problems.WRONG_MEDIA_TYPE,
    problems.UNREADABLE,
)
_WAITING = {problems.TOO_MANY, problems.UNAVAILABLE}


class BearerScheme(OpenApiAuthenticationExtension):
    """How to send a token."""

    target_class = "archive.api._tokens.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Return the security scheme."""
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Made at the editors’ desk or with manage.py api_token, and shown once.",
        }


@cache
def api_schema() -> dict[str, Any]:
    """Return the schema; it is made once a process."""
    # Views read settings that name this package, so they can only be imported after it.
    from archive.api._routes import described

    schema: dict[str, Any] = SchemaGenerator(patterns=described).get_schema(public=True)
    return schema


@require_safe
@cache_control(max_age=_AN_HOUR)
@conditional_page
def schema_view(request: HttpRequest) -> JsonResponse:
    """Hand out the schema."""
    response = JsonResponse(api_schema(), json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def add_problems(
    result: dict[str, Any],
    generator: Any,
    request: Any,
    public: bool,  # noqa: FBT001
) -> dict[str, Any]:
    """Add to every operation the problems that it may answer with."""
    result["components"]["responses"] = {kind.name: _response(kind) for kind in problems.KINDS}
    for path, operations in result["paths"].items():
        for operation in operations.values():
            for kind in _kinds(path, operation):
                reference = {"$ref": f"#/components/responses/{kind.name}"}
                operation["responses"][str(kind.status)] = reference
    return result


def _kinds(path: str, operation: dict[str, Any]) -> tuple[problems.Kind, ...]:
    """Return the problems of one operation."""
    return (
        *_ALWAYS,
        *(_WITH_BODY if "requestBody" in operation else [problems.BAD_PARAMETERS]),
        *([problems.NOT_FOUND] if "{" in path else ()),
    )


def _response(kind: problems.Kind) -> dict[str, Any]:
    headers = {}
    if kind in _WAITING:
        headers["Retry-After"] = {
            "description": "Seconds to wait.",
            "schema": {"type": "integer", "minimum": 0},
        }
    if kind is problems.NO_TOKEN:
        headers["WWW-Authenticate"] = {"description": "Bearer.", "schema": {"type": "string"}}
    example = problems.problem_body(problems.Problem(kind, kind.advice))
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": f"{kind.title}. {kind.advice}",
        "headers": headers,
        "content": {problems.MEDIA_TYPE: {"schema": schema, "example": example}},
    }
