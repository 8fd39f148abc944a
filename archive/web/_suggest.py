"""Suggestions while a question is typed: names, words of the archive and titles.

The last words typed may begin a name (`graphite south kor`); choosing it keeps the words
before it and adds the name as a filter. The last word may be finished to one that the archive
has. All words together may stand in a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.search import SearchError, SearchQuery, get_engine
from archive.web._edited import editing
from archive.web._filters import ArticleFilterSet
from archive.web._labels import FACET_LABELS
from archive.web._links import search_href
from archive.web._names import Name, is_enough, names_at_the_end

MOST = 5
LONGEST = 60  # characters; who has typed more knows the question
_TITLES = 2  # places that titles get when there are more words than places
_WORDS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to go to: a filter of a facet, a finished question, or an article by its title."""

    kind: str
    label: str
    href: str


@require_safe
@cache_control(private=True, max_age=60)
def suggest_view(request: HttpRequest) -> JsonResponse:
    """Return up to five suggestions for the parameters of a search being typed."""
    filters = ArticleFilterSet(request.GET)
    query = SearchQuery() if filters.problems() else filters.search_query().at_page(1)
    query = editing(query, request.GET.get("saved", ""))
    found = suggestions(str(request.GET.get("q", "")), query)
    rows = [{"kind": each.kind, "label": each.label, "href": each.href} for each in found]
    return JsonResponse({"suggestions": rows})


def suggestions(text: str, query: SearchQuery) -> tuple[Suggestion, ...]:
    """Return what a text may become; none for a text of one letter or of too many."""
    text = " ".join(text.replace("\0", " ").split())
    if len(text) > LONGEST or not is_enough(text):
        return ()
    names = [_by_name(name, query) for name in names_at_the_end(text, MOST)]
    words = list(_words(text, query, {name.label.casefold() for name in names}))
    titles = list(_titles(text))
    names = names[: MOST - bool(words) - bool(titles)]
    words = words[: max(1, MOST - len(names) - min(len(titles), _TITLES))]
    return (*names, *words, *titles)[:MOST]


def _by_name(name: Name, query: SearchQuery) -> Suggestion:
    chosen = query.asking(name.kept)
    label = FACET_LABELS[name.facet]
    if name.is_excluded:
        return Suggestion(
            f"Not {label}", name.name, search_href(chosen.excluding(name.facet, name.slug))
        )
    if name.slug not in query.chosen(name.facet):
        chosen = chosen.toggled(name.facet, name.slug)
    return Suggestion(label, name.name, search_href(chosen))


def _words(text: str, query: SearchQuery, known: set[str]) -> Iterator[Suggestion]:
    """Yield the text with its last word finished, unless a name says as much."""
    try:
        found = get_engine().complete(query.asking(text), _WORDS)
    except SearchError:
        return
    for each in found:
        if each.word not in known and each.query.text.casefold() not in known:
            yield Suggestion("Words", each.query.text, search_href(each.query))


def _titles(text: str) -> Iterator[Suggestion]:
    """Yield articles whose titles have all the words, the last of them as far as it is typed."""
    words = re.findall(r"[^\W_]+", text)
    if ":" in text or not words or not is_enough(words[-1]):
        return
    star = "*" if words[-1].upper() != words[-1].lower() else ""
    asked = " ".join(f"title:{word}" for word in words)
    try:
        found = get_engine().search(SearchQuery(asked + star), facets=False, highlights=False)
    except SearchError:
        return
    ids = [hit.id for hit in found.hits[:MOST]]
    titles = Article.objects.only("title").in_bulk(ids)
    for article in (titles[pk] for pk in ids if pk in titles):
        yield Suggestion("Article", article.title, article.get_absolute_url())
