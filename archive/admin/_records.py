"""The desks that only show: the index queue and the originals."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from archive.admin._indexing import NamedListAdmin
from archive.indexing import drain_after_commit
from archive.models import IndexTask, Original


class ReadOnlyAdmin(NamedListAdmin):
    """Rows that Lode writes itself."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


@admin.register(IndexTask)
class IndexTaskAdmin(ReadOnlyAdmin):
    """Articles that wait to be indexed, and why an attempt failed."""

    list_display = ("article_id", "queued_at", "attempts", "not_before", "last_error")
    list_filter = ("attempts",)
    search_fields = ("=article_id", "last_error")
    actions = ("retry",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Tell whether a person may change the queue, though no task can be edited."""
        return request.user.has_perm("archive.change_indextask")

    @admin.action(description="Try again now", permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[IndexTask]) -> None:
        """Make the chosen tasks due at once."""
        count = queryset.update(attempts=0, not_before=None)
        drain_after_commit()
        self.message_user(request, f"Tried again: {count:,}. Those still listed failed or wait.")


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    """Files as they were received."""

    list_display = ("__str__", "media_type", "size", "created_at")
    list_filter = ("media_type",)
    search_fields = ("file_name", "sha256")
    ordering = ("-id",)
