"""The JSON of the records, field by field; the descriptions make the schema and the docs page."""

from typing import Any

from rest_framework import serializers

from archive.edtf import Precision
from archive.models import Field, Review, Verdict

_PRECISIONS = Precision.__args__  # type: ignore[attr-defined]


class PublishedSerializer(serializers.Serializer):
    """A date with the precision it has."""

    edtf = serializers.CharField(
        help_text="2024-01-16, 2024-01, 2024, or XXXX-11-06 for a day without its year."
    )
    precision = serializers.ChoiceField(choices=_PRECISIONS, help_text="Which parts are known.")
    earliest = serializers.DateField(
        allow_null=True, help_text="The first day it may be; null when the year is unknown."
    )
    latest = serializers.DateField(
        allow_null=True, help_text="The last day it may be; null when the year is unknown."
    )
    in_words = serializers.CharField(help_text="As the pages write it: 16 January 2024.")


class SourceSerializer(serializers.Serializer):
    """Who published an article, or where it was taken from."""

    slug = serializers.CharField(help_text="The value of the facet `source`.")
    name = serializers.CharField()


class TagSerializer(serializers.Serializer):
    """A mineral, country, company or project that an article names."""

    slug = serializers.CharField(help_text="The value of the facet.")
    name = serializers.CharField()
    weight = serializers.FloatField(
        min_value=0, max_value=1, help_text="1 for a main subject, less for a mention."
    )


class FragmentSerializer(serializers.Serializer):
    """A piece of text; those with `is_match` are what the question asked for."""

    text = serializers.CharField()
    is_match = serializers.BooleanField()


class BriefSerializer(serializers.Serializer):
    """What lists and single articles tell alike."""

    id = serializers.IntegerField(min_value=1)
    title = serializers.CharField(allow_null=True, help_text="null when the clipping has none.")
    published = PublishedSerializer(allow_null=True, help_text="null when undated.")
    source = SourceSerializer(allow_null=True, help_text="Who published it.")
    origin = SourceSerializer(allow_null=True, help_text="The agency or outlet it was taken from.")
    minerals = TagSerializer(many=True, help_text="Main subjects first.")
    countries = TagSerializer(many=True, help_text="Main subjects first.")
    companies = TagSerializer(many=True, help_text="Companies and projects, main subjects first.")
    language = serializers.CharField(allow_null=True, help_text="ISO 639-1, such as en.")
    review = serializers.ChoiceField(
        choices=Review.values, help_text="Whether a person has looked at it."
    )


class ArticleLinksSerializer(serializers.Serializer):
    """Where an article is to be had."""

    self = serializers.URLField(help_text="The whole article.")
    page = serializers.URLField(help_text="Its page for people.")
    evidence = serializers.URLField(help_text="Why it has its values.")
    original = serializers.URLField(
        required=False, help_text="The file as received; left out when there is none."
    )


class HitSerializer(BriefSerializer):
    """One article of a result."""

    score = serializers.FloatField(help_text="Comparable within one answer only.")
    title_fragments = FragmentSerializer(
        many=True, help_text="The title with its matches; empty when the article has none."
    )
    snippets = serializers.ListField(
        child=FragmentSerializer(many=True),
        help_text="Passages with matches, or how the article begins.",
    )
    matched_in = serializers.ListField(
        child=serializers.CharField(),
        help_text="The metadata that matched when no words of the text did.",
    )
    links = ArticleLinksSerializer()


class ReferencesSerializer(serializers.Serializer):
    """The reference of an article as a file."""

    ris = serializers.URLField()
    bibtex = serializers.URLField()

    def get_fields(self) -> dict[str, Any]:
        """Add the format whose name is no name in Python."""
        return super().get_fields() | {"csl-json": serializers.URLField()}


class RangeField(serializers.ListField):
    """A range `[start, end)` of the text, in characters."""

    def __init__(self, **kwargs: Any) -> None:
        child = serializers.IntegerField(min_value=0)
        super().__init__(child=child, min_length=2, max_length=2, **kwargs)


class ArticleSerializer(BriefSerializer):
    """One whole article."""

    url = serializers.CharField(allow_null=True, help_text="Where it was published.")
    text = serializers.CharField(help_text="The clipping as received.")
    body_ranges = serializers.ListField(
        child=RangeField(),
        help_text="Which ranges [start, end) of `text` are the body, in characters (Unicode "
        "code points); the rest is header, footer and menu. Empty: all of it.",
    )
    copies = serializers.ListField(
        child=serializers.IntegerField(), help_text="Ids of other articles of the same story."
    )
    added = serializers.DateTimeField(help_text="When the clipping came in.")
    changed = serializers.DateTimeField(help_text="When the article last changed.")
    links = ArticleLinksSerializer()
    references = ReferencesSerializer(help_text="Its reference for EndNote, Zotero, LaTeX.")


class EvidenceSerializer(serializers.Serializer):
    """Why an article has one value."""

    field = serializers.ChoiceField(choices=Field.values, help_text="What the value is of.")
    value = serializers.CharField(help_text="Slug, country code, EDTF date or name.")
    label = serializers.CharField(help_text="The value as people read it.")
    start = serializers.IntegerField(
        allow_null=True,
        min_value=0,
        help_text="Where the words begin in `text`, in characters; null when the value comes "
        "from outside it.",
    )
    end = serializers.IntegerField(allow_null=True, min_value=1, help_text="Where they end.")
    quote = serializers.CharField(allow_null=True, help_text="The words themselves.")
    rule = serializers.CharField(help_text="The rule that read them.")
    confidence = serializers.FloatField(
        min_value=0, max_value=1, help_text="How often such a rule was right when measured."
    )
    verdict = serializers.ChoiceField(
        choices=[verdict for verdict in Verdict.values if verdict != Verdict.REJECTED],
        help_text="Who vouches for it: Lode, or an editor.",
    )


class EvidenceListSerializer(serializers.Serializer):
    """The evidence of one article; what an editor rejected is left out."""

    article = serializers.IntegerField()
    total = serializers.IntegerField()
    evidence = EvidenceSerializer(many=True)


class ValueSerializer(serializers.Serializer):
    """A value of a facet."""

    value = serializers.CharField(help_text="For the parameter; `none` for no value.")
    label = serializers.CharField()
    count = serializers.IntegerField(
        help_text="Articles of this search that have it, were nothing chosen in this facet."
    )
    parent = serializers.CharField(
        allow_null=True, help_text="The node above a mineral; null elsewhere."
    )
    is_chosen = serializers.BooleanField()
    is_excluded = serializers.BooleanField()


class FacetSerializer(serializers.Serializer):
    """A facet of a search."""

    name = serializers.CharField(help_text="The parameter.")
    label = serializers.CharField()
    total = serializers.IntegerField(help_text="How many values there are.")
    values = ValueSerializer(many=True, help_text="Most articles first, (none) last.")
    link = serializers.URLField(help_text="All its values for this search.")


class BucketSerializer(serializers.Serializer):
    """A year, month or day."""

    date = serializers.CharField(help_text="EDTF.")
    count = serializers.IntegerField()


class HistogramSerializer(serializers.Serializer):
    """Articles over time."""

    years = BucketSerializer(many=True)
    months = BucketSerializer(
        many=True, help_text="Only while the dates asked for lie within one year."
    )
    days = BucketSerializer(
        many=True, help_text="Only while the dates asked for lie within one month."
    )
    undated = serializers.IntegerField()
    year_unknown = serializers.IntegerField()


class RepairSerializer(serializers.Serializer):
    """Another question that finds something; offered when nothing was found."""

    label = serializers.CharField()
    total = serializers.IntegerField()
    link = serializers.URLField(help_text="It, in the API.")
    page = serializers.URLField(help_text="Its page for people.")


class PagingSerializer(serializers.Serializer):
    """Where in the result this page stands."""

    page = serializers.IntegerField()
    per_page = serializers.IntegerField()
    last = serializers.IntegerField(help_text="The last page that can be reached.")
    previous = serializers.URLField(allow_null=True)
    next = serializers.URLField(allow_null=True)


class SearchLinksSerializer(serializers.Serializer):
    """Other forms of a search."""

    self = serializers.URLField()
    page = serializers.URLField(help_text="Its page for people.")
    feed = serializers.URLField(help_text="The newest 50 as an Atom feed.")


class ExportsSerializer(serializers.Serializer):
    """The whole search, every match of it, as a file."""

    csv = serializers.URLField()
    jsonl = serializers.URLField()
    ris = serializers.URLField()
    bibtex = serializers.URLField()
    markdown = serializers.URLField()

    def get_fields(self) -> dict[str, Any]:
        """Add the format whose name is no name in Python."""
        return super().get_fields() | {"csl-json": serializers.URLField()}


class AnswerSerializer(serializers.Serializer):
    """The answer to one question."""

    query = serializers.CharField(help_text="The words asked for.")
    read_as = serializers.CharField(help_text="How they were read, in the query language.")
    notices = serializers.ListField(
        child=serializers.CharField(), help_text="What to know about how they were read."
    )
    total = serializers.IntegerField(help_text="How many articles match.")
    stories = serializers.IntegerField(
        help_text="How many they are when copies of one text count once."
    )
    took_ms = serializers.FloatField(help_text="Milliseconds that the search took.")
    hits = HitSerializer(many=True)
    facets = FacetSerializer(many=True, help_text="The most frequent values of each facet.")
    histogram = HistogramSerializer()
    repairs = RepairSerializer(many=True)
    paging = PagingSerializer()
    links = SearchLinksSerializer()
    exports = ExportsSerializer(help_text="The whole search as a file.")


class ErrorSerializer(serializers.Serializer):
    """One thing that is wrong."""

    detail = serializers.CharField(help_text="What, and the fix.")
    parameter = serializers.CharField(required=False, help_text="The parameter that it is about.")
    pointer = serializers.CharField(
        required=False, help_text="The place in the body that it is about (JSON pointer)."
    )


class ProblemSerializer(serializers.Serializer):
    """Why a request got no answer (RFC 9457)."""

    type = serializers.CharField(help_text="The kind of problem: an address on the docs page.")
    title = serializers.CharField(help_text="The kind, in words.")
    status = serializers.IntegerField(min_value=400, max_value=599)
    detail = serializers.CharField(help_text="What is wrong with this request, and the fix.")
    errors = ErrorSerializer(many=True, required=False)
