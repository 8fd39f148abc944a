"""A collection's page and everything that changes it."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.models import MAX_NOTE, Collection, CollectionItem
from archive.web._links import root_address
from archive.web.workspace._access import find_own, for_analysts, person_of
from archive.web.workspace._files import collection_file, file_links
from archive.web.workspace._forms import CollectionForm, NoteForm
from archive.workspace import (
    Removed,
    WorkspaceError,
    annotate_item,
    make_collection,
    make_token,
    move_item,
    remove_item,
    rename_collection,
    restore_item,
    shown_items,
)

_REMOVED = "removed_item"  # where the session keeps what was removed last
_STEPS = {"up": -1, "down": 1}


@for_analysts
@require_POST
def make_view(request: HttpRequest) -> HttpResponse:
    """Make an empty collection."""
    form = CollectionForm(request.POST)
    try:
        if form.is_valid():
            return redirect(make_collection(person_of(request), form.cleaned_data["name"]))
        messages.error(request, " ".join(map(str, form.errors["name"])))
    except WorkspaceError as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('workspace')}#collections")


@for_analysts
@require_safe
def collection_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a collection to its owner."""
    collection = _own(request, pk)
    removed = request.session.get(_REMOVED) or {}
    context = {
        "collection": collection,
        "items": shown_items(collection),
        "files": file_links("collection-file", str(pk)),
        "share_href": _share_href(request, collection),
        "removed": removed if removed.get("collection") == pk else None,
        "max_note": MAX_NOTE,
    }
    return render(request, "workspace/collection.html", context)


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def rename_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a collection another name."""
    collection = _own(request, pk)
    form = CollectionForm(request.POST) if request.method == "POST" else CollectionForm()
    if form.is_bound and form.is_valid():
        try:
            rename_collection(collection, form.cleaned_data["name"])
            return redirect(collection)
        except WorkspaceError as error:
            form.add_error("name", str(error))
    context = {
        "form": form,
        "collection": collection,
        "name": form.data.get("name", collection.name),
    }
    status = 400 if form.errors else 200
    return render(request, "workspace/rename_collection.html", context, status=status)


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a collection once the person has confirmed it."""
    collection = _own(request, pk)
    if request.method == "POST":
        collection.delete()
        messages.success(request, f"“{collection.name}” is deleted. Its articles stay.")
        return redirect("workspace")
    context = {"collection": collection, "size": collection.items.count()}
    return render(request, "workspace/delete_collection.html", context)


@for_analysts
@require_POST
def share_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a collection to whoever knows a new address, or close it."""
    collection = _own(request, pk)
    is_wanted = request.POST.get("share") == "new"
    collection.share_token = make_token() if is_wanted else None
    collection.save(update_fields=["share_token"])
    done = "is shared by a new link" if is_wanted else "is no longer shared; its link is dead"
    messages.success(request, f"“{collection.name}” {done}.")
    return redirect(f"{collection.get_absolute_url()}#share")


@for_analysts
@require_safe
def file_view(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Hand a collection out as a file."""
    collection = _own(request, pk)
    return collection_file(request, collection, name, collection.get_absolute_url())


@for_analysts
@require_POST
def move_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an item one place."""
    item = _own_item(request, pk)
    move_item(item, _STEPS.get(request.POST.get("move", ""), 0))
    return _to_item(item)


@for_analysts
@require_POST
def note_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the note of an item."""
    item, form = _own_item(request, pk), NoteForm(request.POST)
    if form.is_valid():
        annotate_item(item, form.cleaned_data["note"].replace("\r\n", "\n"))
        messages.success(request, f"The note on “{item.title}” is kept.")
    else:
        messages.error(request, " ".join(map(str, form.errors["note"])))
    return _to_item(item)


@for_analysts
@require_POST
def remove_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out, and remember it for an undo."""
    item = _own_item(request, pk)
    request.session[_REMOVED] = asdict(remove_item(item))
    return redirect(item.collection)


@for_analysts
@require_POST
def restore_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what was removed last."""
    collection = _own(request, pk)
    removed = request.session.pop(_REMOVED, None) or {}
    if removed.get("collection") != pk:
        messages.error(request, "There is nothing to put back.")
        return redirect(collection)
    try:
        restore_item(collection, Removed(**removed))
    except WorkspaceError as error:
        messages.error(request, str(error))
    return redirect(collection)


def _own(request: HttpRequest, pk: int) -> Collection:
    return find_own(Collection.objects.filter(person=person_of(request)), pk=pk)


def _own_item(request: HttpRequest, pk: int) -> CollectionItem:
    items = CollectionItem.objects.filter(collection__person=person_of(request))
    return find_own(items.select_related("collection"), pk=pk)


def _to_item(item: CollectionItem) -> HttpResponse:
    return redirect(f"{item.collection.get_absolute_url()}#item-{item.pk}")


def _share_href(request: HttpRequest, collection: Collection) -> str:
    if not collection.share_token:
        return ""
    return root_address(request) + reverse("shared", args=[collection.share_token])
