"""The views of an analysis: parse, ask, render."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from archive.analysis import (
    ANALYSES,
    Analysis,
    Table,
    UnknownAnalysis,
    analyse,
    compare,
    find_analysis,
)
from archive.exports import Heading, write_rows
from archive.search import IndexUnavailable, InvalidQuery, SearchQuery
from archive.web._chips import words_of
from archive.web._exports import file_headers
from archive.web._filters import ArticleFilterSet
from archive.web._links import root_address, search_href
from archive.web._views import search_view
from archive.web.analysis._compare import make_compare_page, second_filters
from archive.web.analysis._page import make_analysis_page
from archive.web.rate_limit import costs

_dear = costs(5)  # an analysis takes up to five times as long as a page of results
Answer = Callable[[SearchQuery], HttpResponse]


@_dear
@require_safe
def analysis_view(request: HttpRequest, name: str = ANALYSES[0].name) -> HttpResponse:
    """Analyse a search in one way."""
    analysis, by = _find(name), _by(request, name)

    def answer(query: SearchQuery) -> HttpResponse:
        page = make_analysis_page(analysis, analyse(name, query, by=by), by)
        return render(request, "archive/analysis/page.html", {"page": page})

    return _answered(request, answer)


@_dear
@require_safe
def csv_view(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out one table of an analysis as a file."""
    by = _by(request, name)
    return _answered(request, lambda query: _file(request, analyse(name, query, by=by)))


@_dear
@require_safe
def compare_view(request: HttpRequest) -> HttpResponse:
    """Set two searches side by side; without a second one, ask for it."""
    second = second_filters(request.GET)

    def answer(query: SearchQuery) -> HttpResponse:
        page = make_compare_page(query, second, _compared(query, second))
        status = 400 if page.problems else 200
        return render(request, "archive/analysis/compare.html", {"page": page}, status=status)

    return _answered(request, answer)


@_dear
@require_safe
def compare_csv_view(request: HttpRequest) -> HttpResponse:
    """Hand out one table of a comparison as a file."""
    second = second_filters(request.GET)

    def answer(query: SearchQuery) -> HttpResponse:
        tables = _compared(query, second)
        wanted = [table for table in tables if table.name == request.GET.get("table")]
        if not wanted:
            known = ", ".join(table.name for table in tables) or "none without a second search"
            raise Http404(f"There is no such table. There are: {known}.")
        return _file(request, wanted[0])

    return _answered(request, answer)


def _answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Answer the search of the address; the search page says what is wrong with one."""
    filters = ArticleFilterSet(request.GET)
    if filters.problems():
        return search_view(request)
    query = filters.search_query()
    try:
        return answer(query)
    except InvalidQuery:
        return search_view(request)
    except IndexUnavailable:
        return _not_now(request, query)


def _compared(query: SearchQuery, second: ArticleFilterSet | None) -> tuple[Table, ...]:
    if second is None or second.problems():
        return ()
    return compare(query, second.search_query())


def _file(request: HttpRequest, table: Table) -> HttpResponse:
    """Return a table as a file that says its question."""
    heading = Heading(
        question=words_of(table.query),
        read_as=table.read_as,
        address=root_address(request) + search_href(table.query),
        made_at=datetime.now(UTC),
        total=table.total,
    )
    rows = ([cell.value for cell in row.cells] for row in table.rows)
    content = "".join(write_rows(heading, [column.label for column in table.columns], rows))
    name = slugify(f"lode {table.name} {heading.name}", allow_unicode=True)[:80].strip("-_")
    return HttpResponse(
        content, headers=file_headers("text/csv", f"{name}-{heading.time[:10]}.csv")
    )


def _find(name: str) -> Analysis:
    try:
        return find_analysis(name)
    except UnknownAnalysis as error:
        raise Http404(str(error)) from error


def _by(request: HttpRequest, name: str) -> str:
    """Return what a table is counted by: what the address asks for where that is possible."""
    splits = _find(name).splits
    asked = request.GET.get("by", "")
    return asked if asked in splits else next(iter(splits), "")


def _not_now(request: HttpRequest, query: SearchQuery) -> HttpResponse:
    context = {
        "reason": "The search index is being repaired, so nothing can be counted.",
        "back_href": search_href(query),
    }
    return render(request, "archive/analysis/not_now.html", context, status=503)


urlpatterns = [
    path("", analysis_view, name="analysis"),
    path("compare/", compare_view, name="compare"),
    path("compare/csv/", compare_csv_view, name="compare-csv"),
    path("<slug:name>/", analysis_view, name="analysis-table"),
    path("<slug:name>/csv/", csv_view, name="analysis-csv"),
]
