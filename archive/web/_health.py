"""Whether Lode can answer: for load balancers and the people behind them."""

from dataclasses import asdict, dataclass

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from archive.indexing import queue_state
from archive.search import SearchError, SearchQuery, get_engine
from archive.web.rate_limit import costs

_MAX_AGE = 300  # seconds that an untried task may wait before something must be wrong


@dataclass(frozen=True, slots=True)
class Queue:
    """The index queue: how long, how old (seconds), how many tasks have failed."""

    waiting: int = 0
    oldest_seconds: int = 0
    failed: int = 0


@costs(0)
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process runs; ask nothing of database or index."""
    return HttpResponse("ok\n", content_type="text/plain")


@costs(0)
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say whether database and index answer; 503 with reasons when they do not.

    Warnings are of what needs a person, although everything answers.
    """
    queue, reasons = _queue()
    faults, warnings = _index()
    reasons += faults
    if queue.oldest_seconds > _MAX_AGE:
        reasons.append("The index queue is not being emptied. Start `manage.py index_worker`.")
    body = {
        "ready": not reasons,
        "reasons": reasons,
        "warnings": warnings,
        "queue": asdict(queue),
    }
    return JsonResponse(body, status=503 if reasons else 200)


def _queue() -> tuple[Queue, list[str]]:
    """Return the state of the queue; failed tasks wait on purpose and have no age."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state = queue_state()
    except DatabaseError:
        return Queue(), ["The database does not answer."]
    age = int((timezone.now() - state.oldest).total_seconds()) if state.oldest else 0
    return Queue(state.waiting, max(0, age), state.failed), []


def _index() -> tuple[list[str], list[str]]:
    """Return what is wrong with the index, and what to warn of."""
    engine = get_engine()
    try:
        engine.search(SearchQuery())  # a name alone does not show that it can be read
        return [], engine.warnings()
    except SearchError as error:
        return [f"The search index cannot be read: {error}"], []
