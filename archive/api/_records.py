"""What the API tells of articles and results, as values; serializers write them as JSON."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse

from archive.edtf import parse
from archive.exports import FORMATS
from archive.models import (
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Evidence,
    Source,
    Verdict,
)
from archive.search import Fragment, Hit, SearchResult, Snippet
from archive.web import Labels, opening_words

_OPENING = 4000  # characters of a text that a list needs
_MOST_COPIES = 50


@dataclass(frozen=True, slots=True)
class Published:
    """A date with the precision it has."""

    edtf: str
    precision: str
    earliest: str | None
    latest: str | None
    in_words: str


@dataclass(frozen=True, slots=True)
class Name:
    """A row of the taxonomy; `weight` tells the main subject (1) from a mention."""

    slug: str
    name: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tags:
    """What an article names, the main subjects first."""

    minerals: list[Name] = field(default_factory=list)
    countries: list[Name] = field(default_factory=list)
    companies: list[Name] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HitRecord:
    """One article of a result."""

    id: int
    title: str | None
    published: Published | None
    source: Name | None
    origin: Name | None
    minerals: Sequence[Name]
    countries: Sequence[Name]
    companies: Sequence[Name]
    language: str | None
    review: str
    score: float
    title_fragments: Snippet
    snippets: tuple[Snippet, ...]
    matched_in: tuple[str, ...]
    links: dict[str, str]


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One whole article; ranges and offsets count the characters (code points) of `text`."""

    id: int
    title: str | None
    published: Published | None
    source: Name | None
    origin: Name | None
    minerals: Sequence[Name]
    countries: Sequence[Name]
    companies: Sequence[Name]
    language: str | None
    review: str
    url: str | None
    text: str
    body_ranges: tuple[tuple[int, int], ...]
    copies: tuple[int, ...]
    added: str
    changed: str
    links: dict[str, str]
    references: dict[str, str]


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One finding: the words `quote`, at `start` to `end` of the text, say that `field` has it."""

    field: str
    value: str
    label: str
    start: int | None
    end: int | None
    quote: str | None
    rule: str
    confidence: float
    verdict: str


def hit_records(result: SearchResult, root: str) -> tuple[HitRecord, ...]:
    """Return the rows of a result; a hit deleted since is left out."""
    ids = [hit.id for hit in result.hits]
    articles = Article.objects.annotate(opening=Substr("text", 1, _OPENING)).defer("text")
    rows, tags = articles.select_related("source", "origin").in_bulk(ids), _read_tags(ids)
    return tuple(
        _hit(rows[hit.id], hit, tags[hit.id], root) for hit in result.hits if hit.id in rows
    )


def whole_articles() -> QuerySet[Article]:
    """Return the articles with what `article_record` tells beside their tags."""
    return Article.objects.select_related("source", "origin")


def article_record(article: Article, root: str) -> ArticleRecord:
    """Return one whole article; `root` is the address of the archive."""
    tags = _read_tags([article.pk])[article.pk]
    return ArticleRecord(
        id=article.pk,
        title=article.title or None,
        published=_published(article),
        source=_source(article.source),
        origin=_source(article.origin),
        minerals=tags.minerals,
        countries=tags.countries,
        companies=tags.companies,
        language=article.language or None,
        review=article.review,
        url=article.url or None,
        text=article.text,
        body_ranges=tuple((start, end) for start, end in article.body_ranges),
        copies=tuple(_copies(article)),
        added=article.created_at.isoformat(),
        changed=article.updated_at.isoformat(),
        links=_links(article, root),
        references={
            each.name: root + reverse("cite", args=[article.pk, each.name])
            for each in FORMATS
            if each.is_citation
        },
    )


def evidence_records(article: Article, labels: Labels) -> tuple[EvidenceRecord, ...]:
    """Return what speaks for the values of an article, in order of the text."""
    rows = article.evidence.exclude(verdict=Verdict.REJECTED)
    ordered = sorted(rows, key=lambda row: (row.start is None, row.start or 0, row.pk))
    return tuple(_evidence(row, article.text, labels) for row in ordered)


def _read_tags(ids: Sequence[int]) -> defaultdict[int, Tags]:
    """Read what articles name, as plain values: models cost three times the time."""
    tags: defaultdict[int, Tags] = defaultdict(Tags)
    for pk, name in _names(ArticleMineral, "mineral", ids):
        tags[pk].minerals.append(name)
    for pk, name in _names(ArticleCountry, "country", ids):
        tags[pk].countries.append(name)
    for pk, name in _names(ArticleCompany, "company", ids):
        tags[pk].companies.append(name)
    return tags


def _names(links: type[Model], tie: str, ids: Sequence[int]) -> Iterable[tuple[int, Name]]:
    rows = links._default_manager.filter(article__in=ids)
    values = rows.values_list("article", f"{tie}__slug", f"{tie}__name", "weight")
    return ((pk, Name(slug, name, weight)) for pk, slug, name, weight in values)


def _hit(article: Article, hit: Hit, tags: Tags, root: str) -> HitRecord:
    return HitRecord(
        id=article.pk,
        title=article.title or None,
        published=_published(article),
        source=_source(article.source),
        origin=_source(article.origin),
        minerals=tags.minerals,
        countries=tags.countries,
        companies=tags.companies,
        language=article.language or None,
        review=article.review,
        score=round(hit.score, 4),
        title_fragments=hit.title if article.title else (),
        snippets=hit.snippets or ((Fragment(opening_words(article, 280)),),),
        matched_in=hit.matched_in,
        links=_links(article, root),
    )


def _links(article: Article, root: str) -> dict[str, str]:
    links = {
        "self": reverse("api-article", args=[article.pk]),
        "page": article.get_absolute_url(),
        "evidence": reverse("api-evidence", args=[article.pk]),
    }
    if article.original_id is not None:
        links["original"] = reverse("original", args=[article.pk])
    return {name: root + path for name, path in links.items()}


def _published(article: Article) -> Published | None:
    if not article.published:
        return None
    date = parse(article.published)
    return Published(
        edtf=str(date),
        precision=date.precision,
        earliest=str(date.earliest) if date.earliest else None,
        latest=str(date.latest) if date.latest else None,
        in_words=date.in_words(),
    )


def _source(source: Source | None) -> Name | None:
    return Name(source.slug, source.name) if source else None


def _copies(article: Article) -> Iterable[int]:
    """Return the ids of the other articles of the same story."""
    if article.story_id is None:
        return ()
    others = Article.objects.filter(story=article.story_id).exclude(pk=article.pk)
    return others.order_by("pk").values_list("pk", flat=True)[:_MOST_COPIES]


def _evidence(row: Evidence, text: str, labels: Labels) -> EvidenceRecord:
    return EvidenceRecord(
        field=row.field,
        value=row.value,
        label=_label(row, labels),
        start=row.start,
        end=row.end,
        quote=None if row.start is None else text[row.start : row.end],
        rule=row.rule,
        confidence=row.confidence,
        verdict=row.verdict,
    )


def _label(row: Evidence, labels: Labels) -> str:
    """Return a value as people read it: names for codes and slugs, dates in words."""
    if row.field == "date":
        try:
            return parse(row.value).in_words()
        except ValueError:
            return row.value
    facet = {"project": "company"}.get(row.field, row.field)
    return labels.of(facet, row.value) if facet in ("country", "mineral", "company") else row.value
