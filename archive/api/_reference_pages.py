"""The docs pages: pages of the site, without anybody else's script."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.api._problems import KINDS
from archive.api._reference import read_reference
from archive.web import root_address


@require_safe
def overview_view(request: HttpRequest) -> HttpResponse:
    """Explain the API: what there is, tokens, limits, problems."""
    context = {
        "reference": read_reference(),
        "problems": KINDS,
        "rate": settings.API_RATE,
        "token_rate": settings.API_TOKEN_RATE,
    }
    return render(request, "archive/api.html", context)


@require_safe
def group_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Explain the operations of one group, and the types that they lead to."""
    reference = read_reference()
    part = next((each for each in reference.groups if each.slug == slug), None)
    if part is None:
        raise Http404("There is no such part of the API.")
    context = {"reference": reference, "part": part, "root": root_address(request)}
    return render(request, "archive/api_group.html", context)
