"""Evidence as the desk shows it, saved or not: a table of values, and the text marked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Model

from archive.admin._rejections import rejection_href
from archive.models import Article, Company, Country, Evidence, Field, Mineral, Verdict

MAX_SHOWN_TEXT = 100_000  # characters; the article's own page has the rest
MAX_SHOWN_QUOTES = 4  # of one value
_TABLES: tuple[tuple[Field, type[Model]], ...] = (
    (Field.COUNTRY, Country),
    (Field.MINERAL, Mineral),
    (Field.COMPANY, Company),
    (Field.PROJECT, Company),
)
_REFUSED_BY_SOURCE = tuple(field for field, _ in _TABLES)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the text; `anchor` is where the marked text has them, under this number."""

    text: str
    anchor: str
    number: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One value of one field with everything that speaks for it.

    `key` names field and value in a form; `is_open` tells that no editor has decided yet.
    `refuse_href` leads to the form that refuses the reading in all articles of the source.
    """

    key: str
    field: str
    value: str
    verdict: str
    is_rejected: bool
    is_open: bool
    rules: tuple[str, ...]
    confidence: int
    quotes: tuple[Quote, ...]
    more: int
    refuse_href: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text that the same findings point at, or none.

    `numbers` are those of the findings, with spaces between; `anchor` is of the first piece.
    """

    text: str
    is_body: bool
    field: str = ""
    note: str = ""
    anchor: str = ""
    numbers: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A piece of evidence and the number by which the page knows it."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    found: Numbered


def evidence_table(article: Article) -> list[EvidenceRow]:
    """Return a row for each value, in the order of the fields; rejected values come last."""
    return value_rows(_numbered(article.evidence.select_related("article__source")))


def segments(article: Article) -> list[Segment]:
    """Return the text of an article, cut where its evidence and its body begin or end."""
    return marked_segments(article.text, article.body_ranges, _numbered(article.evidence.all()))


def value_rows(found: Sequence[Numbered]) -> list[EvidenceRow]:
    """Return a row for each value, in the order of the fields; rejected values come last."""
    groups: dict[tuple[str, str, str], list[Numbered]] = {}
    for each in found:
        row = each.evidence
        groups.setdefault((row.field, row.value, row.verdict), []).append(each)
    names = _names(found)
    rows = [_row(group, names) for group in groups.values()]
    order = [field.label for field in Field]
    return sorted(rows, key=lambda row: (row.is_rejected, order.index(row.field)))


def marked_segments(
    text: str, body_ranges: Iterable[Sequence[int]], found: Sequence[Numbered]
) -> list[Segment]:
    """Cut a text wherever a finding or the body begins or ends. Linear in their number."""
    limit = min(len(text), MAX_SHOWN_TEXT)
    spans = [
        _Span(each.evidence.start, each.evidence.end, each)
        for each in found
        if each.evidence.start is not None
        and each.evidence.end is not None
        and each.evidence.end <= limit
    ]
    spans.sort(key=lambda span: (span.start, -span.end))
    body = [(start, min(end, limit)) for start, end in body_ranges if start < limit]
    cuts = {0, limit, *(edge for span in body for edge in span)}
    cuts.update(edge for span in spans for edge in (span.start, span.end))
    return list(_segments(text, sorted(cuts), spans, body, _names(found)))


def _numbered(evidence: Iterable[Evidence]) -> list[Numbered]:
    return [Numbered(row.pk, row) for row in evidence]


def _segments(
    text: str,
    cuts: Sequence[int],
    found: Sequence[_Span],
    body: Sequence[tuple[int, int]],
    names: dict[tuple[str, str], str],
) -> Iterable[Segment]:
    """Sweep over the cuts with the findings that are open at each."""
    waiting = list(reversed(found))
    waiting_body = list(reversed(body))
    opened: list[_Span] = []
    anchored: set[int] = set()
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].start <= start:
            opened.append(waiting.pop())
        while waiting_body and waiting_body[-1][1] <= start:
            waiting_body.pop()
        opened = [each for each in opened if each.end > start]
        is_body = not body or bool(waiting_body and waiting_body[-1][0] <= start)
        yield _segment(
            text[start:end], [each.found for each in opened], names, anchored, is_body=is_body
        )


def _segment(
    text: str,
    opened: list[Numbered],
    names: dict[tuple[str, str], str],
    anchored: set[int],
    *,
    is_body: bool,
) -> Segment:
    if not opened:
        return Segment(text, is_body)
    fresh = [each.number for each in opened if each.number not in anchored]
    anchored.update(fresh[:1])
    return Segment(
        text,
        is_body,
        field=opened[-1].evidence.field,
        note="; ".join(dict.fromkeys(_note(each.evidence, names) for each in opened)),
        anchor=_anchor(fresh[0]) if fresh else "",
        numbers=" ".join(str(each.number) for each in opened),
    )


def _note(evidence: Evidence, names: dict[tuple[str, str], str]) -> str:
    value = names.get((evidence.field, evidence.value), evidence.value)
    share = round(evidence.confidence * 100)
    return f"{evidence.get_field_display()}: {value} ({evidence.rule}, {share}%)"


def _row(group: list[Numbered], names: dict[tuple[str, str], str]) -> EvidenceRow:
    first = group[0].evidence
    quoted = [each for each in group if each.evidence.quote]
    return EvidenceRow(
        key=f"{first.field}:{first.value}",
        field=first.get_field_display(),
        value=names.get((first.field, first.value), first.value) or "(none)",
        verdict=first.get_verdict_display(),
        is_rejected=first.verdict == Verdict.REJECTED,
        is_open=first.verdict == Verdict.MACHINE,
        rules=tuple(dict.fromkeys(each.evidence.rule for each in group)),
        confidence=round(max(each.evidence.confidence for each in group) * 100),
        quotes=tuple(
            Quote(
                " ".join(each.evidence.quote.split())[:120], _anchor(each.number), str(each.number)
            )
            for each in quoted[:MAX_SHOWN_QUOTES]
        ),
        more=max(0, len(quoted) - MAX_SHOWN_QUOTES),
        refuse_href=_refuse_href(first, [each.evidence for each in quoted]),
    )


def _quote(each: Numbered) -> Quote:
    words = " ".join(each.evidence.quote.split())[:120]
    return Quote(words, _anchor(each.number), str(each.number))


def _refuse_href(first: Evidence, quoted: Sequence[Evidence]) -> str:
    source = first.article.source
    if source is None or not quoted or first.field not in _REFUSED_BY_SOURCE:
        return ""
    return rejection_href(source, first.field, first.value, " ".join(quoted[0].quote.split()))


def _anchor(number: int) -> str:
    return f"evidence-{number}"


def _names(found: Iterable[Numbered]) -> dict[tuple[str, str], str]:
    """Return the names of the rows that the evidence gives as slugs."""
    values = {each.evidence.value for each in found}
    names: dict[tuple[str, str], str] = {}
    for field, model in _TABLES:
        rows = model._default_manager.filter(slug__in=values).values_list("slug", "name")
        names.update({(field.value, slug): name for slug, name in rows})
    return names
