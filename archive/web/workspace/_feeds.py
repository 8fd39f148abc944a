"""The feed of a saved search: whoever knows its address may read it, until it is closed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from archive.models import SavedSearch
from archive.search import InvalidQuery
from archive.web._feed import feed_response
from archive.web._links import root_address
from archive.web.workspace._questions import read_question
from archive.workspace import UnreadableSearch


def feed_address(request: HttpRequest, saved: SavedSearch) -> str:
    """Return the whole address of a feed; empty when there is none."""
    if not saved.feed_token:
        return ""
    return root_address(request) + reverse("saved-feed", args=[saved.feed_token])


@require_safe
@conditional_page
def saved_feed_view(request: HttpRequest, token: str) -> HttpResponse:
    """Return the latest additions to a saved search."""
    found = SavedSearch.objects.filter(feed_token=token, person__is_active=True).first()
    if found is None:
        raise Http404("There is no such feed. Its owner may have closed it.")
    try:
        query = read_question(found.parameters)
        here = reverse("saved-feed", args=[token])
        response = feed_response(request, query, name=found.name, here=here)
    except (UnreadableSearch, InvalidQuery) as error:
        message = f"The saved search “{found.name}” can no longer be read: {error}\n"
        response = HttpResponse(message, status=410, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
