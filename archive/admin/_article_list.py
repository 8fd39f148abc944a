"""The list of articles: what its columns say, how it is searched, what is done to many at once."""

from datetime import datetime
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from archive.admin._filters import CommonestFilter, NamedBlankFilter
from archive.admin._indexing import IndexingAdmin
from archive.edtf import parse
from archive.indexing import drain_after_commit
from archive.ingest import current_gazetteer, reextract
from archive.models import Article, Review
from archive.search import SearchError, SearchQuery, get_engine

MAX_EXTRACTED_AT_ONCE = 500  # articles, in one request
MAX_LISTED = 10_000  # hits of a search


class ArticleListAdmin(IndexingAdmin):
    """The list of articles."""

    list_display = ("label", "source", "published_in_words", "review", "added_at")
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

    @admin.display(description="article", ordering="title")
    def label(self, article: Article) -> str:
        """Return the title, or the first words of an article without one."""
        return article.label

    @admin.display(description="published", ordering="published_latest")
    def published_in_words(self, article: Article) -> str:
        """Return the date as the pages write it."""
        return parse(article.published).in_words() if article.published else "—"

    @admin.display(description="added", ordering="created_at")
    def added_at(self, article: Article) -> str:
        """Return when the article was added."""
        return moment(article.created_at)

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


def moment(when: datetime) -> str:
    """Return a time with the zone in which it is told."""
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M %Z")
