"""Suggestions while a question is typed."""

from urllib.parse import urlsplit

from django.urls import resolve, reverse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import _examples as examples
from archive.api._documented import search_parameters
from archive.api._parameters import read_filters
from archive.api._view import ApiView
from archive.web import Suggestion, root_address, suggestions


class SuggestionSerializer(serializers.Serializer):
    """Something to go to."""

    kind = serializers.CharField(help_text="The facet's label, Words or Article.")
    label = serializers.CharField()
    link = serializers.URLField(help_text="The search with this filter, or the article.")
    page = serializers.URLField(help_text="Its page for people.")


class SuggestionsSerializer(serializers.Serializer):
    """What a text may become."""

    suggestions = SuggestionSerializer(many=True)


class SuggestionsView(ApiView):
    """Suggestions."""

    @extend_schema(
        operation_id="suggest",
        tags=["Articles"],
        summary="Suggestions",
        description="Up to five minerals, countries, companies and sources that the last words of "
        "`q` may begin, words that finish its last one, and titles; choosing one keeps the words "
        "before it and the filters.",
        parameters=search_parameters(paged=False),
        responses={200: SuggestionsSerializer},
        examples=[examples.SUGGESTIONS],
    )
    def get(self, request: Request) -> Response:
        """Suggest what may be meant."""
        query = read_filters(request).search_query().at_page(1)
        root = root_address(request)
        found = [_record(each, root) for each in suggestions(query.text, query)]
        return Response(SuggestionsSerializer({"suggestions": found}).data)


def _record(suggestion: Suggestion, root: str) -> dict[str, str]:
    return {
        "kind": suggestion.kind,
        "label": suggestion.label,
        "link": root + _in_api(suggestion.href),
        "page": root + suggestion.href,
    }


def _in_api(href: str) -> str:
    """Return where the API has what a page shows: a search or an article."""
    path, question = urlsplit(href).path, urlsplit(href).query
    match = resolve(path)
    if match.url_name == "article":
        return reverse("api-article", args=[match.kwargs["pk"]])
    return reverse("api-articles") + (f"?{question}" if question else "")
