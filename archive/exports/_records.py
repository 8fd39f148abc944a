"""Articles as files need them, read from the database page by page in a few queries each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.functions import Substr

from archive.edtf import PartialDate, parse
from archive.exports._lines import one_line, web_address
from archive.models import (
    Article,
    ArticleCompany,
    ArticleCountry,
    ArticleMineral,
    Evidence,
    Verdict,
)

PAGE = 500  # articles read at a time
_OPENING = 4000  # characters read of a text; its body may begin after a header and a menu
_SHOWN = 1000  # characters of these that name an untitled article and open a brief


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: `text[start:end]` says that `field` has `value`."""

    field: str
    value: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    verdict: str


_FINDING = tuple(each.name for each in fields(Finding))


@dataclass(frozen=True, slots=True)
class Ties:
    """What hangs on one article, gathered row by row."""

    minerals: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    companies: list[str] = field(default_factory=list)
    evidence: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Record:
    """One article; every value but `text` and `note` is a single line without control characters.

    `address` is its page in Lode, `url` where it was published. `companies` are
    projects, too. `text`, `body_ranges` and `evidence` are empty unless the whole was read.
    `note` is what the owner of a collection wrote, perhaps on several lines.
    """

    id: int
    title: str
    is_untitled: bool
    source: str
    origin: str
    published: PartialDate | None
    language: str
    minerals: tuple[str, ...]
    countries: tuple[str, ...]
    companies: tuple[str, ...]
    review: str
    url: str
    address: str
    opening: str
    added: datetime
    changed: datetime
    text: str = ""
    body_ranges: tuple[tuple[int, int], ...] = ()
    evidence: tuple[Finding, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """Return a name that no other article of this archive has and that never changes."""
        return f"lode-{self.id}"

    @property
    def link(self) -> str:
        """Return where it was published, or its page in Lode when that is not known."""
        return self.url or self.address

    @property
    def date(self) -> str:
        """Return the date in words; empty when there is none."""
        return self.published.in_words() if self.published else ""

    @property
    def keywords(self) -> tuple[str, ...]:
        """Return minerals, countries, companies and projects, each with the main ones first."""
        return self.minerals + self.countries + self.companies


def read_records(ids: Sequence[int], root: str, *, is_whole: bool = False) -> Iterator[Record]:
    """Yield the articles of these ids in their order; one deleted meanwhile is left out.

    `root` is the address of the archive, such as `https://lode.example.org`.
    """
    articles = _sourced(Article.objects.all()) if is_whole else _brief_articles()
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        rows, ties = articles.in_bulk(page), _read_ties(page, is_whole=is_whole)
        yield from (_record(rows[pk], root, ties[pk]) for pk in page if pk in rows)


def make_record(article: Article, root: str) -> Record:
    """Return the record of one article, with its text and without its evidence."""
    return _record(article, root, _read_ties([article.pk], is_whole=False)[article.pk])


def _sourced(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.select_related("source", "origin")


def _brief_articles() -> QuerySet[Article]:
    opening = Substr("text", 1, _OPENING)
    return _sourced(Article.objects.annotate(opening=opening).defer("text"))


def _read_ties(page: Sequence[int], *, is_whole: bool) -> defaultdict[int, Ties]:
    """Read what hangs on a page of articles, as plain values: models cost twice the time."""
    ties: defaultdict[int, Ties] = defaultdict(Ties)
    for pk, name in _names(ArticleMineral, "mineral", page):
        ties[pk].minerals.append(name)
    for pk, name in _names(ArticleCountry, "country", page):
        ties[pk].countries.append(name)
    for pk, name in _names(ArticleCompany, "company", page):
        ties[pk].companies.append(name)
    if is_whole:
        standing = Evidence.objects.exclude(verdict=Verdict.REJECTED)
        evidence = standing.filter(article__in=page)
        for pk, *values in evidence.values_list("article", *_FINDING):
            ties[pk].evidence.append(Finding(*values))
    return ties


def _names(links: type[Model], tie: str, page: Sequence[int]) -> QuerySet[Any, tuple[int, str]]:
    """Return (article, name), the main subjects first."""
    rows: QuerySet[Any] = links._default_manager.filter(article__in=page)
    return rows.values_list("article", f"{tie}__name")


def _record(article: Article, root: str, ties: Ties) -> Record:
    is_whole = "text" not in article.get_deferred_fields()
    opening = _opening(article)
    return Record(
        id=article.pk,
        title=one_line(article.title) or _cut(opening, 90),
        is_untitled=not one_line(article.title),
        source=one_line(article.source.name) if article.source else "",
        origin=_origin(article),
        published=parse(article.published) if article.published else None,
        language=article.language,
        minerals=tuple(map(one_line, ties.minerals)),
        countries=tuple(map(one_line, ties.countries)),
        companies=tuple(map(one_line, ties.companies)),
        review=article.review,
        url=web_address(article.url),
        address=root + article.get_absolute_url(),
        opening=_cut(opening, 280),
        added=article.created_at,
        changed=article.updated_at,
        text=article.text if is_whole else "",
        body_ranges=tuple((start, end) for start, end in article.body_ranges) if is_whole else (),
        evidence=tuple(ties.evidence),
    )


def _origin(article: Article) -> str:
    """Return where the text was taken from, when that is not who published it."""
    if not article.origin or article.origin_id == article.source_id:
        return ""
    return one_line(article.origin.name)


def _opening(article: Article) -> str:
    """Return how the body begins, on one line."""
    text: str = getattr(article, "opening", None) or article.text[:_OPENING]
    start = article.body_ranges[0][0] if article.body_ranges else 0
    return one_line((text[start:] or text)[:_SHOWN])


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
