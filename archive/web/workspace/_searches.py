"""The workspace itself, and what is new in one saved search."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from archive.models import Article, Cadence, Collection, SavedSearch
from archive.search import Hit, IndexUnavailable, InvalidQuery, SearchQuery, SearchResult
from archive.web._edited import edited_href
from archive.web._hits import HitRow, make_hits
from archive.web._labels import Labels, labels_for
from archive.web._links import article_href
from archive.web.workspace._access import find_own, for_analysts, person_of
from archive.web.workspace._questions import read_question, show_question
from archive.web.workspace._since import since_in_words
from archive.workspace import (
    Marks,
    News,
    UnreadableSearch,
    Watermark,
    count_news,
    find_news,
    mark_seen,
    mark_unseen,
)

_PER_PAGE = 50
_SEEN = "seen_before"  # where the session keeps the last mark that was moved


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A saved search as the workspace lists it; `problem` is why it has no numbers."""

    id: int
    name: str
    question: str
    search_href: str
    total: int
    new: int
    since: str
    cadence: str
    has_feed: bool
    problem: str
    is_unreadable: bool


@for_analysts
@require_safe
def workspace_view(request: HttpRequest) -> HttpResponse:
    """List a person's saved searches with what is new in them, and the collections."""
    person = person_of(request)
    saved = list(SavedSearch.objects.filter(person=person))
    collections = Collection.objects.filter(person=person).annotate(size=Count("items"))
    context = {
        "rows": _rows(saved, timezone.now()),
        "collections": collections,
        "just_seen": _just_seen(request, saved),
    }
    return render(request, "workspace/workspace.html", context)


@for_analysts
@require_safe
def saved_search_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is new in a saved search. Looking changes nothing: a button moves the mark."""
    saved = find_own(SavedSearch.objects.filter(person=person_of(request)), pk=pk)
    context: dict[str, object] = {"saved": saved, "search_href": edited_href(saved)}
    status = 200
    try:
        query = read_question(saved.parameters)
        context["question"] = show_question(query, labels_for([query]))
        context |= _new(request, query, find_news(query, Marks.of(saved).seen))
        context["since"] = since_in_words(saved.seen_at, timezone.now())
    except (UnreadableSearch, InvalidQuery) as error:
        context["problem"] = str(error)
    except IndexUnavailable:
        context["is_degraded"] = True
        status = 503
    return render(request, "workspace/saved_search.html", context, status=status)


@for_analysts
@require_POST
def seen_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the mark to where the page that the person saw says."""
    saved = find_own(SavedSearch.objects.filter(person=person_of(request)), pk=pk)
    mark = _posted_mark(request)
    if mark is None:
        messages.error(request, "Nothing was marked: the page was incomplete. Load it again.")
        return redirect(saved)
    request.session[_SEEN] = {
        "search": saved.pk,
        "through": saved.seen_through,
        "awaited": saved.seen_awaited,
        "at": saved.seen_at.isoformat(),
    }
    mark_seen(saved, mark, timezone.now())
    return redirect(f"{reverse('workspace')}?seen={saved.pk}")


@for_analysts
@require_POST
def unseen_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the mark back to where it was before it was moved last."""
    saved = find_own(SavedSearch.objects.filter(person=person_of(request)), pk=pk)
    before = request.session.pop(_SEEN, None) or {}
    if before.get("search") != pk:
        messages.error(request, "There is nothing to undo.")
        return redirect(saved)
    mark = Watermark(before["through"], tuple(before["awaited"]))
    mark_unseen(saved, mark, datetime.fromisoformat(before["at"]))
    return redirect(saved)


def _just_seen(request: HttpRequest, saved: Iterable[SavedSearch]) -> SavedSearch | None:
    """Return the search that was marked as seen a moment ago, as the address and session say."""
    before = request.session.get(_SEEN) or {}
    asked = request.GET.get("seen", "")
    return next(
        (each for each in saved if asked == str(each.pk) and before.get("search") == each.pk), None
    )


def _rows(saved: list[SavedSearch], now: datetime) -> list[SearchRow]:
    """Return the rows, those with something new first."""
    queries = {each.pk: _readable(each) for each in saved}
    asked = [query for query in queries.values() if isinstance(query, SearchQuery)]
    labels = labels_for(asked) if asked else None
    rows = [_row(each, queries[each.pk], labels, now) for each in saved]
    return sorted(rows, key=lambda row: not row.new)


def _readable(saved: SavedSearch) -> SearchQuery | str:
    """Return the question of a saved search, or why it cannot be read."""
    try:
        return read_question(saved.parameters)
    except UnreadableSearch as error:
        return str(error)


def _row(
    saved: SavedSearch, query: SearchQuery | str, labels: Labels | None, now: datetime
) -> SearchRow:
    total, new, problem = 0, 0, query if isinstance(query, str) else ""
    is_unreadable = bool(problem)
    question = ""
    if isinstance(query, SearchQuery) and labels:
        question = show_question(query, labels).line
        try:
            total, new = count_news(query, Marks.of(saved).seen)
        except InvalidQuery as error:
            problem, is_unreadable = str(error), True
        except IndexUnavailable:
            problem = "The search index is being repaired, so the numbers are not known just now."
    return SearchRow(
        id=saved.pk,
        name=saved.name,
        question=question,
        search_href=edited_href(saved),
        total=total,
        new=new,
        since=since_in_words(saved.seen_at, now),
        cadence="" if saved.cadence == Cadence.OFF else saved.cadence,
        has_feed=bool(saved.feed_token),
        problem=problem,
        is_unreadable=is_unreadable,
    )


def _new(request: HttpRequest, query: SearchQuery, news: News) -> dict[str, object]:
    page: Page[int] = Paginator(news.ids, _PER_PAGE).get_page(request.GET.get("page"))
    return {
        "news": news,
        "total_new": len(news.ids),
        "page_of_new": page,
        "hits": _hits(query, page.object_list, news),
        "through": str(news.horizon.through),
        "awaited": ",".join(map(str, news.horizon.awaited)),
    }


def _hits(query: SearchQuery, ids: Iterable[int], news: News) -> tuple[HitRow, ...]:
    """Return the rows of new articles; their links know their places in the whole search."""
    rows = make_hits(SearchResult(query, hits=tuple(Hit(id=pk, score=0.0) for pk in ids)))
    return tuple(
        replace(row, href=article_href(int(row.id), query, news.places[int(row.id)]))
        for row in rows
    )


def _posted_mark(request: HttpRequest) -> Watermark | None:
    """Read the mark that the page carried; None for anything that no page says."""
    through = _ids([request.POST.get("through", "")])
    awaited = _ids(filter(None, request.POST.get("awaited", "").split(",")))
    if not through or awaited is None:
        return None
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Watermark(min(through[0], last), tuple(awaited[:500]))


def _ids(texts: Iterable[str]) -> list[int] | None:
    texts = list(texts)
    if not all(text.isascii() and text.isdecimal() and len(text) < 19 for text in texts):
        return None
    return [int(text) for text in texts]
