"""The copies of an article's story, each with how its text differs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.models import Article, StoryRejection
from archive.stories import Piece, compare_words, other_copies
from archive.web._article_response import find_article
from archive.web._hits import date_in_words
from archive.web.editing import is_editor
from archive.web.rate_limit import costs

_MOST_LISTED = 100
_MOST_COMPARED = 8  # comparing two long texts takes a tenth of a second


@dataclass(frozen=True, slots=True)
class CopyRow:
    """Another copy; `pieces` turn the article's body into that of the copy, if compared."""

    title: str
    href: str
    source: str
    date: str
    is_earlier: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """An article and the copies of its story, by date."""

    id: str
    title: str
    href: str
    rows: tuple[CopyRow, ...]
    is_rejected: bool


@costs(5)
@require_safe
def copies_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the copies of an article's story differ from it."""
    article = find_article(Article.objects.all(), pk)
    context = {"page": _make_page(article), "can_edit": is_editor(request)}
    return render(request, "archive/copies.html", context)


def _make_page(article: Article) -> CopiesPage:
    return CopiesPage(
        id=str(article.pk),
        title=article.label,
        href=article.get_absolute_url(),
        rows=tuple(_rows(article)),
        is_rejected=StoryRejection.objects.filter(article=article).exists(),
    )


def _rows(article: Article) -> Iterator[CopyRow]:
    for number, copy in enumerate(other_copies(article).select_related("source")[:_MOST_LISTED]):
        is_compared = number < _MOST_COMPARED
        yield CopyRow(
            title=copy.label,
            href=copy.get_absolute_url(),
            source=copy.source.name if copy.source else "",
            date=date_in_words(copy.published),
            is_earlier=_is_earlier(copy, article),
            pieces=compare_words(article.body, copy.body) if is_compared else (),
        )


def _is_earlier(copy: Article, article: Article) -> bool:
    """Tell whether a copy was certainly published before the article."""
    latest, earliest = copy.published_latest, article.published_earliest
    return latest is not None and earliest is not None and latest < earliest
