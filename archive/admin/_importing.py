"""Adding many clippings at once: send files, watch them being read, try again what was refused."""

from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from archive.ingest import IngestError, SentFile, advance, retry_failed, start_import
from archive.models import Import, ImportItem, ItemStatus

_PER_PAGE = 100
_LISTED = 10  # imports
_ACCEPTED = ".zip,.csv,.jsonl,.ndjson,.txt,.md,.html,.htm,.mht,.mhtml,.pdf,.docx,.eml"


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class ImportForm(forms.Form):
    """Files, as many as are chosen."""

    clippings = forms.Field(
        required=False,
        label="Files",
        help_text="Plain text, HTML, PDF, Word or e-mail; a zip archive of them; or a table of "
        "articles, as CSV or JSON Lines.",
        widget=_ManyFiles(attrs={"accept": _ACCEPTED}),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many clippings became what."""

    label: str
    number: int
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import: how far it is and what became of each clipping."""

    batch: Import
    total: int
    done: int
    is_running: bool
    failed: int
    counts: tuple[Tally, ...]
    items: Any


def import_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the pages."""
    return [
        path("import/", site.admin_view(_imports_view(site)), name="imports"),
        path("import/<int:pk>/", site.admin_view(_import_view(site)), name="import"),
    ]


def unfinished_imports() -> QuerySet[Import]:
    """Return the imports of which something still waits."""
    return Import.objects.filter(items__status=ItemStatus.WAITING).distinct()


def _imports_view(site: AdminSite) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        _demand_permission(request)
        form = ImportForm()
        if request.method == "POST":
            files = request.FILES.getlist("clippings")
            sent = [SentFile(each.name or "", cast(BinaryIO, each)) for each in files]
            try:
                return HttpResponseRedirect(_start(request, sent).get_absolute_url())
            except IngestError as error:
                form = ImportForm(request.POST)
                form.add_error(None, str(error))
        context = {"title": "Add many at once", "form": form, "imports": _latest()}
        context |= site.each_context(request)
        return TemplateResponse(request, "admin/imports.html", context)

    return view


def _import_view(site: AdminSite) -> Any:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        _demand_permission(request)
        batch = get_object_or_404(Import, pk=pk)
        if request.method == "POST":
            _work(request, batch)
            return HttpResponseRedirect(request.get_full_path())
        page = _make_page(batch, request.GET.get("status", ""), request.GET.get("page", "1"))
        context = {"title": batch.name, "page": page} | site.each_context(request)
        return TemplateResponse(request, "admin/import.html", context)

    return view


def _demand_permission(request: HttpRequest) -> None:
    if not request.user.has_perm("archive.add_article"):
        raise PermissionDenied


def _start(request: HttpRequest, sent: list[SentFile]) -> Import:
    if not sent:
        raise IngestError("Choose at least one file.")
    return start_import(sent, cast(Any, request.user))


def _work(request: HttpRequest, batch: Import) -> None:
    if "_retry" in request.POST and not retry_failed(batch):
        messages.warning(request, "The files are kept no longer. Send them again.")
    advance(batch)


def _latest() -> QuerySet[Import]:
    counted = Import.objects.select_related("person").annotate(total=Count("items"))
    return counted[:_LISTED]


def _make_page(batch: Import, status: str, number: str) -> ImportPage:
    counts = dict(batch.items.order_by().values_list("status").annotate(Count("pk")))
    total, waiting = sum(counts.values()), counts.get(ItemStatus.WAITING, 0)
    shown = status if status in ItemStatus.values else ""
    return ImportPage(
        batch=batch,
        total=total,
        done=total - waiting,
        is_running=waiting > 0,
        failed=counts.get(ItemStatus.FAILED, 0),
        counts=tuple(_counts(batch, counts, shown)),
        items=Paginator(_items(batch, shown), _PER_PAGE).get_page(number),
    )


def _counts(batch: Import, counts: dict[str, int], shown: str) -> list[Tally]:
    here = batch.get_absolute_url()
    rows = [Tally("All", sum(counts.values()), here, not shown)]
    for status in ItemStatus:
        if number := counts.get(status, 0):
            href = f"{here}?status={status.value}"
            rows.append(Tally(str(status.label), number, href, shown == status))
    return rows


def _items(batch: Import, status: str) -> QuerySet[ImportItem]:
    items = batch.items.select_related("article")
    return items.filter(status=status) if status else items
