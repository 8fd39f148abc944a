"""Extract an article's text again, with today's rules and names, around what editors decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models, transaction

from archive.extraction import Extraction, Finding, Gazetteer, Hints, extract
from archive.indexing import drain_after_commit
from archive.ingest._editing import SCALARS
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._links import Links
from archive.ingest._store import (
    MAX_TITLE,
    evidence_rows,
    link_countries,
    link_minerals,
    set_published,
    weights,
)
from archive.models import Article, ArticleCountry, ArticleMineral, Evidence, Field, Verdict

_POSITIVE = (Verdict.CONFIRMED, Verdict.EDITOR)


@dataclass(frozen=True, slots=True)
class _Decisions:
    """What editors decided about one article: values that stay, and values that never come back."""

    kept: frozenset[tuple[str, str]]
    rejected: frozenset[tuple[str, str]]

    def settles(self, field: str) -> bool:
        """Tell whether an editor chose the value of a field that has one value."""
        return any(name == field for name, _ in self.kept)

    def values(self, field: str) -> set[str]:
        """Return the values of a field that an editor vouches for."""
        return {value for name, value in self.kept if name == field}

    def allows(self, field: str, value: str) -> bool:
        """Tell whether the machine may say that a field has this value."""
        return (field, value) not in self.rejected


def reextract(article: Article, *, gazetteer: Gazetteer | None = None) -> Article:
    """Extract again and return the article as it is then.

    Evidence that an editor confirmed, rejected or wrote is left as it is; so are the values
    it stands for. Title, source and date from a page's metadata are taken from the evidence.
    """
    found = extract(article.text, gazetteer=gazetteer or current_gazetteer(), hints=_hints(article))
    with transaction.atomic():
        row = Article.objects.get(pk=article.pk)
        decisions = _decisions(row)
        _replace_evidence(row, found, decisions)
        _set_values(row, found, decisions, Links())
        _relink(row, found, decisions)
        drain_after_commit()
    return row


def _hints(article: Article) -> Hints:
    """Rebuild what the reader learned outside the text from the evidence without offsets."""
    rows = Evidence.objects.filter(
        article=article, start=None, verdict__in=(Verdict.MACHINE, Verdict.CONFIRMED)
    )
    outside = dict(rows.order_by("confidence").values_list("field", "value"))
    return Hints(
        title=outside.get(Field.TITLE, ""),
        source=outside.get(Field.SOURCE, ""),
        date=outside.get(Field.DATE, ""),
        url=article.url,
        language=article.language,
    )


def _decisions(article: Article) -> _Decisions:
    rows = list(article.evidence.values_list("field", "value", "verdict"))
    kept = frozenset((field, value) for field, value, verdict in rows if verdict in _POSITIVE)
    rejected = {(field, value) for field, value, verdict in rows if verdict == Verdict.REJECTED}
    return _Decisions(kept, frozenset(rejected - kept))


def _replace_evidence(article: Article, found: Extraction, decisions: _Decisions) -> None:
    article.evidence.filter(verdict=Verdict.MACHINE).delete()
    present = set(article.evidence.values_list("field", "value", "start", "end"))
    fresh = [
        row
        for row in evidence_rows(article, found.findings)
        if decisions.allows(row.field, row.value)
        and (row.field, row.value, row.start, row.end) not in present
    ]
    Evidence.objects.bulk_create(fresh)


def _set_values(article: Article, found: Extraction, decisions: _Decisions, links: Links) -> None:
    """Set the fields that no editor settled; write the row only when one of them changes."""
    before = _state(article)
    article.body_ranges = [list(pair) for pair in found.body_ranges]
    article.language = article.language or found.language[:8]
    values = {field: _best(found, field, decisions) for field in SCALARS}
    if not decisions.settles(Field.TITLE):
        article.title = values[Field.TITLE][:MAX_TITLE]
    if not decisions.settles(Field.SOURCE):
        article.source_id = links.source(values[Field.SOURCE])
    if not decisions.settles(Field.ORIGIN):
        article.origin_id = links.source(values[Field.ORIGIN])
    if not decisions.settles(Field.DATE):
        set_published(article, values[Field.DATE])
    if _state(article) != before:
        article.save()


def _state(article: Article) -> tuple[object, ...]:
    return tuple(getattr(article, field.attname) for field in Article._meta.concrete_fields)


def _best(found: Extraction, field: Field, decisions: _Decisions) -> str:
    """Return the value found, or the next best finding when an editor rejected it."""
    chosen: str = getattr(found, field.value)
    if decisions.allows(field, chosen):
        return chosen
    others = [
        finding
        for finding in found.findings
        if finding.field == field and decisions.allows(field, finding.value)
    ]
    return max(others, key=_confidence).value if others else ""


def _confidence(finding: Finding) -> float:
    return finding.confidence


def _relink(article: Article, found: Extraction, decisions: _Decisions) -> None:
    links = Links()
    for field, model, add in (
        (Field.COUNTRY, ArticleCountry, link_countries),
        (Field.MINERAL, ArticleMineral, link_minerals),
    ):
        present = dict(
            model._default_manager.filter(article=article).values_list(f"{field}__slug", "weight")
        )
        kept = decisions.values(field)
        wanted = {
            slug: weight
            for slug, weight in weights(found, field).items()
            if decisions.allows(field, slug)
        }
        wanted |= {slug: present.get(slug, 1.0) for slug in kept}
        stale = {slug for slug in present if present[slug] != wanted.get(slug)}
        _unlink(model, article, field, stale)
        add(
            article,
            {slug: wanted[slug] for slug in wanted if slug not in present.keys() - stale},
            links,
        )


def _unlink(
    model: type[models.Model], article: Article, field: Field, slugs: Iterable[str]
) -> None:
    model._default_manager.filter(
        **{"article": article, f"{field}__slug__in": list(slugs)}
    ).delete()
