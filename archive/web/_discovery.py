"""What browsers and crawlers ask for: search description, site map, rules for robots."""

from dataclasses import dataclass
from datetime import UTC

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive.models import Article
from archive.web._links import root_address
from archive.web.rate_limit import costs

SPAN = 10_000  # ids in one site map; the protocol allows 50,000 addresses
_A_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a site map and when it last changed."""

    address: str
    changed: str = ""


@costs(0)
@require_safe
@cache_control(max_age=_A_DAY)
def robots_view(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the endless combinations of facets and show them the articles."""
    context = {"root": root_address(request)}
    return render(request, "robots.txt", context, content_type="text/plain")


@costs(0)
@require_safe
@cache_control(max_age=_A_DAY)
def opensearch_view(request: HttpRequest) -> HttpResponse:
    """Describe the search box to browsers (OpenSearch 1.1)."""
    context = {"root": root_address(request)}
    media_type = "application/opensearchdescription+xml"
    return render(request, "opensearch.xml", context, content_type=media_type)


@require_safe
def sitemap_index_view(request: HttpRequest) -> HttpResponse:
    """List the site maps; each holds the articles of a range of ids, so that none ever shifts."""
    root, count = root_address(request), _count()
    places = [Place(root + reverse("sitemap", args=[number + 1])) for number in range(count)]
    return _xml(request, "sitemap_index.xml", places)


@require_safe
def sitemap_view(request: HttpRequest, number: int) -> HttpResponse:
    """List the articles of one range of ids."""
    if not 1 <= number <= _count():
        raise Http404("There is no such site map.")
    articles = Article.objects.filter(pk__gt=(number - 1) * SPAN, pk__lte=number * SPAN)
    root = root_address(request)
    places = [
        Place(root + reverse("article", args=[pk]), f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
        for pk, changed in articles.order_by("pk").values_list("pk", "updated_at")
    ]
    return _xml(request, "sitemap.xml", places)


def _count() -> int:
    highest: int = Article.objects.aggregate(highest=Max("pk"))["highest"] or 1
    return -(-highest // SPAN)


def _xml(request: HttpRequest, template: str, places: list[Place]) -> HttpResponse:
    return render(request, template, {"places": places}, content_type="application/xml")
