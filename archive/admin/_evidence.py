"""What the change page shows of the evidence: a table of values, and the text marked up."""

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
    """Words of the text; `anchor` is where the marked text has them."""

    text: str
    anchor: str


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
    """A stretch of the text that the same findings point at, or none."""

    text: str
    is_body: bool
    field: str = ""
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    evidence: Evidence


def evidence_table(article: Article) -> list[EvidenceRow]:
    """Return a row for each value, in the order of the fields; rejected values come last."""
    groups: dict[tuple[str, str, str], list[Evidence]] = {}
    for evidence in article.evidence.select_related("article__source"):
        key = (evidence.field, evidence.value, evidence.verdict)
        groups.setdefault(key, []).append(evidence)
    names = _names(article)
    rows = [_row(group, names) for group in groups.values()]
    order = [field.label for field in Field]
    return sorted(rows, key=lambda row: (row.is_rejected, order.index(row.field)))


def segments(article: Article) -> list[Segment]:
    """Cut the text wherever a finding or the body begins or ends. Linear in their number."""
    limit = min(len(article.text), MAX_SHOWN_TEXT)
    found = [
        _Span(each.start, each.end, each)
        for each in article.evidence.order_by("start", "-end")
        if each.start is not None and each.end is not None and each.end <= limit
    ]
    body = [(start, min(end, limit)) for start, end in article.body_ranges if start < limit]
    cuts = {0, limit, *(edge for span in body for edge in span)}
    cuts.update(edge for each in found for edge in (each.start, each.end))
    names = _names(article)
    return list(_segments(article.text, sorted(cuts), found, body, names))


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
            text[start:end], [each.evidence for each in opened], names, anchored, is_body=is_body
        )


def _segment(
    text: str,
    opened: list[Evidence],
    names: dict[tuple[str, str], str],
    anchored: set[int],
    *,
    is_body: bool,
) -> Segment:
    if not opened:
        return Segment(text, is_body)
    fresh = [each.pk for each in opened if each.pk not in anchored]
    anchored.update(fresh[:1])
    return Segment(
        text,
        is_body,
        field=opened[-1].field,
        note="; ".join(dict.fromkeys(_note(each, names) for each in opened)),
        anchor=_anchor(fresh[0]) if fresh else "",
    )


def _note(evidence: Evidence, names: dict[tuple[str, str], str]) -> str:
    value = names.get((evidence.field, evidence.value), evidence.value)
    share = round(evidence.confidence * 100)
    return f"{evidence.get_field_display()}: {value} ({evidence.rule}, {share}%)"


def _row(group: list[Evidence], names: dict[tuple[str, str], str]) -> EvidenceRow:
    first = group[0]
    quoted = [each for each in group if each.quote]
    return EvidenceRow(
        key=f"{first.field}:{first.value}",
        field=first.get_field_display(),
        value=names.get((first.field, first.value), first.value) or "(none)",
        verdict=first.get_verdict_display(),
        is_rejected=first.verdict == Verdict.REJECTED,
        is_open=first.verdict == Verdict.MACHINE,
        rules=tuple(dict.fromkeys(each.rule for each in group)),
        confidence=round(max(each.confidence for each in group) * 100),
        quotes=tuple(
            Quote(" ".join(each.quote.split())[:120], _anchor(each.pk))
            for each in quoted[:MAX_SHOWN_QUOTES]
        ),
        more=max(0, len(quoted) - MAX_SHOWN_QUOTES),
        refuse_href=_refuse_href(first, quoted),
    )


def _refuse_href(first: Evidence, quoted: Sequence[Evidence]) -> str:
    source = first.article.source
    if source is None or not quoted or first.field not in _REFUSED_BY_SOURCE:
        return ""
    return rejection_href(source, first.field, first.value, " ".join(quoted[0].quote.split()))


def _anchor(pk: int) -> str:
    return f"evidence-{pk}"


def _names(article: Article) -> dict[tuple[str, str], str]:
    """Return the names of the rows that the evidence gives as slugs."""
    values = set(article.evidence.values_list("value", flat=True))
    names: dict[tuple[str, str], str] = {}
    for field, model in _TABLES:
        rows = model._default_manager.filter(slug__in=values).values_list("slug", "name")
        names.update({(field.value, slug): name for slug, name in rows})
    return names
