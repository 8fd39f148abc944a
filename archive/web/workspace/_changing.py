"""Changing what a saved search asks, from the search page on which it was changed."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from archive.models import Cadence, SavedSearch
from archive.web._chips import words_of
from archive.web._edited import editing
from archive.web._filters import ArticleFilterSet
from archive.web._links import search_href
from archive.web.workspace._access import find_own, for_analysts, person_of
from archive.web.workspace._since import since_in_words
from archive.workspace import WorkspaceError, change_question


@for_analysts
@require_POST
def change_question_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a saved search ask the question of the address, and go back to its results."""
    saved = find_own(SavedSearch.objects.filter(person=person_of(request)), pk=pk)
    filters = ArticleFilterSet(request.GET)
    query = filters.search_query()
    if problems := filters.problems():
        messages.error(request, f"Nothing was saved. {' '.join(problems.values())}")
        return redirect(saved)
    try:
        change_question(saved, query)
    except WorkspaceError as error:
        messages.error(request, f"Nothing was saved. {error}")
    else:
        messages.success(request, _in_words(saved, words_of(query) or "all articles"))
    return redirect(search_href(editing(query, str(pk))))


def _in_words(saved: SavedSearch, question: str) -> str:
    """Say what the search asks now, what is new in it, and what follows the change."""
    since = since_in_words(saved.seen_at, timezone.now())
    followers = [
        name
        for name, is_there in (
            ("feed", saved.feed_token),
            ("e-mail", saved.cadence != Cadence.OFF),
        )
        if is_there
    ]
    follows = f" Its {' and '.join(followers)} will follow." if followers else ""
    return (
        f"“{saved.name}” now asks: {question}. New in it is what matches and joined the archive "
        f"{since}.{follows}"
    )
