"""Articles: searching them, adding one, and one with its evidence."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from archive.api import _examples as examples
from archive.api._answers import answer_record, facet_record
from archive.api._documented import search_parameters
from archive.api._ingesting import ClippingSerializer, UploadSerializer, take_in
from archive.api._parameters import read_filters, refuse_strangers
from archive.api._records import article_record, evidence_records, whole_articles
from archive.api._serializers import (
    AnswerSerializer,
    ArticleSerializer,
    EvidenceListSerializer,
    FacetSerializer,
    ProblemSerializer,
)
from archive.api._view import ApiView, StrictJSONParser
from archive.models import Article
from archive.search import FACET_NAMES, FACETS, search
from archive.web import facet_counts, load_labels, root_address


class ArticlesView(ApiView):
    """All articles."""

    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="search",
        tags=["Articles"],
        summary="Search",
        description="Finds what the search page finds for the same parameters: hits with their "
        "matches, counts of every facet, articles over time. When nothing is found, `repairs` "
        "offers questions that find something.",
        parameters=search_parameters(),
        responses={200: AnswerSerializer, 400: ProblemSerializer},
        examples=[examples.ANSWER],
    )
    def get(self, request: Request) -> Response:
        """Answer one question."""
        result = search(read_filters(request).search_query())
        return Response(AnswerSerializer(answer_record(result, root_address(request))).data)

    @extend_schema(
        operation_id="add",
        tags=["Articles"],
        summary="Add a clipping",
        description="Stores a clipping and says what it is about. Send the text in JSON, or a "
        "file in a form. Needs a token of a person who may add articles. The media type of a "
        "file is found from its content. Sending the same clipping again changes nothing and "
        "answers 200 with the article that is there.",
        auth=[{"token": []}],  # type: ignore[list-item]  # it is passed on as it is
        parameters=[
            OpenApiParameter(
                "Location",
                OpenApiTypes.URI,
                OpenApiParameter.HEADER,
                description="The address of the article.",
                response=[200, 201],
            )
        ],
        request={"application/json": ClippingSerializer, "multipart/form-data": UploadSerializer},
        responses={
            201: OpenApiResponse(ArticleSerializer, "Added; Location has its address."),
            200: OpenApiResponse(
                ArticleSerializer, "The archive held this clipping already; nothing was added."
            ),
        },
        examples=[examples.CLIPPING, examples.ADDED],
    )
    def post(self, request: Request) -> Response:
        """Take in one clipping."""
        refuse_strangers(request, ())
        pk, is_new = take_in(request)
        record = article_record(whole_articles().get(pk=pk), root_address(request))
        return Response(
            ArticleSerializer(record).data,
            status=201 if is_new else 200,
            headers={"Location": record.links["self"]},
        )


class ArticleView(ApiView):
    """One article."""

    @extend_schema(
        operation_id="article",
        tags=["Articles"],
        summary="One article",
        description="The whole text with metadata and the ranges that are the body.",
        responses={200: ArticleSerializer},
        examples=[examples.ARTICLE],
    )
    def get(self, request: Request, pk: int) -> Response:
        """Tell one article."""
        refuse_strangers(request, ())
        article = _find(pk)
        return Response(ArticleSerializer(article_record(article, root_address(request))).data)


class EvidenceView(ApiView):
    """Why an article has its values."""

    @extend_schema(
        operation_id="evidence",
        tags=["Articles"],
        summary="The evidence of an article",
        description="For every value the words of the text that say so, the rule that read "
        "them, and how often such a rule was right. Offsets count the characters of `text`.",
        responses={200: EvidenceListSerializer},
        examples=[examples.EVIDENCE],
    )
    def get(self, request: Request, pk: int) -> Response:
        """Tell the evidence of one article."""
        refuse_strangers(request, ())
        records = evidence_records(_find(pk), load_labels(()))
        body = {"article": pk, "total": len(records), "evidence": records}
        return Response(EvidenceListSerializer(body).data)


class FacetView(ApiView):
    """All values of a facet."""

    @extend_schema(
        operation_id="facet",
        tags=["Articles"],
        summary="All values of a facet",
        description="Every value of a facet for one search, most articles first.",
        parameters=[
            OpenApiParameter("facet", enum=FACET_NAMES, location=OpenApiParameter.PATH),
            *search_parameters(paged=False),
        ],
        responses={200: FacetSerializer},
        examples=[examples.FACET],
    )
    def get(self, request: Request, facet: str) -> Response:
        """Count the values of one facet."""
        spec = next((each for each in FACETS if each.name == facet), None)
        if spec is None:
            known = ", ".join(each.name for each in FACETS)
            raise Http404(f"There is no facet of this name. There are: {known}.")
        result = search(read_filters(request).search_query())
        labels = load_labels(facet_counts(result, facet) if facet == "source" else ())
        return Response(
            FacetSerializer(facet_record(spec, result, labels, root_address(request))).data
        )


def _find(pk: int) -> Article:
    """Return one article; raise Http404 when there is none."""
    try:
        return whole_articles().get(pk=pk)
    except (Article.DoesNotExist, OverflowError) as error:
        raise Http404("There is no such article. It may have been deleted.") from error
