"""A search and its answer as the API tells it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.urls import reverse

from archive.api._records import HitRecord, hit_records
from archive.exports import FORMATS
from archive.search import FACETS, FacetSpec, SearchQuery, SearchResult
from archive.web import (
    Labels,
    facet_counts,
    last_page,
    load_labels,
    make_repairs,
    search_href,
    whole_href,
)

SHOWN = 20  # values of a facet that a search tells; /api/facets/ has them all


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """A value of a facet and how many articles of the search have it."""

    value: str
    label: str
    count: int
    parent: str | None
    is_chosen: bool
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class FacetRecord:
    """A facet; `total` counts its values, of which the most frequent are listed."""

    name: str
    label: str
    total: int
    values: tuple[ValueRecord, ...]
    link: str


@dataclass(frozen=True, slots=True)
class Bucket:
    """A year, month or day in EDTF and how many articles may be dated to it."""

    date: str
    count: int


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles over time; months and days only while the dates asked for lie within one year."""

    years: tuple[Bucket, ...]
    months: tuple[Bucket, ...]
    days: tuple[Bucket, ...]
    undated: int
    year_unknown: int


@dataclass(frozen=True, slots=True)
class RepairRecord:
    """Another question that finds something."""

    label: str
    total: int
    link: str
    page: str


@dataclass(frozen=True, slots=True)
class PagingRecord:
    """Where in the result this page stands; `last` is the last one that can be reached."""

    page: int
    per_page: int
    last: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """The answer to one question."""

    query: str
    read_as: str
    notices: tuple[str, ...]
    total: int
    stories: int | None
    took_ms: float
    hits: tuple[HitRecord, ...]
    facets: tuple[FacetRecord, ...]
    histogram: Histogram
    repairs: tuple[RepairRecord, ...]
    paging: PagingRecord
    links: dict[str, str]
    exports: dict[str, str]


def answer_record(result: SearchResult, root: str) -> AnswerRecord:
    """Return a result with names and links; `root` is the address of the archive."""
    query = result.query
    labels = load_labels(_sources(result))
    return AnswerRecord(
        query=query.text,
        read_as=result.read_as if query.text.strip() else "",
        notices=tuple(notice.message for notice in result.notices),
        total=result.total,
        stories=result.stories,
        took_ms=round(result.took_ms, 2),
        hits=hit_records(result, root),
        facets=tuple(facet_record(facet, result, labels, root, most=SHOWN) for facet in FACETS),
        histogram=_histogram(result),
        repairs=_repairs(result, labels, root),
        paging=paging_record(
            query.page,
            query.per_page,
            last_page(result.total, query.per_page),
            lambda page: root + api_href(query.at_page(page)),
        ),
        links=_links(query, root),
        exports={each.name: root + whole_href("export", query, each.name) for each in FORMATS},
    )


def facet_record(
    facet: FacetSpec, result: SearchResult, labels: Labels, root: str, *, most: int | None = None
) -> FacetRecord:
    """Return a facet of a result: all its values, or the most frequent and the chosen ones."""
    query, counts = result.query, facet_counts(result, facet.name)
    marked = {*query.chosen(facet.name), *query.rejected(facet.name)}
    return FacetRecord(
        name=facet.name,
        label=facet.label,
        total=len(counts),
        values=tuple(
            ValueRecord(
                value=value,
                label=labels.of(facet.name, value),
                count=count or 0,
                parent=labels.parents.get(value) if facet.is_tree else None,
                is_chosen=value in query.chosen(facet.name),
                is_excluded=value in query.rejected(facet.name),
            )
            for rank, (value, count) in enumerate(counts.items())
            if most is None or rank < most or value in marked
        ),
        link=root + api_href(query.at_page(1), "api-facet", facet.name),
    )


def paging_record(page: int, per_page: int, last: int, href: Callable[[int], str]) -> PagingRecord:
    """Return where a page stands; `href` gives the address of a page by its number."""
    before = min(page - 1, last)
    return PagingRecord(
        page=page,
        per_page=per_page,
        last=last,
        previous=href(before) if before else None,
        next=href(page + 1) if page < last else None,
    )


def api_href(query: SearchQuery, name: str = "api-articles", *args: str) -> str:
    """Return the address of a search in the API."""
    return reverse(name, args=args) + _asking(search_href(query))


def _asking(href: str) -> str:
    """Return the question of an address, with its question mark; empty for none."""
    question = urlsplit(href).query
    return f"?{question}" if question else ""


def _sources(result: SearchResult) -> Iterable[str]:
    """Return the sources whose names the answer tells."""
    yield from list(facet_counts(result, "source"))[:SHOWN]
    yield from result.query.chosen("source")
    yield from result.query.rejected("source")
    for repair in result.repairs:
        yield from repair.query.chosen("source")


def _histogram(result: SearchResult) -> Histogram:
    return Histogram(
        years=tuple(Bucket(f"{year:04d}", count) for year, count in result.years),
        months=tuple(Bucket(month, count) for month, count in result.months),
        days=tuple(Bucket(day, count) for day, count in result.days),
        undated=result.undated,
        year_unknown=result.year_unknown,
    )


def _repairs(result: SearchResult, labels: Labels, root: str) -> tuple[RepairRecord, ...]:
    return tuple(
        RepairRecord(
            label=repair.label,
            total=repair.total,
            link=root + reverse("api-articles") + _asking(repair.href),
            page=root + repair.href,
        )
        for repair in make_repairs(result, labels)
    )


def _links(query: SearchQuery, root: str) -> dict[str, str]:
    first = replace(query, page=1)
    return {
        "self": root + api_href(query),
        "page": root + search_href(query),
        "feed": root + whole_href("feed", first),
    }
