"""The article page: the text with its marks, every value with its evidence, the way back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.urls import reverse

from archive.ingest import Decisions
from archive.models import (
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Evidence,
    Review,
    Verdict,
)
from archive.stories import other_copies
from archive.web._asked import Asked, read_asked
from archive.web._history import History, make_history
from archive.web._hits import date_in_words
from archive.web._implied import ImpliedLine, implied_lines
from archive.web._labels import language_name
from archive.web._links import Link
from archive.web._marking import Span, Token, marked
from archive.web._paragraphs import paragraphs
from archive.web._receipts import Ledger, Receipt
from archive.web._related import RelatedArticle, find_related
from archive.web._terms import MarkedTerms, TermLine, make_term_line, mark_terms
from archive.web._trail import Trail
from archive.web._why_not import WhyNot, make_why_not

RECEIVED = "received"
_MOST_COPIES = 50


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body, or a stretch of the clipping as received; `start` is its place."""

    start: int
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
    """One article, ready to be shown; `text` and `hidden` fill the search box."""

    id: str
    text: str
    hidden: tuple[tuple[str, str], ...]
    title: str
    title_tokens: tuple[Token, ...]
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
    implied: tuple[ImpliedLine, ...]
    why_not: WhyNot
    copies: tuple[Copy, ...]
    trail: Trail | None
    terms: TermLine | None
    related: tuple[RelatedArticle, ...]
    original: Link | None
    permalink: str
    history: History


def full_articles() -> QuerySet[Article]:
    """Return the articles with everything their pages show."""
    return Article.objects.select_related(
        "source", "origin", "original", "created_by", "updated_by", "story"
    ).prefetch_related(
        Prefetch("country_links", ArticleCountry.objects.select_related("country")),
        Prefetch("mineral_links", ArticleMineral.objects.select_related("mineral")),
        "mineral_links__mineral__children",
        Prefetch(
            "company_links", ArticleCompany.objects.select_related("company", "company__country")
        ),
        "company_links__company__commodities",
        Prefetch("evidence", Evidence.objects.exclude(verdict=Verdict.REJECTED)),
    )


def make_article_page(
    article: Article,
    parameters: QueryDict,
    *,
    with_log: bool = False,
    decisions: Decisions | None = None,
) -> ArticlePage:
    """Prepare the page of an article, as the hit of a search when the URL says so.

    `decisions` are what editors decided about its values, for an editor who may decide anew.
    """
    asked = read_asked(article.pk, parameters)
    is_received = parameters.get("view") == RECEIVED
    views = _views(article, asked, is_received=is_received)
    rows = tuple(sorted(article.evidence.all(), key=_in_text))
    ledger = Ledger(article, rows, "" if is_received else views[1].href, decisions)
    spans = _spans(rows)
    stretches = tuple(_stretches(article)) if is_received else _body_ranges(article)
    terms = mark_terms(asked.text, article.title, article.text, stretches)
    date = article.published
    return ArticlePage(
        id=str(article.pk),
        text=asked.text,
        hidden=asked.hidden,
        title=article.label,
        title_tokens=marked(article.label, 0, len(article.label), terms.title),
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
        blocks=tuple((_received if is_received else _body)(article, spans, terms)),
        views=views,
        receipts=tuple(ledger.receipts()),
        implied=implied_lines(article),
        why_not=make_why_not(article, asked, parameters),
        copies=_copies(article),
        trail=asked.trail,
        terms=make_term_line(terms, views[is_received].href, parameters.get("match", "")),
        related=find_related(article),
        original=_original(article),
        permalink=article.get_absolute_url(),
        history=make_history(article, with_log=with_log),
    )


def _spans(rows: Iterable[Evidence]) -> list[Span]:
    return [
        Span(row.start, row.end, number)
        for number, row in enumerate(rows, 1)
        if row.start is not None and row.end is not None
    ]


def _in_text(row: Evidence) -> tuple[bool, int, int]:
    return row.start is None, row.start or 0, row.pk


def _views(article: Article, asked: Asked, *, is_received: bool) -> tuple[Link, Link]:
    here = article.get_absolute_url()
    return (
        Link("Readable", asked.href(here), not is_received),
        Link("As received", asked.href(here, view=RECEIVED), is_received),
    )


def _body_ranges(article: Article) -> tuple[tuple[int, int], ...]:
    ranges = article.body_ranges or [[0, len(article.text)]]
    return tuple((start, end) for start, end in ranges)


def _stretches(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the whole text in pieces: each range of the body, and what lies between."""
    position = 0
    for start, end in [*article.body_ranges, [len(article.text)] * 2]:
        yield from ((a, b) for a, b in ((position, start), (start, end)) if a < b)
        position = max(position, end)


def _body(article: Article, spans: list[Span], terms: MarkedTerms) -> Iterator[Block]:
    for paragraph in paragraphs(article.text, _body_ranges(article)):
        start, end = paragraph.start, paragraph.end
        tokens = marked(article.text, start, end, [*spans, *terms.within(start, end)])
        yield Block(start, tokens, "is-wrapped" if paragraph.is_wrapped else "")


def _received(article: Article, spans: list[Span], terms: MarkedTerms) -> Iterator[Block]:
    """Yield the whole clipping; what is not the body is dimmed."""
    body = set(_body_ranges(article))
    for start, end in _stretches(article):
        tokens = marked(article.text, start, end, [*spans, *terms.within(start, end)])
        yield Block(start, tokens, "" if (start, end) in body else "is-dimmed")


def _copies(article: Article) -> tuple[Copy, ...]:
    return tuple(
        Copy(
            title=other.label,
            source=other.source.name if other.source else "",
            date=date_in_words(other.published),
            href=other.get_absolute_url(),
        )
        for other in other_copies(article).select_related("source")[:_MOST_COPIES]
    )


def _original(article: Article) -> Link | None:
    if article.original is None:
        return None
    return Link(str(article.original), reverse("original", args=[article.pk]))
