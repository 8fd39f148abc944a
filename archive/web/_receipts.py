"""The values of an article with the evidence for each: what says so, and who vouches for it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.ingest import Decisions
from archive.models import Article, Evidence, Field, Verdict
from archive.search import SearchQuery
from archive.web._hits import date_in_words
from archive.web._links import search_href

_LEVELS = ((0.9, "high"), (0.6, "medium"), (0.0, "low"))
_SHOWN = 1  # quotes of one value before "more"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the text that say so; `href` goes to them."""

    words: str
    href: str
    number: str
    rule: str
    percent: int
    level: str
    verdict: str
    is_vouched: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """One value of an article and why it is there.

    `key` is field and value as evidence writes them, `standing` what editors think of the value;
    it is empty when the reader is none.
    """

    field: str
    label: str
    value: str
    edtf: str
    href: str
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]
    asserted_by: str
    key: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The evidence of one article, numbered in order of the text.

    `received_href` is the page that shows the whole clipping; it is empty when the reader is
    already there. `decisions` are given when the reader is an editor.
    """

    article: Article
    rows: tuple[Evidence, ...]
    received_href: str
    decisions: Decisions | None = None

    def receipts(self) -> Iterator[Receipt]:
        """Return every value of the article; empty ones are left out."""
        article = self.article
        if article.title:
            yield self._receipt(Field.TITLE, article.title, article.title, None)
        if source := article.source:
            href = _search("source", source.slug)
            yield self._receipt(Field.SOURCE, source.name, source.name, None, href)
        if origin := article.origin:
            yield self._receipt(Field.ORIGIN, origin.name, origin.name, None)
        if article.published:
            yield self._date(article.published)
        yield from self._minerals()
        yield from self._countries()
        yield from self._companies()

    def _date(self, edtf: str) -> Receipt:
        name, wanted = date_in_words(edtf), {edtf.casefold()}
        if self.article.published_earliest is None:
            return self._receipt(Field.DATE, name, edtf, wanted)
        href = search_href(SearchQuery(after=edtf, before=edtf))
        return self._receipt(Field.DATE, name, edtf, wanted, href, edtf)

    def _minerals(self) -> Iterator[Receipt]:
        for link in self.article.mineral_links.all():
            mineral, nodes = link.mineral, [link.mineral]
            if not self._found(Field.MINERAL, _names(nodes)):  # tagged through one of its forms
                nodes = list(mineral.children.all())
            href = _search("mineral", mineral.slug)
            yield self._receipt(Field.MINERAL, mineral.name, mineral.slug, _names(nodes), href)

    def _countries(self) -> Iterator[Receipt]:
        for link in self.article.country_links.all():
            country = link.country
            href = _search("country", country.slug)
            yield self._receipt(Field.COUNTRY, country.name, country.slug, _names([country]), href)

    def _companies(self) -> Iterator[Receipt]:
        for link in self.article.company_links.all():
            company = link.company
            field = Field.PROJECT if company.is_project else Field.COMPANY
            href = _search("company", company.slug)
            yield self._receipt(field, company.name, company.slug, _names([company]), href)

    def _receipt(
        self,
        field: Field,
        name: str,
        value: str,
        wanted: set[str] | None,
        href: str = "",
        edtf: str = "",
    ) -> Receipt:
        found = self._found(field, wanted)
        if wanted is None and found:
            value = found[0][1].value  # perhaps an alias of the name
        quotes = tuple(self._quote(number, row) for number, row in found)
        return Receipt(
            field=field.value,
            label=str(field.label),
            value=name,
            edtf=edtf,
            href=href,
            quotes=quotes[:_SHOWN],
            more=quotes[_SHOWN:],
            asserted_by="" if quotes else self._editor(),
            key=f"{field}:{value}",
            standing=self.decisions.standing(field, value) if self.decisions else "",
        )

    def _found(self, field: Field, wanted: set[str] | None) -> list[tuple[int, Evidence]]:
        """Return what speaks for a field's values (None: any value), surest first."""
        found = [
            (number, row)
            for number, row in enumerate(self.rows, 1)
            if row.field == field and (wanted is None or row.value.casefold() in wanted)
        ]
        return sorted(found, key=lambda pair: (-pair[1].confidence, pair[0]))

    def _quote(self, number: int, row: Evidence) -> Quote:
        words = "" if row.start is None else self.article.text[row.start : row.end]
        is_here = not self.received_href or self._is_in_body(row)
        return Quote(
            words=" ".join(words.split()),
            href=f"{'' if is_here else self.received_href}#evidence-{number}" if words else "",
            number=str(number),
            rule=row.rule,
            percent=round(row.confidence * 100),
            level=next(level for limit, level in _LEVELS if row.confidence >= limit),
            verdict=str(Verdict(row.verdict).label),
            is_vouched=row.verdict != Verdict.MACHINE,
        )

    def _is_in_body(self, row: Evidence) -> bool:
        ranges = self.article.body_ranges or [[0, len(self.article.text)]]
        return any(start <= (row.start or 0) < end for start, end in ranges)

    def _editor(self) -> str:
        person = self.article.updated_by or self.article.created_by
        return person.get_username() if person else ""


def _names(nodes: Iterable[object]) -> set[str]:
    """Return what evidence may call the nodes, in one letter case."""
    return {str(getattr(node, key)).casefold() for node in nodes for key in ("slug", "name")}


def _search(facet: str, slug: str) -> str:
    return search_href(SearchQuery(filters=((facet, slug),)))
