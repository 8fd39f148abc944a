"""What gunicorn calls answers every request, also those that Django cannot read."""

from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture
def ask(db):
    """Return a function that sends a request as a server would and returns the status."""
    # The connection of the test must outlive the request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    from archive.wsgi import application

    def send(path, query, content_type):
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": content_type,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.url_scheme": "http",
        }
        statuses = []
        application(environ, lambda status, headers: statuses.append(status)).close()
        return statuses[0]

    yield send
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    "charset",
    ["hex", "rot13", "idna", "punycode", "undefined", "unicode_escape", "utf-16", "nonsense"],
)
@pytest.mark.parametrize("path", ["/healthz", "/about/", "/api/schema/"])
@pytest.mark.parametrize("query", ["q=lithium", "q=a%20b%C3%A9%5Cx"])
def test_charset_that_is_none_of_text_is_no_fault(ask, path, query, charset):
    assert ask(path, query, f"text/plain; charset={charset}") == "200 OK"


def test_parameter_in_an_unknown_encoding_is_no_fault(ask):
    assert ask("/about/", "", "text/plain; name*=nonsense''a") == "200 OK"
