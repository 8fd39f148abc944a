"""How an article's values would change, value by value, before anything does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.extraction import Extraction, Gazetteer
from archive.ingest._decisions import Decisions, decisions_of
from archive.ingest._editing import SCALARS, Values, values_of
from archive.ingest._links import Links, clean_name
from archive.ingest._store import MAX_TITLE
from archive.ingest._tags import TAGS
from archive.models import Article, Field, Source

NOT_FOUND = "no rule finds it"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that goes, comes or is replaced; an empty `before` or `after` is none.

    `rule` is why: the rule that finds the new value, or that refuses the old one.
    """

    field: str
    before: str
    after: str
    rule: str


def planned_changes(
    article: Article, found: Extraction, gazetteer: Gazetteer, links: Links
) -> tuple[Change, ...]:
    """Return how the values would change if what was found were applied; write nothing."""
    before = values_of(article)
    after = _planned(before, found, decisions_of(article), links)
    return tuple(_changes(before, after, found, gazetteer))


def _planned(before: Values, found: Extraction, decisions: Decisions, links: Links) -> Values:
    chosen = {
        field: getattr(before, field.value)
        if decisions.settles(field)
        else decisions.best(found, field)
        for field in SCALARS
    }
    countries, minerals, companies, projects = (
        frozenset(decisions.tags(found, field, dict.fromkeys(before.tags(field), 1.0)))
        for field in TAGS
    )
    return replace(
        before,
        title=chosen[Field.TITLE][:MAX_TITLE],
        source=_stored_name(chosen[Field.SOURCE], links),
        origin=_stored_name(chosen[Field.ORIGIN], links),
        date=chosen[Field.DATE],
        countries=countries,
        minerals=minerals,
        companies=companies,
        projects=projects,
    )


def _stored_name(name: str, links: Links) -> str:
    """Return the name that the row of a source has, or would have."""
    known = links.known_source(name) if name else None
    if known is None:
        return clean_name(name)
    return Source.objects.values_list("name", flat=True).get(pk=known)


def _changes(
    before: Values, after: Values, found: Extraction, gazetteer: Gazetteer
) -> Iterator[Change]:
    for field in SCALARS:
        old, new = getattr(before, field.value), getattr(after, field.value)
        if old != new:
            chosen = getattr(found, field.value)
            rule = _rule(found, field, {chosen}) if new else NOT_FOUND
            yield Change(field.value, old, new, rule)
    for tag in TAGS:
        had, has = before.tags(tag), after.tags(tag)
        for slug in sorted(had - has):
            yield Change(tag.value, slug, "", _refusal(found, tag, slug))
        for slug in sorted(has - had):
            family = {slug, *_forms(slug, gazetteer)} if tag == Field.MINERAL else {slug}
            yield Change(tag.value, "", slug, _rule(found, tag, family))


def _rule(found: Extraction, field: Field, values: set[str]) -> str:
    findings = [each for each in found.findings if each.field == field and each.value in values]
    best = max(findings, key=lambda finding: finding.confidence, default=None)
    return best.rule if best else "an editor's decision"


def _refusal(found: Extraction, field: Field, slug: str) -> str:
    misses = (each for each in found.near_misses if (each.field, each.value) == (field, slug))
    return next((missed.rule for missed in misses), NOT_FOUND)


def _forms(slug: str, gazetteer: Gazetteer) -> Iterator[str]:
    for mineral in gazetteer.minerals.values():
        if mineral.parent == slug and mineral.kind == "form":
            yield mineral.slug
