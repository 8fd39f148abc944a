"""Pages for whoever knows an address: a shared collection, and the way out of e-mail."""

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from archive.models import Cadence, Collection, SavedSearch
from archive.web.workspace._files import collection_file, file_links
from archive.workspace import person_of_token, shown_items, stop_alerts


@require_safe
def shared_view(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared collection; nothing can be changed here."""
    collection = _find(token)
    context = {
        "collection": collection,
        "items": shown_items(collection),
        "files": file_links("shared-file", token),
    }
    return _unindexed(render(request, "workspace/shared.html", context))


@require_safe
def shared_file_view(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """Hand a shared collection out as a file."""
    address = reverse("shared", args=[token])
    return _unindexed(collection_file(request, _find(token), name, address))


@csrf_exempt  # RFC 8058: mailboxes post without cookies; the signed address is the authority
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_view(request: HttpRequest, token: str) -> HttpResponse:
    """Switch off all e-mail to a person: by one click in a mailbox, or after asking."""
    pk = person_of_token(token)
    if pk is None or not User.objects.filter(pk=pk).exists():
        raise Http404("This link is incomplete. Copy all of it, or sign in and open Workspace.")
    stopped = stop_alerts(pk) if request.method == "POST" else None
    alerting = SavedSearch.objects.filter(person=pk).exclude(cadence=Cadence.OFF)
    context = {"stopped": stopped, "count": alerting.count(), "token": token}
    return _unindexed(render(request, "workspace/unsubscribe.html", context))


def _find(token: str) -> Collection:
    shared = Collection.objects.filter(share_token=token, person__is_active=True).first()
    if shared is None:
        raise Http404("There is no such collection. Its owner may have stopped sharing it.")
    return shared


def _unindexed(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
