"""schemathesis attacks every operation; whatever the schema promises must hold.

`FUZZ_EXAMPLES` asks for more examples than these, and for other ones each time.
"""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from archive.api import api_schema

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
# No schema can say that one date must not lie before another, that 30 February is none, or
# that a text is a picture in disguise.
CONFIG = {
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "400", "401", "403", "404", "422"],
        }
    },
    # They read the parameters of the search, every one of which is tried there.
    "operations": [
        {"include-operation-id": each, "phases": {"coverage": {"enabled": bool(EXAMPLES)}}}
        for each in ("facet", "suggest", "analysis")
    ],
}


schema = schemathesis.openapi.from_dict(api_schema(), config=SchemathesisConfig.from_dict(CONFIG))


def _application(environ, start_response):
    """Serve a request as gunicorn would."""
    from archive.wsgi import application

    return application(environ, start_response)


schema.app = _application


@pytest.fixture(autouse=True)
def no_rates(settings):
    """Let the attack be as fast as it can, over the connection of the test."""
    settings.API_RATE = settings.API_TOKEN_RATE = 10_000_000
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES or 8,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_api_keeps_what_its_schema_promises(case, three, token):
    case.call_and_validate(headers=token | {"Accept-Encoding": "identity"})
