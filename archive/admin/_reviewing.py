"""Reviewing article after article: confirm or reject what is uncertain, then the next one."""

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from archive.admin._deciding import decide, pressed
from archive.admin._evidence import (
    MAX_SHOWN_TEXT,
    EvidenceRow,
    Segment,
    evidence_table,
    segments,
)
from archive.admin._review_queue import REVIEWED, Queue, read_queue, reviewed_today
from archive.indexing import drain_after_commit
from archive.models import Article, Review

DONE, SKIP = "_reviewed", "_skip"  # names of buttons
_SKIPPED = "skipped_in_review"  # in the session
_MOST_SKIPPED = 200


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """An article with what is to be decided, least certain first, and how far the editor is."""

    article: Article
    open_rows: tuple[EvidenceRow, ...]
    decided_rows: tuple[EvidenceRow, ...]
    segments: tuple[Segment, ...]
    is_cut: bool
    waiting: int
    today: int


def review_urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of the pages."""
    return [
        path("review/", site.admin_view(_start), name="review"),
        path("review/<int:pk>/", site.admin_view(_view(site)), name="review-article"),
    ]


def _start(request: HttpRequest) -> HttpResponse:
    """Go to the article that is least certain."""
    _demand_permission(request)
    return _go_on(request, read_queue())


def _view(site: AdminSite) -> Any:
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        _demand_permission(request)
        article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
        queue = read_queue()
        if request.method == "POST":
            return _act(request, article, queue)
        page = _make_page(request, article, queue)
        context = {"title": article.label, "page": page} | site.each_context(request)
        return TemplateResponse(request, "admin/review.html", context)

    return view


def _demand_permission(request: HttpRequest) -> None:
    if not request.user.has_perm("archive.change_article"):
        raise PermissionDenied


def _act(request: HttpRequest, article: Article, queue: Queue) -> HttpResponse:
    """Decide on a value and stay, or mark the article as reviewed and go on."""
    if button := pressed(request):
        decided = decide(request, article, button)
        level = messages.SUCCESS if decided.is_done else messages.WARNING
        messages.add_message(request, level, decided.message)
        return HttpResponseRedirect(reverse("admin:review-article", args=[article.pk]))
    if SKIP in request.POST:
        request.session[_SKIPPED] = [*_skipped(request), article.pk][-_MOST_SKIPPED:]
    elif DONE in request.POST and article.review != Review.REVIEWED:
        _mark(request, article)
    return _go_on(request, queue, article.pk)


def _mark(request: HttpRequest, article: Article) -> None:
    article.review = Review.REVIEWED
    article.updated_by = cast(Any, request.user)
    article.save(update_fields=["review", "updated_by", "updated_at"])
    person = cast(Any, request.user).pk
    LogEntry.objects.log_actions(person, [article], CHANGE, REVIEWED, single_object=True)
    drain_after_commit()


def _go_on(request: HttpRequest, queue: Queue, done: int = 0) -> HttpResponse:
    """Go to the next article; what was skipped comes again when nothing else is left."""
    following = queue.first(but={done, *_skipped(request)})
    if following is None:
        request.session.pop(_SKIPPED, None)
        following = queue.first(but={done})
    if following is None:
        messages.success(request, "That was the last one that waits to be reviewed.")
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(reverse("admin:review-article", args=[following]))


def _skipped(request: HttpRequest) -> list[int]:
    skipped: list[int] = request.session.get(_SKIPPED, [])
    return skipped


def _make_page(request: HttpRequest, article: Article, queue: Queue) -> ReviewPage:
    rows = evidence_table(article)
    return ReviewPage(
        article=article,
        open_rows=tuple(
            sorted((row for row in rows if row.is_open), key=lambda row: row.confidence)
        ),
        decided_rows=tuple(row for row in rows if not row.is_open),
        segments=tuple(segments(article)),
        is_cut=len(article.text) > MAX_SHOWN_TEXT,
        waiting=queue.waiting,
        today=reviewed_today(cast(Any, request.user)),
    )
