"""Saving a search, changing it, deleting it."""

from textwrap import shorten

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from archive.models import MAX_NAME, Cadence, SavedSearch
from archive.search import SearchQuery
from archive.web._edited import edited_href
from archive.web._filters import ArticleFilterSet
from archive.web._labels import labels_for
from archive.web._links import search_href
from archive.web._views import search_view
from archive.web.workspace._access import find_own, for_analysts, person_of
from archive.web.workspace._feeds import feed_address
from archive.web.workspace._forms import SearchForm
from archive.web.workspace._questions import read_question, show_question
from archive.workspace import (
    UnreadableSearch,
    WorkspaceError,
    change_search,
    make_token,
    save_search,
)


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def save_view(request: HttpRequest) -> HttpResponseBase:
    """Save the search of the address: ask for a name, then go back to the results."""
    filters = ArticleFilterSet(request.GET)
    if filters.problems():
        return search_view(request) if request.method != "POST" else redirect("workspace")
    query = filters.search_query()
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    if form.is_bound and form.is_valid() and _saved(request, query, form):
        return redirect(search_href(query))
    question = show_question(query, labels_for([query]))
    context = {
        "form": form,
        "name": form.data.get("name", shorten(question.line, MAX_NAME, placeholder=" …")),
        "question": question,
        "back_href": search_href(query),
        **_mailing(request, form.data.get("cadence", "")),
    }
    return render(request, "workspace/save.html", context, status=_status(form))


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a saved search, set its e-mail, and show its feed."""
    saved = _own(request, pk)
    form = SearchForm(request.POST) if request.method == "POST" else SearchForm()
    if form.is_bound and form.is_valid() and _changed(request, saved, form):
        return redirect("workspace")
    context = {
        "form": form,
        "saved": saved,
        "name": form.data.get("name", saved.name),
        "feed_href": feed_address(request, saved),
        "edit_href": edited_href(saved),
        **_mailing(request, form.data.get("cadence", saved.cadence)),
    }
    return render(request, "workspace/edit_search.html", context, status=_status(form))


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a saved search once the person has confirmed it."""
    saved = _own(request, pk)
    if request.method == "POST":
        saved.delete()
        messages.success(request, f"“{saved.name}” is deleted.")
        return redirect("workspace")
    return render(request, "workspace/delete_search.html", {"saved": saved})


@for_analysts
@require_POST
def feed_switch_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a saved search a feed of a new address, or take it away."""
    saved = _own(request, pk)
    is_wanted = request.POST.get("feed") == "new"
    saved.feed_token = make_token() if is_wanted else None
    saved.save(update_fields=["feed_token"])
    done = "has a new address" if is_wanted else "is closed; its address no longer works"
    messages.success(request, f"The feed of “{saved.name}” {done}.")
    return redirect("edit-search", pk=pk)


def _own(request: HttpRequest, pk: int) -> SavedSearch:
    return find_own(SavedSearch.objects.filter(person=person_of(request)), pk=pk)


def _saved(request: HttpRequest, query: SearchQuery, form: SearchForm) -> bool:
    """Save; tell whether that went well, and put what went wrong into the form."""
    name, cadence = form.cleaned_data["name"], form.cleaned_data["cadence"] or Cadence.OFF
    try:
        save_search(person_of(request), name, query, cadence=cadence, now=timezone.now())
    except WorkspaceError as error:
        form.add_error("name", str(error))
        return False
    messages.success(request, f"Saved as “{name}”. Your workspace shows what is new in it.")
    return True


def _changed(request: HttpRequest, saved: SavedSearch, form: SearchForm) -> bool:
    name, cadence = form.cleaned_data["name"], form.cleaned_data["cadence"] or saved.cadence
    try:
        change_search(saved, name, cadence, query=_query(saved), now=timezone.now())
    except WorkspaceError as error:
        form.add_error("name", str(error))
        return False
    messages.success(request, f"“{name}” is changed.")
    return True


def _query(saved: SavedSearch) -> SearchQuery | None:
    try:
        return read_question(saved.parameters)
    except UnreadableSearch:
        return None


def _mailing(request: HttpRequest, cadence: str) -> dict[str, object]:
    """Return what the form says about e-mail, and whether there can be any."""
    return {
        "cadences": Cadence.choices,
        "cadence": cadence or Cadence.OFF.value,
        "can_send": settings.CAN_SEND_EMAIL,
        "address": person_of(request).email,
    }


def _status(form: SearchForm) -> int:
    return 400 if form.errors else 200
