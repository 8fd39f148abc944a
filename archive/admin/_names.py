"""Changing names with open eyes: what a save would do to the archive, shown before it is done."""

from itertools import islice
from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from archive.admin._indexing import IndexingAdmin
from archive.extraction import Gazetteer
from archive.ingest import MAX_EVALUATED, NamePreview, current_gazetteer, preview_names, reextract
from archive.models import Article

CONFIRMED = "_confirmed"
APPLIED = "apply"
_ARTICLE = "_article"
_SHOWN = 100  # articles of a preview
_OWN_FIELDS = ("csrfmiddlewaretoken", CONFIRMED, _ARTICLE)


class NamesAdmin(IndexingAdmin):
    """An admin whose rows are names that extraction reads.

    A save that would change articles is rehearsed in a transaction that is rolled back; the
    page then says what it would change, and saves when the editor confirms.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what saving would change; save at once when that is nothing."""
        if request.method != "POST" or CONFIRMED in request.POST:
            response = super().changeform_view(request, object_id, form_url, extra_context)
            if isinstance(response, HttpResponseRedirect) and request.POST.get(CONFIRMED):
                self._apply(request)
            return response
        before = current_gazetteer()
        response, after = self._rehearse(request, object_id, form_url, extra_context)
        if not isinstance(response, HttpResponseRedirect):
            return response
        if after.names_changed(before):
            preview = preview_names(before, after)
            if preview.steps or preview.is_cut:
                return self._preview_page(request, object_id, preview)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def message_user(self, request: HttpRequest, message: Any, *args: Any, **kwargs: Any) -> None:
        """Say it, but not of a rehearsal."""
        if not getattr(request, "is_rehearsal", False):
            super().message_user(request, message, *args, **kwargs)

    def _rehearse(
        self,
        request: HttpRequest,
        object_id: str | None,
        form_url: str,
        extra_context: dict[str, Any] | None,
    ) -> tuple[HttpResponse, Gazetteer]:
        """Save, look at the names as they are then, and take everything back."""
        cast(Any, request).is_rehearsal = True
        try:
            with transaction.atomic():
                response = super().changeform_view(request, object_id, form_url, extra_context)
                after = current_gazetteer()
                transaction.set_rollback(True)
        finally:
            cast(Any, request).is_rehearsal = False
        return response, after

    def _preview_page(
        self, request: HttpRequest, object_id: str | None, preview: NamePreview
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "What this would change",
            "preview": preview,
            "steps": preview.steps[:_SHOWN],
            "more": max(0, len(preview.steps) - _SHOWN),
            "object_id": object_id,
            "posted": [
                (name, value)
                for name, values in request.POST.lists()
                if name not in _OWN_FIELDS
                for value in values
            ],
            "may_apply": request.user.has_perm("archive.change_article"),
        }
        return TemplateResponse(request, "admin/archive/preview_names.html", context)

    def _apply(self, request: HttpRequest) -> None:
        """Extract the articles of the preview again, when the editor chose that."""
        if request.POST[CONFIRMED] != APPLIED:
            return
        if not request.user.has_perm("archive.change_article"):
            return
        ids = [int(pk) for pk in request.POST.getlist(_ARTICLE) if pk.isdecimal() and len(pk) < 19]
        gazetteer = current_gazetteer()
        articles = Article.objects.filter(pk__in=list(islice(ids, MAX_EVALUATED)))
        for article in articles:
            reextract(article, gazetteer=gazetteer)
        messages.success(request, f"Extracted again: {len(articles):,} articles.")
