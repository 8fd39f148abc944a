"""The desk for articles: add a clipping, check what was found, change what is wrong."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from archive.admin._add import ClippingForm
from archive.admin._evidence import MAX_SHOWN_TEXT, evidence_table, segments
from archive.admin._filters import CommonestFilter, NamedBlankFilter
from archive.admin._forms import ArticleForm
from archive.admin._indexing import IndexingAdmin
from archive.admin._links import CompanyInline, CountryInline, MineralInline
from archive.edtf import parse
from archive.indexing import drain_after_commit
from archive.ingest import (
    confirm,
    current_gazetteer,
    record_edit,
    reextract,
    reject,
    set_published,
    values_of,
)
from archive.models import Article, Field, Review
from archive.search import SearchError, SearchQuery, get_engine

MAX_EXTRACTED_AT_ONCE = 500  # articles, in one request
MAX_LISTED = 10_000  # hits of a search
AFTER_LINKS, AFTER_BUTTONS = "after-links", "after-buttons"  # places on the change page


@admin.register(Article)
class ArticleAdmin(IndexingAdmin):
    """Articles: what the machine found, and the editor's word on it."""

    form = ArticleForm
    inlines = (CountryInline, MineralInline, CompanyInline)
    autocomplete_fields = ("source", "origin")
    readonly_fields = ("evidence_found", "clipping", "added", "changed", "original_file")
    fieldsets = (
        (None, {"fields": ("title", ("source", "origin"), "published", "url")}),
        (None, {"fields": (("language", "review"),)}),
        ("What was found, and why", {"fields": ("evidence_found",), "classes": (AFTER_LINKS,)}),
        ("The clipping as received", {"fields": ("clipping",), "classes": (AFTER_BUTTONS,)}),
        (
            "Record",
            {
                "fields": ("original_file", "added", "changed"),
                "classes": (AFTER_BUTTONS, "collapse"),
            },
        ),
    )
    list_display = ("label", "source", "published_in_words", "review", "created_at")
    list_display_links = ("label",)
    list_filter = (
        "review",
        ("language", NamedBlankFilter),
        ("minerals", CommonestFilter),
        ("countries", CommonestFilter),
        ("companies", CommonestFilter),
        ("source", CommonestFilter),
    )
    list_select_related = ("source",)
    list_per_page = 50
    search_fields = ("title", "source__name", "url")
    search_help_text = (
        "Searches the whole text, as the search page does. Any value can be asked for by name: "
        "mineral:lithium, country:chile, source:reuters, is:unreviewed."
    )
    date_hierarchy = "published_latest"
    ordering = ("-id",)
    show_full_result_count = False
    actions = ("mark_reviewed", "extract_again")
    change_form_template = "admin/archive/article/change_form.html"

    @admin.display(description="article", ordering="title")
    def label(self, article: Article) -> str:
        """Return the title, or the first words of an article without one."""
        return article.label

    @admin.display(description="published", ordering="published_latest")
    def published_in_words(self, article: Article) -> str:
        """Return the date as the pages write it."""
        return parse(article.published).in_words() if article.published else "—"

    @admin.display(description="evidence")
    def evidence_found(self, article: Article) -> SafeString:
        """Return every value with the words, the rule and the confidence behind it."""
        context = {
            "rows": evidence_table(article),
            "is_decidable": getattr(article, "is_decidable", False),
        }
        return render_to_string("admin/archive/article/_evidence.html", context)

    @admin.display(description="text")
    def clipping(self, article: Article) -> SafeString:
        """Return the text as received, the evidence marked, what is not the body dimmed."""
        context = {
            "segments": segments(article),
            "is_cut": len(article.text) > MAX_SHOWN_TEXT,
            "article": article,
        }
        return render_to_string("admin/archive/article/_clipping.html", context)

    @admin.display(description="added")
    def added(self, article: Article) -> str:
        """Return when and by whom the clipping was added."""
        return _when_and_who(article.created_at, article.created_by)

    @admin.display(description="changed")
    def changed(self, article: Article) -> str:
        """Return when and by whom a value was last changed."""
        return _when_and_who(article.updated_at, article.updated_by)

    @admin.display(description="original")
    def original_file(self, article: Article) -> str:
        """Return what the clipping came as."""
        original = article.original
        if original is None:
            return "—"
        name = original.file_name or "pasted text"
        return f"{name}, {original.media_type}, {original.size:,} bytes"

    def view_on_site(self, article: Article) -> str:
        """Return the address of the article's page."""
        return article.get_absolute_url()

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Return an article that knows whether this person may decide on its values."""
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            cast(Any, article).is_decidable = self.has_change_permission(request, article)
        return article

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Take pasted text or a file; go on to the change page with what was found."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ClippingForm(*sent, user=cast(Any, request.user))
        if form.is_bound and form.is_valid() and form.article:
            self.log_addition(request, form.article, [{"added": {}}])
            messages.success(request, _found_message(form.article))
            return HttpResponseRedirect(
                reverse("admin:archive_article_change", args=[form.article.pk])
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Add a clipping",
            "form": form,
            "media": self.media,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/archive/article/add_form.html", context)

    def save_model(
        self,
        request: HttpRequest,
        obj: Article,
        form: ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Remember the values as they were, then save the new ones."""
        cast(Any, form).values_before = values_of(obj)
        obj.updated_by = cast(Any, request.user)
        set_published(obj, obj.published)
        super().save_model(request, obj, form, change)

    def note_saved(self, form: ModelForm) -> None:
        """Write the editor's word into the evidence."""
        record_edit(form.instance, cast(Any, form).values_before)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Extract again, or decide on a value, when the editor asked for that."""
        if "_extract_again" in request.POST:
            reextract(obj)
            self.message_user(request, "Saved and extracted again. What you set yourself stayed.")
            return HttpResponseRedirect(request.path)
        for button, decide, done in (
            ("_confirm", confirm, "Confirmed"),
            ("_reject", reject, "Rejected for ever"),
        ):
            if button in request.POST:
                self._decide(request, obj, decide, request.POST[button], done)
                return HttpResponseRedirect(f"{request.path}#evidence")
        return super().response_change(request, obj)

    def _decide(
        self,
        request: HttpRequest,
        article: Article,
        decide: Callable[[Article, Field, str], Article],
        key: str,
        done: str,
    ) -> None:
        """Confirm or reject the value that a button of the evidence table names."""
        field, _, value = key.partition(":")
        if not article.evidence.filter(field=field, value=value).exists():
            self.message_user(
                request,
                "Saved. The value is no longer in the evidence; nothing was decided.",
                messages.WARNING,
            )
            return
        try:
            decide(article, Field(field), value)
        except ValueError as error:
            self.message_user(request, f"Saved. {error} Nothing was decided.", messages.WARNING)
            return
        self.log_change(request, article, f"{done}: {field} {value}")
        self.message_user(request, f"Saved. {done}: {Field(field).label.lower()} {value}.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """Search as the search page does; without an index, in titles and sources alone."""
        if not search_term.strip():
            return queryset, False
        try:
            ids = get_engine().matching_ids(SearchQuery(text=search_term))
        except SearchError as error:
            self.message_user(
                request, f"Searched in titles and sources only. {error}", messages.WARNING
            )
            return super().get_search_results(request, queryset, search_term)
        if len(ids) > MAX_LISTED:
            self.message_user(
                request,
                f"{len(ids):,} articles match; the first {MAX_LISTED:,} are listed. "
                "Add a word or a filter.",
                messages.WARNING,
            )
        return queryset.filter(pk__in=ids[:MAX_LISTED]), False

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Mark the chosen articles as looked at."""
        chosen = Article.objects.filter(pk__in=queryset.values("pk"))
        self._log_review(request, chosen.exclude(review=Review.REVIEWED))
        count = chosen.update(
            review=Review.REVIEWED, updated_at=timezone.now(), updated_by=cast(Any, request.user)
        )
        drain_after_commit()
        self.message_user(request, f"Marked as reviewed: {count:,}.")

    def _log_review(self, request: HttpRequest, articles: QuerySet[Article]) -> None:
        LogEntry.objects.log_actions(
            cast(Any, request.user).pk, articles, CHANGE, [{"changed": {"fields": ["Review"]}}]
        )

    @admin.action(description="Extract again", permissions=["change"])
    def extract_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Extract the chosen articles again; what editors decided stays."""
        chosen = list(queryset.distinct()[: MAX_EXTRACTED_AT_ONCE + 1])
        if len(chosen) > MAX_EXTRACTED_AT_ONCE:
            self.message_user(
                request,
                f"Choose at most {MAX_EXTRACTED_AT_ONCE} articles at a time. Nothing was changed.",
                messages.WARNING,
            )
            return
        gazetteer = current_gazetteer()
        for article in chosen:
            reextract(article, gazetteer=gazetteer)
        self.message_user(
            request, f"Extracted again: {len(chosen):,}. What editors set themselves stayed."
        )


def _found_message(article: Article) -> str:
    """Say in one line what was found, and ask for a look at it."""
    found = [
        f"title “{article.title}”" if article.title else "no title",
        f"source {article.source}" if article.source else "no source",
        parse(article.published).in_words() if article.published else "no date",
        f"countries: {', '.join(str(link) for link in article.country_links.all()) or 'none'}",
        f"minerals: {', '.join(str(link) for link in article.mineral_links.all()) or 'none'}",
        f"companies: {', '.join(str(link) for link in article.company_links.all()) or 'none'}",
    ]
    return f"Added. Found {'; '.join(found)}. Change what is wrong below."


def _when_and_who(when: Any, who: Any) -> str:
    stamp = timezone.localtime(when).strftime("%Y-%m-%d %H:%M")
    return f"{stamp} by {who}" if who else stamp
