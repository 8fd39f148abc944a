"""Putting articles into a collection, from a list of hits or from an article's page."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from archive.models import Article, Collection
from archive.web.workspace._access import find_own, for_analysts, go_back, person_of, safe_path
from archive.web.workspace._forms import CollectForm
from archive.workspace import (
    AddReport,
    WorkspaceError,
    add_articles,
    make_collection,
)


@for_analysts
@require_http_methods(["GET", "HEAD", "POST"])
def collect_view(request: HttpRequest) -> HttpResponse:
    """Ask which collection, then put the articles there and go back."""
    form = CollectForm(request.POST if request.method == "POST" else request.GET)
    back = form.data.get("back", "")
    if form.is_valid() and request.method == "POST" and _collected(request, form):
        return go_back(request, back, "search")
    ids = form.cleaned_data.get("article", []) if hasattr(form, "cleaned_data") else []
    context = {
        "form": form,
        "articles": _articles(ids),
        "collections": _recent(request),
        "chosen": form.data.get("collection", ""),
        "name": form.data.get("name", ""),
        "back_href": safe_path(request, back, "search"),
    }
    is_refused = request.method == "POST" and bool(form.errors)
    return render(request, "workspace/collect.html", context, status=400 if is_refused else 200)


def _articles(ids: list[int]) -> list[Article]:
    rows = Article.objects.select_related("source").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _recent(request: HttpRequest) -> QuerySet[Collection]:
    """Return a person's collections, the one changed last first."""
    return Collection.objects.filter(person=person_of(request)).order_by("-updated_at", "-pk")


def _collected(request: HttpRequest, form: CollectForm) -> bool:
    """Add; tell whether that went well, and put what went wrong into the form."""
    name, pk = form.cleaned_data["name"], form.cleaned_data["collection"]
    if not name and not pk:
        form.add_error("name", "Choose a collection, or name a new one.")
        return False
    try:
        collection = make_collection(person_of(request), name) if name else _own(request, pk)
        report = add_articles(collection, form.cleaned_data["article"])
    except WorkspaceError as error:
        form.add_error("name" if name else "collection", str(error))
        return False
    messages.success(request, _in_words(report, collection))
    return True


def _own(request: HttpRequest, pk: int) -> Collection:
    return find_own(Collection.objects.filter(person=person_of(request)), pk=pk)


def _in_words(report: AddReport, collection: Collection) -> str:
    parts = [f"{_articles_in_words(report.added)} added to “{collection.name}”."]
    if report.present:
        parts.append(f"{_articles_in_words(report.present)} already there.")
    if report.missing:
        parts.append(f"{_articles_in_words(report.missing)} no longer in the archive.")
    return " ".join(parts)


def _articles_in_words(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
