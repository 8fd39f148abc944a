"""Articles as files need them, read from the database page by page in a few queries each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Substr

from archive.edtf import PartialDate, parse
from archive.exports._lines import one_line, web_address
from archive.models import Article, ArticleCountry, ArticleMineral, Evidence, Verdict

PAGE = 500  # articles read at a time
_OPENING = 4000  # characters of a text that name an untitled article and open a brief


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


@dataclass(frozen=True, slots=True)
class Record:
    """One article; every value but `text` is a single line without control characters.

    `address` is its page in Lode, `url` where it was published. `text`, `body_ranges` and
    `evidence` are empty unless the whole articles were read.
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
    review: str
    url: str
    address: str
    opening: str
    added: datetime
    changed: datetime
    text: str = ""
    body_ranges: tuple[tuple[int, int], ...] = ()
    evidence: tuple[Finding, ...] = ()

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
        """Return minerals and countries, the main ones first."""
        return self.minerals + self.countries


def read_records(ids: Sequence[int], root: str, *, is_whole: bool = False) -> Iterator[Record]:
    """Yield the articles of these ids in their order; one deleted meanwhile is left out.

    `root` is the address of the archive, such as `https://lode.example.org`.
    """
    articles = whole_articles() if is_whole else _brief_articles()
    for start in range(0, len(ids), PAGE):
        page = ids[start : start + PAGE]
        rows = articles.in_bulk(page)
        yield from (make_record(rows[pk], root) for pk in page if pk in rows)


def whole_articles() -> QuerySet[Article]:
    """Return the articles with everything a record holds."""
    evidence = Evidence.objects.exclude(verdict=Verdict.REJECTED)
    return _tagged(Article.objects.prefetch_related(Prefetch("evidence", evidence)))


def _brief_articles() -> QuerySet[Article]:
    return _tagged(Article.objects.annotate(opening=Substr("text", 1, _OPENING)).defer("text"))


def _tagged(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.select_related("source", "origin").prefetch_related(
        Prefetch("mineral_links", ArticleMineral.objects.select_related("mineral")),
        Prefetch("country_links", ArticleCountry.objects.select_related("country")),
    )


def make_record(article: Article, root: str) -> Record:
    """Return the record of an article that was read with everything a record holds."""
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
        minerals=tuple(one_line(link.mineral.name) for link in article.mineral_links.all()),
        countries=tuple(one_line(link.country.name) for link in article.country_links.all()),
        review=article.review,
        url=web_address(article.url),
        address=root + article.get_absolute_url(),
        opening=_cut(opening, 280),
        added=article.created_at,
        changed=article.updated_at,
        text=article.text if is_whole else "",
        body_ranges=tuple((start, end) for start, end in article.body_ranges) if is_whole else (),
        evidence=tuple(map(_finding, article.evidence.all())) if is_whole else (),
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
    return one_line(text[start:] or text)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


def _finding(row: Evidence) -> Finding:
    return Finding(
        field=row.field,
        value=row.value,
        start=row.start,
        end=row.end,
        rule=row.rule,
        confidence=round(row.confidence, 4),
        verdict=row.verdict,
    )
