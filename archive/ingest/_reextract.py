"""Extract an article's text again, with today's rules and names, around what editors decided."""

import re

from django.db import transaction

from archive.extraction import Extraction, Gazetteer, Hints, extract
from archive.indexing import drain_after_commit
from archive.ingest._decisions import POSITIVE, Decisions, decisions_of
from archive.ingest._editing import SCALARS
from archive.ingest._gazetteer import current_gazetteer
from archive.ingest._links import Links
from archive.ingest._store import MAX_TITLE, evidence_rows, set_published
from archive.ingest._tags import TAGS, add_tags, remove_tags, tags_of
from archive.models import Article, Evidence, Field, Verdict
from archive.stories import place

_COUNTED = re.compile(r"counted from (\d{4}-\d\d-\d\d)")
_METADATA = "page metadata"  # the rule of values that a reader found outside the text


def reextract(article: Article, *, gazetteer: Gazetteer | None = None) -> Article:
    """Extract again and return the article as it is then.

    Evidence that an editor confirmed, rejected or wrote is left as it is; so are the values
    it stands for. Title, source and date from a page's metadata are taken from the evidence.
    """
    found = extract_stored(article, gazetteer or current_gazetteer())
    with transaction.atomic():
        row = apply(article.pk, found, Links())
        drain_after_commit()
    return row


def extract_stored(article: Article, gazetteer: Gazetteer, *, explain: bool = False) -> Extraction:
    """Return what the text of an article says today, given what was learned outside of it."""
    return extract(
        article.text,
        gazetteer=gazetteer,
        hints=_hints(article),
        source=_settled_source(article),
        explain=explain,
    )


def apply(article_id: int, found: Extraction, links: Links) -> Article:
    """Write what was found as far as no editor decided otherwise. INVARIANT: in a transaction."""
    row = Article.objects.get(pk=article_id)
    decisions, body = decisions_of(row), row.body
    _replace_evidence(row, found, decisions)
    _set_values(row, found, decisions, links)
    if row.body != body:
        place(row)
    _relink(row, found, decisions, links)
    return row


def _hints(article: Article) -> Hints:
    """Rebuild what the reader learned outside the text from the evidence of it."""
    rows = Evidence.objects.filter(
        article=article, rule=_METADATA, verdict__in=(Verdict.MACHINE, Verdict.CONFIRMED)
    )
    outside = dict(rows.order_by("confidence").values_list("field", "value"))
    return Hints(
        title=outside.get(Field.TITLE, ""),
        source=outside.get(Field.SOURCE, ""),
        date=outside.get(Field.DATE, ""),
        url=article.url,
        language=article.language,
        captured=_day_of_capture(article),
    )


def _day_of_capture(article: Article) -> str:
    """Return the day from which a date was counted: its rule alone remembers it."""
    rules = Evidence.objects.filter(article=article, field=Field.DATE, rule__startswith="counted")
    match = _COUNTED.match(rules.values_list("rule", flat=True).first() or "")
    return match[1] if match else ""


def _settled_source(article: Article) -> str:
    """Return the source that an editor vouches for; empty when the text has to tell."""
    rows = Evidence.objects.filter(article=article, field=Field.SOURCE, verdict__in=POSITIVE)
    return article.source.name if article.source and rows.exists() else ""


def _replace_evidence(article: Article, found: Extraction, decisions: Decisions) -> None:
    """Bring the machine's evidence up to date; rows that are still right are left alone."""
    decided = set(
        article.evidence.exclude(verdict=Verdict.MACHINE).values_list(
            "field", "value", "start", "end"
        )
    )
    fresh = {
        _key(row): row
        for row in evidence_rows(article, found.findings)
        if decisions.allows(row.field, row.value)
        and (row.field, row.value, row.start, row.end) not in decided
    }
    machine = list(article.evidence.filter(verdict=Verdict.MACHINE))
    stale = [row.pk for row in machine if _key(row) not in fresh]
    if stale:
        article.evidence.filter(pk__in=stale).delete()
    present = {_key(row) for row in machine}
    Evidence.objects.bulk_create(row for key, row in fresh.items() if key not in present)


def _key(row: Evidence) -> tuple[object, ...]:
    return row.field, row.value, row.start, row.end, row.rule, row.confidence


def _set_values(article: Article, found: Extraction, decisions: Decisions, links: Links) -> None:
    """Set the fields that no editor settled; write the row only when one of them changes."""
    before = _state(article)
    article.body_ranges = [list(pair) for pair in found.body_ranges]
    article.language = article.language or found.language[:8]
    values = {field: decisions.best(found, field) for field in SCALARS}
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


def _relink(article: Article, found: Extraction, decisions: Decisions, links: Links) -> None:
    for field in TAGS:
        present = tags_of(article, field)
        wanted = decisions.tags(found, field, present)
        stale = {slug for slug in present if present[slug] != wanted.get(slug)}
        remove_tags(article, field, stale)
        fresh = {slug: wanted[slug] for slug in wanted if slug not in present.keys() - stale}
        add_tags(article, field, fresh, links)
