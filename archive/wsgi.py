"""The WSGI entry point that gunicorn serves."""

import os
from typing import Any
from wsgiref.types import StartResponse

from django.core.wsgi import get_wsgi_application
from django.http.response import HttpResponseBase
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

_django = get_wsgi_application()
_SAMPLE = rb"q=\u0041+b"  # what reads it otherwise reads addresses otherwise, or not at all


def application(environ: dict[str, Any], start_response: StartResponse) -> HttpResponseBase:
    """Answer a request, read as UTF-8 when its charset has no ASCII, such as hex or idna.

    Django fails on those before any of its handlers of errors can answer.
    """
    content_type = environ.get("CONTENT_TYPE", "")
    if not _is_readable(content_type):
        environ["CONTENT_TYPE"] = content_type.partition(";")[0]
    return _django(environ, start_response)


def _is_readable(content_type: str) -> bool:
    try:
        _, parameters = parse_header_parameters(content_type)
        charset = parameters.get("charset", "utf-8")
        return _SAMPLE.decode(charset, "replace") == _SAMPLE.decode("ascii")
    except (LookupError, ValueError):
        return False
