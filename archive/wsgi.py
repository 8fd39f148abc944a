"""The WSGI entry point that gunicorn serves."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")


class Request(WSGIRequest):
    """A request read as UTF-8 when it names a charset that is none of text, such as hex.

    Django fails on those before any of its handlers of errors can answer.
    """

    def _set_content_type_params(self, environ: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(environ)
        except (LookupError, ValueError):
            self._encoding = None


class Handler(WSGIHandler):
    """Django, with requests that cannot fail."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
