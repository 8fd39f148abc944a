"""Adding a clipping in two steps: see what it would become, change that, save."""

from contextlib import suppress
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from archive.admin._add import ClippingForm
from archive.admin._found_form import FoundForm
from archive.admin._held import hold_for, release_for
from archive.admin._indexing import IndexingAdmin
from archive.admin._preview_page import make_preview_page
from archive.edtf import parse
from archive.ingest import (
    ClippingPreview,
    DuplicateClipping,
    IngestError,
    RawClipping,
    amend,
    ingest,
    preview,
)
from archive.models import Article
from archive.stories import reject_story

PREVIEW, EDIT, SAVE = "_preview", "_edit", "_save"  # buttons; without one, a clipping is added


class ArticleAddAdmin(IndexingAdmin):
    """The pages on which a clipping is added."""

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Take pasted text or a file; show what it would become, or add it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ClippingForm(request)
        if EDIT in request.POST or not (form.is_bound and form.is_valid()):
            return self._ask(request, form)
        raw = cast(RawClipping, form.raw)
        try:
            return self._answer(request, form, raw)
        except IngestError as error:
            form.add_error(None, _told(form, error))
            with suppress(IngestError):  # without room, the file has to be chosen again
                _hold(request, form, raw)
            return self._ask(request, form)

    def _answer(self, request: HttpRequest, form: ClippingForm, raw: RawClipping) -> HttpResponse:
        """Show the preview, or save."""
        if not {PREVIEW, SAVE} & request.POST.keys():
            return self._save(request, form, raw, None)
        _hold(request, form, raw)
        shown = preview(raw)
        found = FoundForm(shown, request.POST if SAVE in request.POST else None)
        is_new = shown.existing_id is None or form.cleaned_data["add_anyway"]
        if found.is_valid() and is_new:
            return self._save(request, form, raw, found)
        return self._preview(request, form, shown, found)

    def _ask(self, request: HttpRequest, form: ClippingForm) -> HttpResponse:
        context = {"title": "Add a clipping", "form": form}
        return self._page(request, "admin/archive/article/add_form.html", context)

    def _preview(
        self, request: HttpRequest, form: ClippingForm, shown: ClippingPreview, found: FoundForm
    ) -> HttpResponse:
        context = {
            "title": "What was found",
            "form": form,
            "found": found,
            "url": shown.url,
            "page": make_preview_page(shown, found),
        }
        return self._page(request, "admin/archive/article/preview.html", context)

    def _save(
        self, request: HttpRequest, form: ClippingForm, raw: RawClipping, found: FoundForm | None
    ) -> HttpResponse:
        article = _store(request, form, raw, found)
        release_for(request, form.data.get("kept", ""))
        self.log_addition(request, article, [{"added": {}}])
        messages.success(request, _added(article, is_previewed=found is not None))
        return HttpResponseRedirect(reverse("admin:archive_article_change", args=[article.pk]))

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, shared | context)


def _hold(request: HttpRequest, form: ClippingForm, raw: RawClipping) -> None:
    """Hold a file that was just sent, so that it need not be chosen again."""
    if form.cleaned_data["file"] and not form.is_remembered:
        form.remember(hold_for(request, raw))


def _store(
    request: HttpRequest, form: ClippingForm, raw: RawClipping, found: FoundForm | None
) -> Article:
    """Store a clipping with the values that the editor left it, all or nothing."""
    is_copy, user = bool(form.cleaned_data["add_anyway"]), cast(Any, request.user)
    try:
        with transaction.atomic():
            article = ingest(raw, user=user, allow_duplicate=is_copy)
            if found is not None:
                article = amend(article, found.values)
                if found.cleaned_data["is_apart"]:
                    reject_story(article, user)
    except ValueError as error:  # a name was deleted between the preview and now
        raise IngestError(f"{error} Look at the preview again.") from error
    return article


def _told(form: ClippingForm, error: IngestError) -> str:
    """Return the message of an error; a duplicate gets a link and leave to be stored."""
    if not isinstance(error, DuplicateClipping):
        return str(error)
    form.duplicate_of = error.existing_id
    article = Article.objects.get(pk=error.existing_id)
    return format_html(
        'The archive holds this clipping already: <a href="{}">{}</a>. '
        "Nothing was added. Tick “Add it anyway” to store a copy of it.",
        reverse("admin:archive_article_change", args=[article.pk]),
        article.label,
    )


def _added(article: Article, *, is_previewed: bool) -> str:
    """Say in one line what is stored; what nobody looked at asks for a look."""
    if is_previewed:
        return f"Added: {article.label}."
    found = [
        f"title “{article.title}”" if article.title else "no title",
        f"source {article.source}" if article.source else "no source",
        parse(article.published).in_words() if article.published else "no date",
        f"countries: {', '.join(str(link) for link in article.country_links.all()) or 'none'}",
        f"minerals: {', '.join(str(link) for link in article.mineral_links.all()) or 'none'}",
        f"companies: {', '.join(str(link) for link in article.company_links.all()) or 'none'}",
    ]
    return f"Added. Found {'; '.join(found)}. Change what is wrong below."
