"""What the API tells of articles and results, as values; serializers write them as JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from archive.edtf import parse
from archive.exports import FORMATS
from archive.models import Article, Evidence, Source, Tag, Verdict, read_tags, with_opening
from archive.search import Fragment, SearchResult, Snippet
from archive.stories import other_copies
from archive.web import Labels, opening_words

_MOST_COPIES = 50


@dataclass(frozen=True, slots=True)
class Published:
    """A date with the precision it has."""

    edtf: str
    precision: str
    earliest: str | None
    latest: str | None
    in_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What is told of every article; its tags with the main subjects first."""

    id: int
    title: str | None
    published: Published | None
    source: Tag | None
    origin: Tag | None
    minerals: Sequence[Tag]
    countries: Sequence[Tag]
    companies: Sequence[Tag]
    language: str | None
    review: str
    links: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitRecord(Described):
    """One article of a result."""

    score: float
    title_fragments: Snippet
    snippets: tuple[Snippet, ...]
    matched_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord(Described):
    """One whole article; ranges and offsets count the characters (code points) of `text`."""

    url: str | None
    text: str
    body_ranges: tuple[tuple[int, int], ...]
    copies: tuple[int, ...]
    added: str
    changed: str
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
    rows = with_opening(whole_articles().defer("text")).in_bulk(ids)
    described = _described([rows[pk] for pk in ids if pk in rows], root)
    return tuple(
        HitRecord(
            **described[hit.id],
            score=round(hit.score, 4),
            title_fragments=hit.title if rows[hit.id].title else (),
            snippets=hit.snippets or ((Fragment(opening_words(rows[hit.id], 280)),),),
            matched_in=hit.matched_in,
        )
        for hit in result.hits
        if hit.id in rows
    )


def whole_articles() -> QuerySet[Article]:
    """Return the articles with what `article_record` tells beside their tags."""
    return Article.objects.select_related("source", "origin")


def article_record(article: Article, root: str) -> ArticleRecord:
    """Return one whole article; `root` is the address of the archive."""
    return ArticleRecord(
        **_described([article], root)[article.pk],
        url=article.url or None,
        text=article.text,
        body_ranges=tuple((start, end) for start, end in article.body_ranges),
        copies=tuple(other_copies(article).values_list("pk", flat=True)[:_MOST_COPIES]),
        added=article.created_at.isoformat(),
        changed=article.updated_at.isoformat(),
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


def _described(articles: Sequence[Article], root: str) -> dict[int, dict[str, Any]]:
    """Return the fields of `Described` of each article."""
    ids = [article.pk for article in articles]
    minerals, countries, companies = (
        read_tags(kind, ids) for kind in ("mineral", "country", "company")
    )
    return {
        article.pk: {
            "id": article.pk,
            "title": article.title or None,
            "published": _published(article),
            "source": _source(article.source),
            "origin": _source(article.origin),
            "minerals": minerals[article.pk],
            "countries": countries[article.pk],
            "companies": companies[article.pk],
            "language": article.language or None,
            "review": article.review,
            "links": _links(article, root),
        }
        for article in articles
    }


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


def _source(source: Source | None) -> Tag | None:
    return Tag(source.slug, source.name) if source else None


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
