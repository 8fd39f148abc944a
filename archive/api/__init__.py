"""What programs get: the archive as a REST API, described in OpenAPI 3.1."""

from archive.api._problems import BAD_REQUEST, FAULT, NOT_FOUND, exception_handler, or_problem
from archive.api._schema import add_problems, api_schema
from archive.api._tokens import keep_secret, new_secret, revoke

__all__ = [
    "BAD_REQUEST",
    "FAULT",
    "NOT_FOUND",
    "add_problems",
    "api_schema",
    "exception_handler",
    "keep_secret",
    "new_secret",
    "or_problem",
    "revoke",
]
