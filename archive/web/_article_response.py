"""The answer with an article's page, for readers and for editors."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from archive.exports import make_record
from archive.ingest import decisions_of
from archive.models import Article
from archive.web._article_page import full_articles, make_article_page
from archive.web._citations import make_citations
from archive.web._links import root_address
from archive.web._meta import article_meta
from archive.web.editing import ValueForm, is_editor, make_editor_panel


def article_response(
    request: HttpRequest, pk: int, *, form: ValueForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of an article; that of an editor shows `form`, or an empty one."""
    article = find_article(full_articles(), pk)
    record = make_record(article, root_address(request))
    decisions = decisions_of(article) if is_editor(request) else None
    page = make_article_page(
        article,
        request.GET,
        with_log=request.user.is_staff or decisions is not None,
        decisions=decisions,
    )
    context = {
        "page": page,
        "meta": article_meta(record),
        "citations": make_citations(record),
        "editor": make_editor_panel(request, article, page.receipts, decisions, form)
        if decisions
        else None,
    }
    return render(request, "archive/article.html", context, status=status)


def find_article(articles: QuerySet[Article], pk: int) -> Article:
    """Return one article; raise Http404 when there is none."""
    try:
        return articles.get(pk=pk)
    except (Article.DoesNotExist, OverflowError) as error:
        raise Http404("There is no such article. It may have been deleted.") from error
