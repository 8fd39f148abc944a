"""An editor's word in the evidence: what was set, added, removed. It binds the machine for ever."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from django.db.models import Q

from archive.ingest._tags import TAGS, tags_of
from archive.models import Article, Evidence, Field, Verdict

SCALARS = (Field.TITLE, Field.SOURCE, Field.ORIGIN, Field.DATE)
EDITED = "set by an editor"
POINTED_OUT = "words pointed out by an editor"
REMOVED = "removed by an editor"


@dataclass(frozen=True, slots=True)
class Values:
    """The values of an article that carry evidence, written as evidence writes them."""

    title: str
    source: str
    origin: str
    date: str
    countries: frozenset[str]
    minerals: frozenset[str]
    companies: frozenset[str] = frozenset()
    projects: frozenset[str] = frozenset()

    def tags(self, field: Field) -> frozenset[str]:
        """Return the values of one of TAGS."""
        return {
            Field.COUNTRY: self.countries,
            Field.MINERAL: self.minerals,
            Field.COMPANY: self.companies,
            Field.PROJECT: self.projects,
        }[field]


def values_of(article: Article) -> Values:
    """Read the present values of an article from the database."""
    row = Article.objects.select_related("source", "origin").get(pk=article.pk)
    return Values(
        title=row.title,
        source=row.source.name if row.source else "",
        origin=row.origin.name if row.origin else "",
        date=row.published,
        countries=frozenset(tags_of(row, Field.COUNTRY)),
        minerals=frozenset(tags_of(row, Field.MINERAL)),
        companies=frozenset(tags_of(row, Field.COMPANY)),
        projects=frozenset(tags_of(row, Field.PROJECT)),
    )


def record_edit(article: Article, before: Values) -> bool:
    """Write into the evidence what an editor changed since `before`; tell whether anything.

    INVARIANT: runs in the transaction of the change itself.
    """
    after = values_of(article)
    for field in SCALARS:
        if (value := getattr(after, field.value)) != getattr(before, field.value):
            record_value(article, field, value)
    for field in TAGS:
        old, new = before.tags(field), after.tags(field)
        for slug in sorted(old - new):
            record_removal(article, field, slug)
        for slug in sorted(new - old):
            _record_addition(article, field, slug)
    return after != before


def record_value(
    article: Article, field: Field, value: str, words: tuple[int, int] | None = None
) -> None:
    """Write that an editor vouches for a value, perhaps with the range of words that say so.

    Of a field that has one value, every other is rejected then; an empty value is a decision
    too: there is none.
    """
    if field in SCALARS:
        others = Evidence.objects.filter(article=article, field=field).exclude(value=value)
        others.filter(verdict=Verdict.EDITOR).delete()
        others.update(verdict=Verdict.REJECTED)
    _record_addition(article, field, value, words)


def _record_addition(
    article: Article, field: Field, value: str, words: tuple[int, int] | None = None
) -> None:
    rows = Evidence.objects.filter(article=article, field=field, value=value)
    rows.filter(rule=REMOVED).delete()
    rows.exclude(verdict=Verdict.EDITOR).update(verdict=Verdict.CONFIRMED)
    start, end = words or (None, None)
    if rows.filter(start=start, end=end).exists() if words else rows.exists():
        return
    rows.filter(verdict=Verdict.EDITOR, start=None).delete()  # words say more
    Evidence.objects.create(
        article=article,
        field=field,
        value=value,
        start=start,
        end=end,
        rule=POINTED_OUT if words else EDITED,
        verdict=Verdict.EDITOR,
    )


def record_removal(article: Article, field: Field, value: str) -> None:
    """Write that an editor refuses a value."""
    rows = Evidence.objects.filter(article=article, field=field, value=value)
    rows.filter(verdict=Verdict.EDITOR).delete()
    if not rows.update(verdict=Verdict.REJECTED):
        Evidence.objects.create(
            article=article, field=field, value=value, rule=REMOVED, verdict=Verdict.REJECTED
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of evidence on which an editor has decided."""

    value: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    verdict: str


_DECISION = tuple(each.name for each in fields(Decision))


def decisions_on(article: Article, field: Field) -> tuple[Decision, ...]:
    """Return what editors decided about a field."""
    rows = article.evidence.filter(field=field).exclude(verdict=Verdict.MACHINE)
    return tuple(Decision(*row) for row in rows.order_by(*_DECISION).values_list(*_DECISION))


def replace_decisions(article: Article, field: Field, wanted: Iterable[Decision]) -> None:
    """Write what editors decided about a field in place of what they decided since."""
    rows = Evidence.objects.filter(article=article, field=field)
    rows.filter(Q(verdict=Verdict.EDITOR) | Q(rule=REMOVED)).delete()
    rows.update(verdict=Verdict.MACHINE)
    for each in wanted:
        same = rows.filter(value=each.value, start=each.start, end=each.end, rule=each.rule)
        if not same.update(verdict=each.verdict):
            Evidence.objects.create(article=article, field=field, **asdict(each))
