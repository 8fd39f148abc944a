"""Articles as files need them, read from the database page by page in a few queries each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import QuerySet

from archive.edtf import PartialDate, parse
from archive.exports._lines import one_line, web_address
from archive.models import (
    OPENING,
    Article,
    Company,
    Country,
    Evidence,
    Mineral,
    Tag,
    Verdict,
    read_tags,
    with_opening,
)

PAGE = 500  # articles read at a time
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
    """What hangs on one article."""

    minerals: Sequence[Tag]
    countries: Sequence[Tag]
    companies: Sequence[Tag]
    evidence: Sequence[Finding]


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
    """Return the record of one article, with its text and without its evidence.

    Reads its links with their minerals, countries and companies, which a page has fetched.
    """
    ties = Ties(
        minerals=[_tag(link.mineral) for link in article.mineral_links.all()],
        countries=[_tag(link.country) for link in article.country_links.all()],
        companies=[_tag(link.company) for link in article.company_links.all()],
        evidence=(),
    )
    return _record(article, root, ties)


def _sourced(articles: QuerySet[Article]) -> QuerySet[Article]:
    return articles.select_related("source", "origin")


def _brief_articles() -> QuerySet[Article]:
    return _sourced(with_opening(Article.objects.defer("text")))


def _read_ties(page: Sequence[int], *, is_whole: bool) -> dict[int, Ties]:
    """Read what hangs on each of a page of articles."""
    minerals, countries = read_tags("mineral", page), read_tags("country", page)
    companies, evidence = read_tags("company", page), _read_evidence(page if is_whole else ())
    return {
        pk: Ties(minerals[pk], countries[pk], companies[pk], evidence.get(pk, ())) for pk in page
    }


def _read_evidence(page: Sequence[int]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    standing = Evidence.objects.exclude(verdict=Verdict.REJECTED).filter(article__in=page)
    for pk, *values in standing.values_list("article", *_FINDING):
        found.setdefault(pk, []).append(Finding(*values))
    return found


def _tag(row: Mineral | Country | Company) -> Tag:
    return Tag(row.slug, row.name)


def _names(tags: Iterable[Tag]) -> tuple[str, ...]:
    return tuple(one_line(tag.name) for tag in tags)


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
        minerals=_names(ties.minerals),
        countries=_names(ties.countries),
        companies=_names(ties.companies),
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
    text: str = getattr(article, "opening", None) or article.text[:OPENING]
    start = article.body_ranges[0][0] if article.body_ranges else 0
    return one_line((text[start:] or text)[:_SHOWN])


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
