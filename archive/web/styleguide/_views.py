"""The page of the style guide; where Lode is used for real there is none."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from archive.web.styleguide._samples import samples
from archive.web.styleguide._tokens import read_tokens


@require_safe
def styleguide_view(request: HttpRequest) -> HttpResponse:
    """Show every token and component; raise Http404 unless ARCHIVE_DEBUG is on."""
    if not settings.DEBUG:
        raise Http404("The style guide is part of development servers: set ARCHIVE_DEBUG=1.")
    return render(request, "styleguide/page.html", {"tokens": read_tokens(), **samples()})


urlpatterns = [path("", styleguide_view, name="styleguide")]
