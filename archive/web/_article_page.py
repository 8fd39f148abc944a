"""The article page: the text with its marks, every value with its evidence, the way back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.urls import reverse

from archive.models import Article, ArticleCountry, ArticleMineral, Evidence, Review, Verdict
from archive.web._hits import date_in_words
from archive.web._labels import language_name
from archive.web._links import Link
from archive.web._marking import Span, Token, marked
from archive.web._paragraphs import paragraphs
from archive.web._receipts import Ledger, Receipt
from archive.web._trail import Trail, make_trail

RECEIVED = "received"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body, or a stretch of the clipping as received."""

    tokens: tuple[Token, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article of the same story."""

    title: str
    source: str
    date: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """One article, ready to be shown."""

    id: str
    title: str
    is_untitled: bool
    lang: str
    language: str
    url: str
    source: str
    origin: str
    date: str
    edtf: str
    is_unreviewed: bool
    is_received: bool
    blocks: tuple[Block, ...]
    views: tuple[Link, ...]
    receipts: tuple[Receipt, ...]
    copies: tuple[Copy, ...]
    trail: Trail | None
    original: Link | None
    permalink: str
    added: str


def full_articles() -> QuerySet[Article]:
    """Return the articles with everything their pages show."""
    return Article.objects.select_related(
        "source", "origin", "original", "created_by", "updated_by", "story"
    ).prefetch_related(
        Prefetch("country_links", ArticleCountry.objects.select_related("country")),
        Prefetch("mineral_links", ArticleMineral.objects.select_related("mineral")),
        "mineral_links__mineral__children",
        Prefetch("evidence", Evidence.objects.exclude(verdict=Verdict.REJECTED)),
    )


def make_article_page(article: Article, parameters: QueryDict) -> ArticlePage:
    """Prepare the page of an article, as the hit of a search when the URL says so."""
    trail = make_trail(article.pk, parameters)
    views = _views(article, trail, is_received=parameters.get("view") == RECEIVED)
    is_received = views[1].is_current
    rows = tuple(sorted(article.evidence.all(), key=_in_text))
    ledger = Ledger(article, rows, received_href="" if is_received else views[1].href)
    spans = [
        Span(row.start, row.end, number)
        for number, row in enumerate(rows, 1)
        if row.start is not None and row.end is not None
    ]
    date = article.published
    return ArticlePage(
        id=str(article.pk),
        title=article.label,
        is_untitled=not article.title,
        lang=article.language,
        language=language_name(article.language) if article.language else "",
        url=article.url,
        source=article.source.name if article.source else "",
        origin=article.origin.name if article.origin else "",
        date=date_in_words(date),
        edtf=date if article.published_earliest else "",
        is_unreviewed=article.review == Review.UNREVIEWED,
        is_received=is_received,
        blocks=tuple(_received(article, spans) if is_received else _body(article, spans)),
        views=views,
        receipts=tuple(receipt for receipt in ledger.receipts() if receipt.value),
        copies=_copies(article),
        trail=trail,
        original=_original(article),
        permalink=article.get_absolute_url(),
        added=f"{article.created_at.day} {article.created_at:%B %Y}",
    )


def _in_text(row: Evidence) -> tuple[bool, int, int]:
    return row.start is None, row.start or 0, row.pk


def _views(article: Article, trail: Trail | None, *, is_received: bool) -> tuple[Link, Link]:
    here = article.get_absolute_url()
    search = trail.querystring if trail else ""
    return (
        Link("Readable", f"{here}?{search}" if search else here, not is_received),
        Link("As received", f"{here}?{search}{'&' * bool(search)}view={RECEIVED}", is_received),
    )


def _body(article: Article, spans: Iterable[Span]) -> Iterable[Block]:
    spans = list(spans)
    ranges = article.body_ranges or [[0, len(article.text)]]
    for paragraph in paragraphs(article.text, ranges):
        tokens = marked(article.text, paragraph.start, paragraph.end, spans)
        yield Block(tokens, "is-wrapped" if paragraph.is_wrapped else "")


def _received(article: Article, spans: Iterable[Span]) -> Iterable[Block]:
    """Return the whole clipping; what is not the body is dimmed."""
    spans = list(spans)
    position = 0
    for start, end in [*article.body_ranges, [len(article.text)] * 2]:
        if position < start:
            style = "is-dimmed" if article.body_ranges else ""
            yield Block(marked(article.text, position, start, spans), style)
        if start < end:
            yield Block(marked(article.text, start, end, spans), "")
        position = max(position, end)


def _copies(article: Article) -> tuple[Copy, ...]:
    if article.story_id is None:
        return ()
    others = Article.objects.filter(story=article.story_id).exclude(pk=article.pk)
    return tuple(
        Copy(
            title=other.label,
            source=other.source.name if other.source else "",
            date=date_in_words(other.published),
            href=other.get_absolute_url(),
        )
        for other in others.select_related("source").order_by("published_earliest", "id")[:50]
    )


def _original(article: Article) -> Link | None:
    if article.original is None:
        return None
    return Link(str(article.original), reverse("original", args=[article.pk]))
