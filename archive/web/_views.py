"""The views: parse, ask, render."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.search import FACET_NAMES
from archive.web._article_response import article_response, find_article
from archive.web._edited import read_edited
from archive.web._facet_page import make_facet_page
from archive.web._filters import ArticleFilterSet
from archive.web._help import LESSONS
from archive.web._meta import search_meta
from archive.web._original import original_response
from archive.web._pages import make_search_page
from archive.web.rate_limit import costs


@require_safe
def search_view(request: HttpRequest) -> HttpResponse:
    """Answer one question."""
    filters = ArticleFilterSet(request.GET)
    edited = read_edited(request, filters.search_query())
    page = make_search_page(filters, edited, is_unfinished="unfinished" in request.GET)
    meta = search_meta(request, filters.search_query(), page.title, page.question)
    context = {"page": page, "meta": meta}
    return render(request, "archive/search.html", context, status=page.status)


@require_safe
def facet_view(request: HttpRequest, facet: str) -> HttpResponse:
    """List every value of a facet for one question."""
    if facet not in FACET_NAMES:
        raise Http404(f"There is no facet of this name. There are: {', '.join(FACET_NAMES)}.")
    page = make_facet_page(facet, ArticleFilterSet(request.GET))
    return render(request, "archive/facet.html", {"page": page}, status=page.status)


@require_safe
def article_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one article."""
    return article_response(request, pk)


@require_safe
def original_view(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the original of an article as a download."""
    article = find_article(Article.objects.select_related("original"), pk)
    if article.original is None:
        raise Http404("This article came without a file.")
    return original_response(article.original)


@require_safe
def about_view(request: HttpRequest) -> HttpResponse:
    """Explain the archive and the query language."""
    return render(request, "archive/about.html", {"lessons": LESSONS})


@costs(0)
@require_safe
@cache_control(max_age=24 * 60 * 60)
def icon_view(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for `favicon.ico`, as they do at the editors' desk, to the icon."""
    return redirect(static("img/favicon.svg"))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was not found and where to go on."""
    reason = exception.args[0] if exception.args and isinstance(exception.args[0], str) else ""
    return render(request, "404.html", {"reason": reason}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Admit a fault; this page needs neither database nor session."""
    return render(None, "500.html", status=500)
