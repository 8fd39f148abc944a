"""Names that were seen and refused, in the words of the rule that refused them."""

from collections.abc import Iterable, Iterator

from archive.extraction._findings import FieldName, Finding, NearMiss
from archive.extraction._matcher import Hit, Matcher, Reads


def missed(
    field: FieldName, text: str, hit: Hit, rule: str, *, but: str = ""
) -> Iterator[NearMiss]:
    """Yield a near miss for each meaning of a name except `but`."""
    quote = text[hit.start : hit.end]
    for slug in dict.fromkeys(meaning.slug for meaning in hit.meanings):
        if slug != but:
            yield NearMiss(field, slug, hit.start, hit.end, quote, rule)


def missed_finding(finding: Finding, rule: str) -> NearMiss:
    """Return the near miss that a finding with offsets becomes."""
    start, end = finding.start or 0, finding.end or 0
    return NearMiss(finding.field, finding.value, start, end, finding.quote, rule)


def in_phrases(
    field: FieldName, text: str, folded: str, hits: Iterable[Hit], matcher: Matcher, reads: Reads
) -> Iterator[NearMiss]:
    """Yield the names within phrases that mean something else: "China" in "China Daily"."""
    for phrase in hits:
        if not phrase.meanings:
            rule = f"part of “{' '.join(text[phrase.start : phrase.end].split())}”"
            for hit in matcher.inside(folded, phrase, reads):
                yield from missed(field, text, hit, rule)
